package dev.launchgate.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableFieldBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Says in the generated CRD what no annotation can: list map keys, status defaults, columns in order, bounds of conditions. */
public class CrdPostProcessor implements CRDPostProcessor {
    /** Items of the checklist itself and as many from elsewhere. */
    private static final int ROWS = 200;
    /** Members of an item that a measure says itself. */
    private static final List<String> OF_THE_MEASURE = List.of("name", "title", "severity", "owner");

    private static final long TEXT = 32_768;
    private static final long LIST = 1_000;
    private static final long PORT_NAME = 63;
    private static final int WEEK = 7;
    private static final int YEAR = 365;
    private static final int FIVE_YEARS = 1825;
    private static final Map<Integer, String> MORE_DAYS_THAN = Map.of(
            WEEK,
            "[89]|[1-9][0-9]+",
            YEAR,
            "36[6-9]|3[7-9][0-9]|[4-9][0-9]{2}|[1-9][0-9]{3,}",
            FIVE_YEARS,
            "182[6-9]|18[3-9][0-9]|19[0-9]{2}|[2-9][0-9]{3}|[1-9][0-9]{4,}");
    private static final Map<String, String> CONDITION = Map.of(
            "status", "True, False or Unknown.",
            "reason", "Why, in one word.",
            "message", "What was expected, what was seen, what to do.",
            "lastTransitionTime", "Since when the status is this.",
            "observedGeneration", "Generation of the spec that the condition describes.");

    @Override
    public HasMetadata process(HasMetadata resource, String version) {
        CustomResourceDefinition crd = (CustomResourceDefinition) resource;
        boolean postmortem = crd.getSpec().getNames().getKind().equals("Postmortem");
        crd.getSpec()
                .getVersions()
                .forEach(postmortem ? CrdPostProcessor::completePostmortem : CrdPostProcessor::completeChecklist);
        return crd;
    }

    private static void completeChecklist(CustomResourceDefinitionVersion version) {
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(
                "LaunchChecklist: what must be true before a workload goes live. It holds the workload's new revision until"
                        + " every blocking item passes.");
        root.setRequired(List.of("spec"));
        JSONSchemaProps spec = property(root, "spec");
        spec.setDescription("What is gated, how, and the lines that must pass.");
        // Filled in although left out, so that the column Mode shows what is in force.
        property(spec, "gate").setDefault(JsonNodeFactory.instance.objectNode());
        ports(spec);
        listMap(property(spec, "items"), "name");
        item(property(spec, "items").getItems().getSchema());
        JSONSchemaProps status = property(root, "status");
        status(status, "What was seen, decided and done.");
        listMap(property(status, "items"), "name");
        property(status, "items").setMaxItems((long) ROWS);
        property(status, "history").setXKubernetesListType("atomic");
        property(property(status, "gate"), "promoted").setXKubernetesListType("atomic");
        version.setAdditionalPrinterColumns(CrdColumns.ofChecklist());
        selectable(version, ".spec.target.name", ".spec.target.kind");
    }

    private static void completePostmortem(CustomResourceDefinitionVersion version) {
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(
                "Postmortem: what happened, why, and what must hold before the next launch. Its measures with"
                        + " blocksLaunch are items of the checklists that it names.");
        root.setRequired(List.of("spec"));
        JSONSchemaProps spec = property(root, "spec");
        spec.setDescription("What happened, why, and what must hold before the next launch.");
        listMap(property(spec, "checklists"), "name");
        listMap(property(spec, "prevention"), "name");
        listMap(property(spec, "attachments"), "name");
        JSONSchemaProps item = property(property(spec, "prevention").getItems().getSchema(), "item");
        OF_THE_MEASURE.forEach(item.getProperties()::remove);
        item.setRequired(null);
        ports(item);
        item(item);
        JSONSchemaProps status = property(root, "status");
        status(status, "What is missing, how the measures stand, and where the document is.");
        listMap(property(status, "prevention"), "name");
        listMap(property(status, "attachments"), "name");
        version.setAdditionalPrinterColumns(CrdColumns.ofPostmortem());
        selectable(version, ".spec.state", ".spec.severity");
    }

