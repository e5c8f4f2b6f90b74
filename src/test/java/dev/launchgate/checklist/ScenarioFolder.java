package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder {@code <kind>/<case>}: what there is at each step, and what the checklist says then. Step 0, which is optional, is
 * what there was before the checklist.
 */
record ScenarioFolder(Path path) {
    private static final YAMLMapper YAML = new YAMLMapper();
    static final Path ROOT =
            Path.of(System.getProperty("project.dir", "")).resolve("src/test/resources/dev/launchgate/scenarios");

    /** Every folder, in the order of their names. */
    static List<ScenarioFolder> all() {
        return children(ROOT).stream()
                .filter(Files::isDirectory)
                .flatMap(kind -> children(kind).stream())
                .map(ScenarioFolder::new)
                .toList();
    }

    String kind() {
        return path.getParent().getFileName().toString();
    }

    /** The steps, from 1. */
    IntStream steps() {
        return IntStream.rangeClosed(1, (int) children(path).stream()
                .filter(file -> file.getFileName().toString().startsWith("out-"))
                .count());
    }

    Path out(int step) {
        return path.resolve("out-%s-status.yaml".formatted(step));
    }

    List<JsonNode> objects(int step) {
        return read(path.resolve("in-%s-objects.yaml".formatted(step)));
    }

    List<JsonNode> answers(int step) {
        return read(path.resolve("in-%s-answers.yaml".formatted(step)));
    }

    List<JsonNode> world(int step) {
        return read(path.resolve("in-%s-world.yaml".formatted(step)));
    }

    /** Files that no step reads or writes, and steps that change nothing or expect nothing. */
    List<String> faults() {
        Set<String> known = new TreeSet<>(Set.of("in-0-objects.yaml"));
        List<String> faults = new ArrayList<>();
        if (steps().count() == 0) {
            faults.add("nothing is expected: out-1-status.yaml is missing");
        }
        steps().forEach(step -> {
            List<String> in = Stream.of("objects", "answers", "world")
                    .map(what -> "in-%s-%s.yaml".formatted(step, what))
                    .toList();
            known.addAll(in);
            known.add(out(step).getFileName().toString());
            if (in.stream().noneMatch(name -> Files.exists(path.resolve(name)))) {
                faults.add("step %s changes nothing".formatted(step));
            }
        });
        children(path).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(name + " belongs to no step"));
        return faults;
    }

    static List<JsonNode> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return kind() + "/" + path.getFileName();
    }
}
