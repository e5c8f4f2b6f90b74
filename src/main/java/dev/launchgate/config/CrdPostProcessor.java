package dev.launchgate.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableFieldBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Says in the generated CRD what no annotation can: list map keys, status defaults, columns in order, bounds of conditions. */
public class CrdPostProcessor implements CRDPostProcessor {
    private static final int ITEMS = 100;
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
            "type", "Ready, Accepted, Held, Enforced, Promoted, Reconciling or Stalled.",
            "status", "True, False or Unknown.",
            "reason", "Why, in one word.",
            "message", "What was expected, what was seen, what to do.",
            "lastTransitionTime", "Since when the status is this.",
            "observedGeneration", "Generation of the spec that the condition describes.");

    @Override
    public HasMetadata process(HasMetadata resource, String version) {
        CustomResourceDefinition crd = (CustomResourceDefinition) resource;
        crd.getSpec().getVersions().forEach(CrdPostProcessor::complete);
        return crd;
    }

    private static void complete(CustomResourceDefinitionVersion version) {
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
        JSONSchemaProps item = property(spec, "items").getItems().getSchema();
        age(property(item, "dns"), "maxTtl", "0s", WEEK, "must be a duration from 0s to 7d");
        age(property(item, "tls"), "minRemaining", "0s", YEAR, "must be a duration from 0s to 365d");
        age(property(item, "canary"), "minObservation", "0s", WEEK, "must be from 0s to 7d");
        age(property(item, "manual"), "maxAge", "1h", YEAR, "must be from 1h to 365d");
        age(property(item, "document"), "maxAge", "24h", FIVE_YEARS, "must be from 1d to 1825d");
        age(property(item, "loadTest"), "maxAge", "1h", YEAR, "must be from 1h to 365d");
        age(property(item, "loadTest"), "minDuration", "1s", WEEK, "must be from 1s to 7d");
        item.getProperties().forEach((name, member) -> {
            // Raw clients prune typos without a word, so that a member could turn up empty.
            if ("object".equals(member.getType())) {
                member.setMinProperties(1L);
            }
        });
        status(property(root, "status"));
        version.setAdditionalPrinterColumns(columns());
        version.setSelectableFields(List.of(
                new SelectableFieldBuilder().withJsonPath(".spec.target.name").build(),
                new SelectableFieldBuilder().withJsonPath(".spec.target.kind").build()));
    }

    private static void status(JSONSchemaProps status) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        status.setDescription("What was seen, decided and done.");
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
        listMap(property(status, "items"), "name");
        property(status, "items").setMaxItems((long) 2 * ITEMS);
        property(status, "history").setXKubernetesListType("atomic");
        property(property(status, "gate"), "promoted").setXKubernetesListType("atomic");
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

    private static void listMap(JSONSchemaProps list, String key) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
        JSONSchemaProps element = list.getItems().getSchema();
        if (element.getRequired() == null || !element.getRequired().contains(key)) {
            element.setRequired(List.of(key));
        }
    }

    private static List<CustomResourceColumnDefinition> columns() {
        return List.of(
                column("Target", ".spec.target.name", "Workload that is gated", 0),
                column("Mode", ".spec.gate.mode", "What the gate does with its verdict", 0),
                column("Gate", ".status.gate.state", "State of the gate", 0),
                column("Passed", ".status.summary.text", "Items that pass, of all", 0),
                column("Ready", ".status.conditions[?(@.type==\"Ready\")].status", "Every blocking item passes", 0),
                column("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", "Why it is ready, or not", 0),
                new CustomResourceColumnDefinitionBuilder()
                        .withName("Age")
                        .withType("date")
                        .withJsonPath(".metadata.creationTimestamp")
                        .build(),
                column("Candidate", ".status.gate.candidate.revision", "Revision that waits", 1),
                column("Running", ".status.gate.running.revision", "Revision whose pods run", 1),
                column("Since", ".status.gate.since", "Since when the gate is in its state", 1),
                column("Message", ".status.gate.message", "What the gate waits for", 1));
    }

    private static CustomResourceColumnDefinition column(String name, String path, String description, int priority) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withType("string")
                .withJsonPath(path)
                .withDescription(description)
                .withPriority(priority == 0 ? null : priority)
                .build();
    }
}
