package dev.launchgate.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reference of every field of a kind, from its CRD: what {@code kubectl explain} says, on one page. */
final class FieldPage {
    private final Markdown page = new Markdown();
    private final Map<String, String> elsewhere;

    private FieldPage(Map<String, String> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** @param elsewhere by path, what is said instead of the fields below it */
    static String of(String crdYaml, Map<String, String> elsewhere) {
        CustomResourceDefinition crd = Serialization.unmarshal(crdYaml, CustomResourceDefinition.class);
        JSONSchemaProps root =
                crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        CustomResourceDefinitionNames names = crd.getSpec().getNames();
        FieldPage page = new FieldPage(elsewhere);
        page.page
                .line("# " + names.getKind())
                .blank()
                .line(
                        "`launchgate.dev/v1alpha1`, short name `%s`. Generated from the schema; `kubectl explain %s.spec` says the same. A star marks what must be given."
                                .formatted(names.getShortNames().getFirst(), names.getSingular()))
                .blank()
                .line(root.getDescription());
        page.object("spec", root.getProperties().get("spec"));
        page.object("status", root.getProperties().get("status"));
        return page.page.toString();
    }

    private void object(String path, JSONSchemaProps schema) {
        page.blank().line("## " + path).blank();
        if (schema.getDescription() != null) {
            page.line(schema.getDescription()).blank();
        }
        page.head("field", "type", "default", "meaning");
        Map<String, JSONSchemaProps> fields = new TreeMap<>(schema.getProperties());
        List<String> required = schema.getRequired();
        fields.forEach((name, field) -> page.row(List.of(
                Markdown.code(name) + (required.contains(name) ? " *" : ""),
                type(field),
                value(field.getDefault()),
                text(field.getDescription()))));
        rules(schema, fields);
        fields.forEach((name, field) -> below(path + "." + name, field));
    }

    private void below(String path, JSONSchemaProps field) {
        if (elsewhere.containsKey(path)) {
            page.blank().line("## " + path).blank().line(elsewhere.get(path));
        } else if (!field.getProperties().isEmpty()) {
            object(path, field);
        } else if (field.getItems() != null
                && !field.getItems().getSchema().getProperties().isEmpty()) {
            object(path + "[]", field.getItems().getSchema());
        }
    }

    private void rules(JSONSchemaProps schema, Map<String, JSONSchemaProps> fields) {
        List<String> rules = new ArrayList<>();
        schema.getXKubernetesValidations()
                .forEach(rule -> rules.add(rule(
                        rule.getFieldPath() == null ? "" : rule.getFieldPath().substring(1), rule)));
        fields.forEach((name, field) -> {
            if (field.getProperties().isEmpty()) {
                field.getXKubernetesValidations().forEach(rule -> rules.add(rule(name, rule)));
            }
        });
        if (!rules.isEmpty()) {
            page.blank();
            rules.forEach(page::line);
        }
    }

    private static String rule(String field, ValidationRule rule) {
        return "- " + (field.isEmpty() ? "" : Markdown.code(field) + ": ") + rule.getMessage();
    }

    private static String type(JSONSchemaProps field) {
        if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
            return "integer or string";
        }
        if (!field.getEnum().isEmpty()) {
            return field.getEnum().stream()
                    .map(JsonNode::asText)
                    .map(Markdown::code)
                    .collect(Collectors.joining(", "));
        }
        if (field.getItems() != null) {
            return "list of " + type(field.getItems().getSchema()) + bounds(field.getMinItems(), field.getMaxItems());
        }
        if (field.getAdditionalProperties() != null) {
            return "map of " + type(field.getAdditionalProperties().getSchema())
                    + bounds(field.getMinProperties(), field.getMaxProperties());
        }
        return "integer".equals(field.getType())
                ? "integer" + bounds(whole(field.getMinimum()), whole(field.getMaximum()))
                : text(field.getType());
    }

    private static Long whole(Double bound) {
        return bound == null ? null : Long.valueOf(bound.longValue());
    }

    private static String bounds(Long least, Long most) {
        return most == null ? "" : ", %d to %d".formatted(least == null ? 0 : least, most);
    }

    private static String value(JsonNode value) {
        return value == null || value.isObject() ? "" : Markdown.code(value.asText());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
