package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As much of {@code /openapi/v3} as kubectl needs: that the server validates fields and takes dry runs, and the schemas of
 * kinds of one's own.
 */
final class OpenApi {
    private static final List<String> PATCH_PARAMETERS = List.of("dryRun", "fieldManager", "fieldValidation", "force");

    private final Kinds kinds;

    OpenApi(Kinds kinds) {
        this.kinds = kinds;
    }

    Optional<ObjectNode> of(List<String> segments) {
        boolean ours = segments.size() > 1
                && segments.get(0).equals("openapi")
                && segments.get(1).equals("v3");
        if (!ours) {
            return Optional.empty();
        }
        if (segments.size() == 2) {
            return Optional.of(index());
        }
        String path = String.join("/", segments.subList(2, segments.size()));
        return paths().filter(path::equals).findFirst().map(this::document);
    }

    private Stream<String> paths() {
        return kinds.all().stream().map(OpenApi::path).distinct();
    }

    private static String path(Kind kind) {
        return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
    }

    private ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        paths().forEach(path -> paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path));
        return index;
    }

    /** The schema of a kind of one's own, for {@code kubectl explain}. */
    private static ObjectNode explained(Kind kind) {
        ObjectNode schema = kind.schema().node().deepCopy();
        schema.putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
        return schema;
    }

    private ObjectNode document(String path) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "sandbox");
        ObjectNode paths = document.putObject("paths");
        kinds.all().stream().filter(kind -> path(kind).equals(path)).forEach(kind -> {
            String scope = kind.namespaced() ? "/namespaces/{namespace}/" : "/";
            ObjectNode patch = paths.putObject("/" + path + scope + kind.plural() + "/{name}")
                    .putObject("patch");
            var parameters = patch.putArray("parameters");
            PATCH_PARAMETERS.forEach(name -> parameters
                    .addObject()
                    .put("in", "query")
                    .put("name", name)
                    .putObject("schema")
                    .put("type", "string"));
            patch.putObject("responses");
            patch.putObject("x-kubernetes-group-version-kind")
                    .put("group", kind.group())
                    .put("version", kind.version())
                    .put("kind", kind.kind());
        });
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        kinds.all().stream()
                .filter(kind -> kind.custom() && path(kind).equals(path))
                .forEach(kind -> schemas.set(kind.qualifiedKind(), explained(kind)));
        return document;
    }
}
