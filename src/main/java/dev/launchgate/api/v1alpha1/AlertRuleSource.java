package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which alerts are meant: by name, or all of one object. */
@ValidationRule(
        value = "[has(self.names), has(self.prometheusRule)].exists_one(x, x)",
        message = "exactly one of names, prometheusRule must be set")
public record AlertRuleSource(
        @JsonPropertyDescription("Names of alerts.") @Size(min = 1, max = 50)
        List<@Size(min = 1, max = 200) @Pattern(Patterns.PLAIN_TEXT) String> names,

        @JsonPropertyDescription("A PrometheusRule of the Prometheus operator: every alert in it.") @Nullable
        NameRef prometheusRule) {
    public AlertRuleSource {
        names = Lists.copy(names);
    }
}
