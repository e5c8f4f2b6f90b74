package dev.launchgate.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.object.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind that is served.
 *
 * @param subresources {@code status}, {@code scale}
 * @param custom made by a CRD: unknown fields are dropped, the schema is enforced
 * @param generation whether {@code metadata.generation} counts changes of the spec
 * @param selectable paths that a field selector may name, such as {@code spec.nodeName}
 * @param columns printer columns as a CRD writes them; empty for built-in kinds
 */
public record Kind(
        String group,
        String version,
        String kind,
        String plural,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        Set<String> subresources,
        boolean custom,
        boolean generation,
        Set<String> selectable,
        List<JsonNode> columns,
        Schema schema) {

    static Kind builtIn(JsonNode from) {
        return new Kind(
                from.path("group").asText(),
                from.path("version").asText(),
                from.path("kind").asText(),
                from.path("plural").asText(),
                texts(from.path("shortNames")).toList(),
                texts(from.path("categories")).toList(),
                from.path("namespaced").asBoolean(true),
                texts(from.path("subresources")).collect(Collectors.toSet()),
                false,
                from.path("generation").asBoolean(false),
                texts(from.path("selectable")).collect(Collectors.toSet()),
                List.of(),
                new Schema(from.path("schema")));
    }

    /** One version of a CustomResourceDefinition. */
    static Kind custom(JsonNode crd, JsonNode version) {
        JsonNode spec = crd.path("spec");
        JsonNode names = spec.path("names");
        return new Kind(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("kind").asText(),
                names.path("plural").asText(),
                texts(names.path("shortNames")).toList(),
                texts(names.path("categories")).toList(),
                spec.path("scope").asText().equals("Namespaced"),
                Json.names(version.path("subresources")).collect(Collectors.toSet()),
                true,
                true,
                Json.elements(version.path("selectableFields"))
                        .map(field -> field.path("jsonPath").asText().substring(1))
                        .collect(Collectors.toSet()),
                Json.elements(version.path("additionalPrinterColumns")).toList(),
                new Schema(version.at("/schema/openAPIV3Schema")));
    }

    private static Stream<String> texts(JsonNode list) {
        return Json.elements(list).map(JsonNode::asText);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code deployments.apps}, as messages name it. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code Deployment.apps}, as messages about invalid objects name it. */
    public String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** Where objects are kept: the two APIs of events share one place, and so do the versions of a CRD. */
    public String collection() {
        return kind.equals("Event") ? "events" : qualifiedPlural();
    }
}
