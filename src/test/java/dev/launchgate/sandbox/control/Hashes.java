package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/** Names of pod templates, and suffixes of names, in the letters that Kubernetes uses. */
final class Hashes {
    static final String LABEL = "pod-template-hash";
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private Hashes() {}

    static String of(JsonNode template) {
        return letters(sorted(template).toString(), 10);
    }

    static String letters(String text, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < length; i++) {
                letters.append(LETTERS.charAt(Math.floorMod(digest[i], LETTERS.length())));
            }
            return letters.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The template without the label that tells ReplicaSets apart. */
    static JsonNode plain(JsonNode template) {
        ObjectNode plain = template.deepCopy();
        if (plain.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(LABEL);
        }
        return plain;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            Json.names(node).forEach(name -> members.put(name, sorted(node.get(name))));
            ObjectNode sorted = Json.object();
            members.forEach(sorted::set);
            return sorted;
        }
        if (node.isArray()) {
            var sorted = Json.NODES.arrayNode();
            node.forEach(element -> sorted.add(sorted(element)));
            return sorted;
        }
        return node;
    }
}
