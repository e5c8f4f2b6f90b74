package dev.launchgate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A LaunchChecklist as it was read. */
record Checklist(JsonNode object) {
    private static final Set<String> GREEN = Set.of("Pass", "NotApplicable", "Waived");

    String state() {
        return object.at("/status/gate/state").asText();
    }

    boolean current() {
        return object.at("/status/observedGeneration").asLong()
                == object.at("/metadata/generation").asLong();
    }

    /** Whether every line was measured, so that nothing is Pending any more. */
    boolean measured() {
        return items().stream().noneMatch(item -> verdict(item).equals("Pending")) && !items().isEmpty();
    }

    boolean green(String item) {
        return items().stream()
                .filter(each -> each.path("name").asText().equals(item))
                .anyMatch(each -> GREEN.contains(verdict(each)));
    }

    /** Names of lines that fail, in the order of the checklist. */
    List<String> failing() {
        return items().stream()
                .filter(item -> verdict(item).equals("Fail"))
                .map(item -> item.path("name").asText())
                .toList();
    }

    Set<String> notGreen() {
        return items().stream()
                .filter(item -> !GREEN.contains(verdict(item)))
                .map(item -> item.path("name").asText())
                .collect(Collectors.toSet());
    }

    String condition(String type) {
        return Cluster.elements(object.at("/status/conditions")).stream()
                .filter(condition -> condition.path("type").asText().equals(type))
                .map(condition -> condition.path("status").asText())
                .findFirst()
                .orElse("");
    }

    /** Whether the text stands anywhere in it, in what is asked or in what is answered. */
    boolean mentions(String text) {
        return object.toString().contains(text);
    }

    String running() {
        return object.at("/status/gate/running/revision").asText();
    }

    /** Hash of the pod template that waits. */
    String candidateTemplate() {
        return object.at("/status/gate/candidate/templateHash").asText();
    }

    /** Hashes of the pod templates that were rolled out to the end, oldest first. */
    List<String> promotedTemplates() {
        return Cluster.elements(object.at("/status/gate/promoted")).stream()
                .map(revision -> revision.path("templateHash").asText())
                .toList();
    }

    /** Reasons of the decisions so far, oldest first. */
    List<String> decisions() {
        return Cluster.elements(object.at("/status/history")).stream()
                .map(entry -> entry.path("reason").asText())
                .toList();
    }

    /** Name of the postmortem that was drafted about the latest decision with this reason; empty where there is none. */
    String drafted(String reason) {
        return Cluster.elements(object.at("/status/history")).stream()
                .filter(entry -> entry.path("reason").asText().equals(reason))
                .map(entry -> entry.path("postmortem").asText())
                .reduce("", (before, latest) -> latest);
    }

    /** The lines as a table. */
    List<List<String>> lines(boolean all) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("LINE", "VERDICT", "REASON", "MESSAGE")));
        items().stream()
                .filter(item -> all || !GREEN.contains(verdict(item)))
                .forEach(item -> rows.add(List.of(
                        item.path("name").asText(),
                        verdict(item),
                        item.path("reason").asText(),
                        item.path("message").asText())));
        return rows;
    }

    /** One line of it. */
    List<List<String>> line(String name) {
        return lines(true).stream().filter(row -> row.getFirst().equals(name)).toList();
    }

    private List<JsonNode> items() {
        return Cluster.elements(object.at("/status/items"));
    }

    private static String verdict(JsonNode item) {
        return item.path("verdict").asText();
    }
}
