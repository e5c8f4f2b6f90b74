package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Item kind canary: a new revision meets a few users first, under watch, with a way back. */
public record CanaryParams(
        @JsonPropertyDescription("The object that configures the canary.") @Required
        CanaryStrategy strategy,

        @JsonPropertyDescription("Largest share of the first users; 1% to 50%.")
        @Default("20%")
        @Size(max = 8)
        @Pattern(CanaryParams.FIRST_STEP)
        String maxFirstStep,

        @JsonPropertyDescription("Least pause or analysis time before everybody; 0s to 7d.")
        @Default("1m")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        String minObservation,

        @JsonPropertyDescription(
                "Whether something must judge the canary by itself; left out, Required for rollout and canary, Optional"
                        + " for httpRoute, ingress and virtualService.")
        Requirement analysis)
        implements CheckParams {

    /** Percentages from 1% to 50%. */
    public static final String FIRST_STEP = "^(50(\\.0{1,3})?|([1-9]|[1-4][0-9])(\\.[0-9]{1,3})?)%$";

    public CanaryParams {
        strategy = strategy == null ? new CanaryStrategy(null, null, null, null, null) : strategy;
        maxFirstStep = maxFirstStep == null ? "20%" : maxFirstStep;
        minObservation = minObservation == null ? "1m" : minObservation;
        analysis = analysis == null ? strategy.analysis() : analysis;
    }

    @Override
    public String kind() {
        return "canary";
    }
}
