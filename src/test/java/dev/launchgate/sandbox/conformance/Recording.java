package dev.launchgate.sandbox.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.launchgate.sandbox.object.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole sequence, played on a server, and what a real control plane answered to it. */
final class Recording {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Recording() {}

    /** Plays it. @return answers by step, in a form that can be compared */
    static Map<String, String> play(KubernetesClient client, String namespace) {
        Conversation with = new Conversation(client, namespace);
        ObjectSteps.play(with);
        ApplySteps.play(with);
        CustomSteps.play(with);
        RolloutSteps.play(with);
        return bySteps(new Normal(namespace).of(with.answers()));
    }

    static Map<String, String> recorded() {
        return bySteps((ArrayNode) Json.resource(Recording.class, "recording.json"));
    }

    static void write(Map<String, String> answers, Path file) {
        try {
            ArrayNode all = MAPPER.createArrayNode();
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                all.add(MAPPER.readTree(answer.getValue()));
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, MAPPER.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> bySteps(ArrayNode answers) {
        Map<String, String> steps = new LinkedHashMap<>();
        for (JsonNode answer : answers) {
            String step = answer.path("step").asText();
            if (steps.put(step, pretty(answer)) != null) {
                throw new IllegalStateException("two steps are called " + step);
            }
        }
        return steps;
    }

    private static String pretty(JsonNode answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
