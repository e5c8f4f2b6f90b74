package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The workload that a checklist gates, in the checklist's namespace. */
@ValidationRule(value = "self == oldSelf", message = "target is immutable; make another checklist")
public record Target(
        @JsonPropertyDescription(
                "Deployment (apps/v1), Rollout (argoproj.io) or Canary (flagger.app). The last two need gate mode Signal or"
                        + " Audit.")
        @Default("Deployment")
        TargetKind kind,

        @JsonPropertyDescription("Name of the workload.") @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME)
        String name) {
    public Target {
        kind = kind == null ? TargetKind.Deployment : kind;
        name = name == null ? "" : name;
    }
}
