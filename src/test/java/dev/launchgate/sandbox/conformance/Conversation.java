package dev.launchgate.sandbox.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Requests to one API server, and what it answered. */
final class Conversation {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;
    private final ArrayNode answers = Json.NODES.arrayNode();
    private final Map<String, String> noted = new HashMap<>();

    Conversation(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Everything that was answered, in order. */
    ArrayNode answers() {
        return answers;
    }

    /** Asks, and keeps the answer. {@code NAMESPACE} and what was noted, as {@code {name}}, is filled in. */
    ObjectNode say(String step, String method, String path, String type, String body) {
        ObjectNode answer = ask(method, path, type, body);
        keep(step, answer);
        return answer;
    }

    /** Asks, and keeps nothing. */
    void quietly(String method, String path, String type, String body) {
        ask(method, path, type, body);
    }

    ObjectNode get(String step, String path) {
        return say(step, "GET", path, "", "");
    }

    /** Keeps a field of the latest state of an object, for later requests. */
    void note(String name, String path, String pointer) {
        noted.put(name, ask("GET", path, "", "").at("/body" + pointer).asText());
    }

    /**
     * Waits until the object at a path says so, and keeps what it is then.
     *
     * @param where a pointer into the object, {@code /code} for the code of the answer, or the type of a condition, whose
     *     reason is meant
     */
    void await(String step, String path, String where, String value) {
        until(path, where, value);
        keep(step, ask("GET", path, "", ""));
    }

    /** Waits, and keeps nothing. */
    void until(String path, String where, String value) {
        Awaitility.await(path + " " + where)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> seen(ask("GET", path, "", ""), where).equals(filled(value)));
    }

    private static String seen(ObjectNode answer, String where) {
        if (where.equals("/code")) {
            return answer.path("code").asText();
        }
        if (where.startsWith("/")) {
            return answer.at("/body" + where).asText();
        }
        return Json.elements(answer.at("/body/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals(where))
                .map(condition -> condition.path("reason").asText())
                .findFirst()
                .orElse("");
    }

    private void keep(String step, ObjectNode answer) {
        ObjectNode kept = Json.object().put("step", step);
        kept.setAll(answer);
        answers.add(kept);
    }

    private ObjectNode ask(String method, String path, String type, String body) {
        HttpRequest.Builder request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(client.getConfiguration().getMasterUrl().replaceAll("/$", "") + filled(path)));
        switch (method) {
            case "GET" -> request.header("Accept", type.isEmpty() ? "application/json" : type);
            case "DELETE" -> request.delete("application/json", filled(body));
            default -> request.method(method, type, filled(body));
        }
        try {
            HttpResponse<String> response = client.getHttpClient()
                    .sendAsync(request.build(), String.class)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return answer(response.code(), response.body());
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** A watch answers with one tree a line. */
    private static ObjectNode answer(int code, String text) {
        ObjectNode answer = Json.object().put("code", code);
        String[] lines = text.strip().split("\n(?=\\{)");
        if (!text.startsWith("{")) {
            return answer.put("body", text.strip());
        }
        if (lines.length == 1) {
            answer.set("body", Json.parse(lines[0].getBytes(StandardCharsets.UTF_8)));
            return answer;
        }
        ArrayNode list = answer.putArray("body");
        for (String line : lines) {
            list.add(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        return answer;
    }

    private String filled(String text) {
        String filled = text.replace("NAMESPACE", namespace);
        for (Map.Entry<String, String> note : noted.entrySet()) {
            filled = filled.replace("{" + note.getKey() + "}", note.getValue());
        }
        return filled;
    }
}
