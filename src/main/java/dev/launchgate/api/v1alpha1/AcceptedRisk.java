package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A failing part that somebody accepts until a date. */
public record AcceptedRisk(
        @JsonPropertyDescription("Why it is acceptable.")
        @Required
        @Size(min = 1, max = 500)
        @Pattern(Patterns.PLAIN_TEXT)
        String reason,

        @JsonPropertyDescription("Who accepts it.") @Required @Size(min = 1, max = 100) @Pattern(Patterns.PLAIN_TEXT)
        String by,

        @JsonPropertyDescription("Until when, RFC 3339 with zone; at most a year ahead.")
        @Required
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        String until) {
    public AcceptedRisk {
        reason = reason == null ? "" : reason;
        by = by == null ? "" : by;
        until = until == null ? "" : until;
    }
}
