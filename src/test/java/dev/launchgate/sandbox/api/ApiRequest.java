package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.object.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, read completely. */
record ApiRequest(
        String method,
        List<String> segments,
        Map<String, String> query,
        String accept,
        String contentType,
        String userAgent,
        byte[] body) {

    static ApiRequest of(String method, URI uri, Map<String, String> headers, byte[] body) {
        Map<String, String> query = new HashMap<>();
        String raw = Optional.ofNullable(uri.getRawQuery()).orElse("");
        Arrays.stream(raw.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        });
        List<String> segments = Arrays.stream(uri.getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(ApiRequest::decode)
                .toList();
        String contentType = headers.getOrDefault("content-type", "");
        return new ApiRequest(
                method,
                segments,
                Map.copyOf(query),
                headers.getOrDefault("accept", ""),
                contentType.split(";")[0].strip(),
                headers.getOrDefault("user-agent", "unknown"),
                body);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    boolean dryRun() {
        return !parameter("dryRun").isEmpty();
    }

    boolean strict() {
        return parameter("fieldValidation").equals("Strict");
    }

    boolean wantsTable() {
        return accept.contains("as=Table");
    }

    /** Who writes: as the request says, else the name of the program. */
    String manager() {
        String manager = parameter("fieldManager");
        return manager.isEmpty() ? userAgent.split("[/ ]")[0] : manager;
    }

    /** The body as a tree, JSON or YAML by its content type. */
    JsonNode content() {
        boolean yaml = contentType.endsWith("yaml");
        boolean json = contentType.isEmpty() || contentType.endsWith("json");
        if (!yaml && !json) {
            throw ApiFailure.mediaType("application/json, application/yaml");
        }
        try {
            return yaml ? Json.yaml(body) : Json.parse(body);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("the object provided is unrecognized: " + e.getMessage());
        }
    }
}
