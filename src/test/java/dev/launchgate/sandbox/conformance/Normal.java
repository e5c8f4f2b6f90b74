package dev.launchgate.sandbox.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers without what differs from run to run, or is not promised: identities, times, hashes, the order of causes. What a
 * controller says meanwhile of the Deployment "applied" is left out, too.
 */
final class Normal {
    private static final Set<String> LEFT_OUT = Set.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "time",
            "lastTransitionTime",
            "lastUpdateTime",
            "description",
            "continue",
            "terminatingReplicas",
            "storageVersionHash",
            // of Update entries the real server owns maps as a whole, too: ownership is compared for Apply
            ".");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** Of the ReplicaSets of the Deployments web and bad. */
    private static final Pattern HASH = Pattern.compile("(?<=\\b(?:web|bad)-)[a-z0-9]{6,10}(?![a-z0-9])");

    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final String namespace;

    Normal(String namespace) {
        this.namespace = namespace;
    }

    ArrayNode of(ArrayNode answers) {
        ArrayNode normal = Json.NODES.arrayNode();
        answers.forEach(answer -> normal.add(node(answer, "")));
        return normal;
    }

    private JsonNode node(JsonNode node, String name) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            boolean racing = node.at("/metadata/name").asText().equals("applied");
            Json.names(node)
                    .filter(member -> !LEFT_OUT.contains(member))
                    .filter(member ->
                            !member.equals("details") || !node.get(member).isEmpty())
                    .filter(member -> !racing || !member.equals("status"))
                    .forEach(member -> members.put(member, node(node.get(member), member)));
            ObjectNode normal = Json.object();
            members.forEach(normal::set);
            if (racing) {
                normal.withObject("/metadata/annotations").remove("deployment.kubernetes.io/revision");
            }
            return normal;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            Json.elements(node)
                    .filter(element -> !element.path("operation").asText().equals("Update"))
                    .forEach(element -> elements.add(node(element, "")));
            if (Set.of("causes", "managedFields", "conditions", "verbs").contains(name)) {
                elements.sort(Comparator.comparing(JsonNode::toString));
            }
            ArrayNode normal = Json.NODES.arrayNode();
            // The real server tells some causes twice.
            elements.stream().distinct().forEach(normal::add);
            return normal;
        }
        return node.isTextual() ? Json.NODES.textNode(text(node.asText(), name)) : node;
    }

    private String text(String text, String name) {
        String plain = UUID.matcher(text.replace(namespace, "NAMESPACE")).replaceAll("UID");
        if (name.equals("pod-template-hash")) {
            return hash(plain);
        }
        // Several causes stand in no order; they are compared one by one.
        if (name.equals("message") && plain.contains(" is invalid: [")) {
            return plain.substring(0, plain.indexOf('['));
        }
        Matcher hash = HASH.matcher(plain);
        return hash.replaceAll(found -> hash(found.group()));
    }

    private String hash(String seen) {
        return hashes.computeIfAbsent(seen, key -> "HASH" + (hashes.size() + 1));
    }
}
