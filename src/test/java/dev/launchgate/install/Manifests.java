package dev.launchgate.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Kubernetes objects as YAML documents hold them. */
record Manifests(List<JsonNode> objects) {
    private static final YAMLMapper YAML = new YAMLMapper();

    Manifests {
        objects = List.copyOf(objects);
    }

    /** A path below the folder of the repository. */
    static Path file(String path) {
        return Path.of(System.getProperty("project.dir", ""), path);
    }

    static Manifests parse(String yaml) {
        try {
            List<JsonNode> all = new ArrayList<>();
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).forEachRemaining(all::add);
            return new Manifests(all.stream().filter(JsonNode::isObject).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifests read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version of the build, without what marks it as unfinished. */
    static String version() throws IOException {
        String pom = Files.readString(file("pom.xml"));
        int start = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(start, pom.indexOf("</version>", start)).replace("-SNAPSHOT", "");
    }

    /** Every object in these folders of the repository, kustomizations aside. */
    static Manifests in(String... folders) {
        return new Manifests(Stream.of(folders)
                .flatMap(folder -> files(file(folder)).stream())
                .flatMap(file -> read(file).objects().stream())
                .toList());
    }

    /** Every YAML file below a folder that holds objects of a cluster. */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Manifests ofKind(String... kinds) {
        List<String> wanted = List.of(kinds);
        return new Manifests(objects.stream()
                .filter(object -> wanted.contains(object.path("kind").asText()))
                .toList());
    }

    JsonNode one(String kind, String name) {
        List<JsonNode> found = ofKind(kind).objects().stream()
                .filter(object -> name.equals(object.at("/metadata/name").asText()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + " " + name + ", saw " + found.size());
        }
        return found.getFirst();
    }

    /** Each object by {@code kind namespace/name}. */
    Map<String, JsonNode> byIdentity() {
        Map<String, JsonNode> all = new TreeMap<>();
        objects.forEach(object -> all.put(
                object.path("kind").asText() + " "
                        + object.at("/metadata/namespace").asText() + "/"
                        + object.at("/metadata/name").asText(),
                object));
        return all;
    }

    /** The same without what tells installations apart: labels that only name them. */
    Manifests unlabelled() {
        List<JsonNode> copies =
                objects.stream().map(object -> object.<JsonNode>deepCopy()).toList();
        copies.forEach(Manifests::dropLabels);
        return new Manifests(copies);
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static void dropLabels(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode child = object.path(name);
                dropLabels(child);
                boolean naming = name.startsWith("app.kubernetes.io/") || name.startsWith("helm.sh/");
                boolean emptied = name.equals("labels") && child.isEmpty();
                if (naming || emptied) {
                    object.remove(name);
                }
            }
        } else {
            node.forEach(Manifests::dropLabels);
        }
    }
}
