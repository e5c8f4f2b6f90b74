package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.ResourceKind;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of manifests in scenarios: those that checks read, and others for items that name any kind. */
final class KnownKinds {
    private static final List<ResourceKind> READ = Stream.of(ResourceKind.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(field -> {
                try {
                    return (ResourceKind) field.get(null);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("the field is public", e);
                }
            })
            .toList();

    private KnownKinds() {}

    /** Those that every cluster of a scenario serves. */
    static List<ResourceKind> all() {
        return READ;
    }

    static ResourceKind of(JsonNode object) {
        return read(object).orElseGet(() -> whole(object));
    }

    /** As items that name any kind read it. */
    static ResourceKind whole(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        int slash = apiVersion.indexOf('/');
        return read(object)
                .orElseGet(() -> new ResourceKind(
                        slash < 0 ? "" : apiVersion.substring(0, slash),
                        apiVersion.substring(slash + 1),
                        kind,
                        kind.toLowerCase(Locale.ROOT).replaceFirst("y$", "ie") + "s",
                        true))
                .whole();
    }

    /** A kind that checks read, by its name alone. */
    static ResourceKind named(String kind) {
        return READ.stream()
                .filter(known -> known.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check reads a " + kind));
    }

    private static Optional<ResourceKind> read(JsonNode object) {
        return READ.stream()
                .filter(kind ->
                        kind.apiVersion().equals(object.path("apiVersion").asText())
                                && kind.kind().equals(object.path("kind").asText()))
                .findFirst();
    }
}
