package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One thing that was done to end an incident. */
public record MitigationStep(
        @JsonPropertyDescription("What was done.")
        @Required
        @Size(min = 1, max = PostmortemSpec.SHORT_TEXT)
        @Pattern(Patterns.TEXT)
        String step,

        @JsonPropertyDescription("What came of it; a step that did not help is worth knowing too.")
        @Size(max = PostmortemSpec.SHORT_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String result,

        @JsonPropertyDescription("When, RFC 3339 with zone.") @Size(max = 40) @Pattern(ManualParams.DATE_TIME) @Nullable
        String at) {
    public MitigationStep {
        step = step == null ? "" : step;
    }
}