    /** What every kind of item says, wherever an item stands. */
    private static void item(JSONSchemaProps item) {
        age(property(item, "dns"), "maxTtl", "0s", WEEK, "must be a duration from 0s to 7d");
        age(property(item, "tls"), "minRemaining", "0s", YEAR, "must be a duration from 0s to 365d");
        age(property(item, "canary"), "minObservation", "0s", WEEK, "must be from 0s to 7d");
        age(property(item, "job"), "maxAge", "1h", YEAR, "must be from 1h to 365d");
        age(property(item, "manual"), "maxAge", "1h", YEAR, "must be from 1h to 365d");
        age(property(item, "document"), "maxAge", "24h", FIVE_YEARS, "must be from 1d to 1825d");
        age(property(item, "loadTest"), "maxAge", "1h", YEAR, "must be from 1h to 365d");
        age(property(item, "loadTest"), "minDuration", "1s", WEEK, "must be from 1s to 7d");
        age(property(item, "rollback"), "maxAge", "24h", FIVE_YEARS, "must be from 1d to 1825d");
        item.getProperties().forEach((name, member) -> {
            // Raw clients prune typos without a word, so that a member could turn up empty.
            if ("object".equals(member.getType())) {
                member.setMinProperties(1L);
            }
        });
        JSONSchemaProps settings = property(property(item, "config"), "settings");
        listMap(settings, "name", "container");
        // no annotation says that nothing is the default
        property(settings.getItems().getSchema(), "container").setDefault(JsonNodeFactory.instance.textNode(""));
    }

    private static void selectable(CustomResourceDefinitionVersion version, String... paths) {
        version.setSelectableFields(Stream.of(paths)
                .map(path -> new SelectableFieldBuilder().withJsonPath(path).build())
                .toList());
    }

    private static void status(JSONSchemaProps status, String description) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        status.setDescription(description);
        status.setDefault(json.objectNode().put("observedGeneration", -1));
        property(status, "observedGeneration").setFormat("int64");
        property(status, "observedGeneration").setDefault(json.numberNode(-1));
        JSONSchemaProps conditions = property(status, "conditions");
        listMap(conditions, "type");
        conditions.setMaxItems(16L);
        JSONSchemaProps condition = conditions.getItems().getSchema();
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        property(condition, "lastTransitionTime").setFormat("date-time");
        property(condition, "status")
                .setEnum(List.of(json.textNode("True"), json.textNode("False"), json.textNode("Unknown")));
        property(condition, "observedGeneration").setFormat("int64");
        CONDITION.forEach((name, text) -> property(condition, name).setDescription(text));
        property(condition, "type").setDescription(conditions.getDescription());
        bound(status);
    }

    /** Far above what is ever written: a bound that is met by accident would make every status write fail. */
    private static void bound(JSONSchemaProps schema) {
        if ("string".equals(schema.getType()) && schema.getEnum().isEmpty() && schema.getMaxLength() == null) {
            schema.setMaxLength(TEXT);
        }
        if ("array".equals(schema.getType()) && schema.getMaxItems() == null) {
            schema.setMaxItems(LIST);
        }
        children(schema, CrdPostProcessor::bound);
    }

    /**
     * Bounds an age. Durations of CEL know no days, so those in front are compared as text; what is left over, such as an
     * hour more than the most days, is the planner's.
     */
    private static void age(JSONSchemaProps kind, String field, String least, int mostDays, String message) {
        String rule = "self.contains('d') ? !self.matches('^0*(%s)d')"
                + " : duration(self) >= duration('%s') && duration(self) <= duration('%dh')";
        property(kind, field)
                .setXKubernetesValidations(List.of(new ValidationRuleBuilder()
                        .withRule(rule.formatted(MORE_DAYS_THAN.get(mostDays), least, 24 * mostDays))
                        .withMessage(message)
                        .build()));
    }

    /** Every int-or-string of the spec is a port. */
    private static void ports(JSONSchemaProps schema) {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            schema.setMinimum(1.0);
            schema.setMaximum(65535.0);
            schema.setMaxLength(PORT_NAME);
        }
        children(schema, CrdPostProcessor::ports);
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    private static void children(JSONSchemaProps schema, Consumer<JSONSchemaProps> visit) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(visit);
        }
        if (schema.getItems() != null) {
            visit.accept(schema.getItems().getSchema());
        }
    }

    /** @param more further keys, which have defaults */
    private static void listMap(JSONSchemaProps list, String key, String... more) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(
                Stream.concat(Stream.of(key), Stream.of(more)).toList());
        JSONSchemaProps element = list.getItems().getSchema();
        if (element.getRequired() == null || !element.getRequired().contains(key)) {
            element.setRequired(List.of(key));
        }
    }
}
