package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Item kind config: what the candidate refers to exists, is managed, and belongs to this environment. */
@ValidationRule(
        value =
                "(has(self.settings) && size(self.settings) > 0) || (has(self.references) && self.references != 'Exists')"
                        + " || !has(self.secrets) || self.secrets != 'Skip'",
        message = ConfigParams.NOTHING_LEFT)
@ValidationRule(
        value = "!has(self.managers) || self.managers.all(m, self.managers.exists_one(n, n == m))",
        message = ConfigParams.MANAGER_TWICE,
        fieldPath = ".managers")
@ValidationRule(
        value = "!has(self.managerLabels) || self.managerLabels.all(k, size(k) <= 316 && k.matches('"
                + Patterns.LABEL_KEY + "') && self.managerLabels[k].matches('" + Patterns.LABEL_VALUE + "'))",
        message = ConfigParams.LABELS,
        fieldPath = ".managerLabels")
public record ConfigParams(
        @JsonPropertyDescription(
                "Environment variables that matter most. What the pod template refers to is checked anyway.")
        @Size(max = 50)
        List<Setting> settings,

        @JsonPropertyDescription(
                "Asked of every other ConfigMap and Secret of the pod template. Exists: it is there. Managed: it is there and"
                        + " carries the mark of a manager.")
        @Default("Exists")
        ReferenceDemand references,

        @JsonPropertyDescription("Tools of configuration management whose marks count; left out, all of them.")
        @Size(min = 1, max = 5)
        List<ConfigurationTool> managers,

        @JsonPropertyDescription("Further labels that mark an object as managed; any one of them will do.")
        @Size(max = 5)
        Map<String, @Size(max = 63) String> managerLabels,

        @JsonPropertyDescription(
                "The label that objects behind settings must carry: so a Secret is judged without reading its value.")
        @Nullable
        RequiredLabel environment,

        @JsonPropertyDescription(
                "Fail: nobody may have written the data last with kubectl edit, patch or set, or in a browser. Ignore: that is"
                        + " not looked at.")
        @Default("Fail")
        HandEdits handEdits,

        @JsonPropertyDescription(
                "Check: each Secret is read by its name for existence, keys and metadata. Skip: Secrets are not looked at, and"
                        + " every message says how many.")
        @Default("Check")
        SecretChecks secrets)
        implements CheckParams {

    /** What is said of an item that looks at nothing. */
    public static final String NOTHING_LEFT = "nothing left to check";
    /** What is said of a manager that is listed twice. */
    public static final String MANAGER_TWICE = "each manager once";
    /** What is said of labels that no object can carry. */
    public static final String LABELS = "must be labels: a key such as app.kubernetes.io/managed-by, and its value";

    public ConfigParams {
        settings = Lists.copy(settings);
        references = references == null ? ReferenceDemand.Exists : references;
        managers = Lists.copyOr(managers, List.of(ConfigurationTool.values()));
        managerLabels = Lists.copy(managerLabels);
        handEdits = handEdits == null ? HandEdits.Fail : handEdits;
        secrets = secrets == null ? SecretChecks.Check : secrets;
    }

    @Override
    public String kind() {
        return "config";
    }

    /** A label with its value. */
    public record RequiredLabel(
            @JsonPropertyDescription("Key of the label, such as app.kubernetes.io/environment.")
            @Required
            @Size(min = 1, max = 316)
            @Pattern(Patterns.LABEL_KEY)
            String label,

            @JsonPropertyDescription("The value that is expected, such as production.")
            @Required
            @Size(min = 1, max = 63)
            @Pattern(Patterns.LABEL_VALUE)
            String value) {
        public RequiredLabel {
            label = label == null ? "" : label;
            value = value == null ? "" : value;
        }
    }
}
