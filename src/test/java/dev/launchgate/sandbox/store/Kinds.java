package dev.launchgate.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.object.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kinds that are served: the built-in ones, and those of the CRDs that are installed. */
public final class Kinds {
    public static final String CRDS = "customresourcedefinitions.apiextensions.k8s.io";

    private final List<Kind> kinds = new CopyOnWriteArrayList<>();

    public Kinds() {
        Json.elements(Json.resource(Kinds.class, "kinds.yaml").path("kinds"))
                .map(Kind::builtIn)
                .forEach(kinds::add);
    }

    public List<Kind> all() {
        return List.copyOf(kinds);
    }

    public Optional<Kind> byPlural(String group, String version, String plural) {
        return kinds.stream()
                .filter(kind -> kind.group().equals(group))
                .filter(kind -> kind.version().equals(version))
                .filter(kind -> kind.plural().equals(plural))
                .findFirst();
    }

    public Optional<Kind> byKind(String apiVersion, String name) {
        return kinds.stream()
                .filter(kind -> kind.apiVersion().equals(apiVersion))
                .filter(kind -> kind.kind().equals(name))
                .findFirst();
    }

    /** @throws IllegalArgumentException for a kind that is not built in */
    public Kind builtIn(String name) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(name) && !kind.custom())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** Serves what a CustomResourceDefinition says, in place of what it said before. */
    public void install(JsonNode crd) {
        remove(crd);
        Json.elements(crd.at("/spec/versions"))
                .filter(version -> version.path("served").asBoolean())
                .map(version -> Kind.custom(crd, version))
                .forEach(kinds::add);
    }

    public void remove(JsonNode crd) {
        String group = crd.at("/spec/group").asText();
        String plural = crd.at("/spec/names/plural").asText();
        kinds.removeIf(kind ->
                kind.custom() && kind.group().equals(group) && kind.plural().equals(plural));
    }
}
