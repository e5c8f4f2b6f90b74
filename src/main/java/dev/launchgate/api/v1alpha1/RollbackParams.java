package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Item kind rollback: there is a way back, it is written down, and it has been gone. */
@ValidationRule(
        value = "!has(self.rehearsedAt) || !has(self.rehearsal) || self.rehearsal != 'Observed'",
        message = RollbackParams.DATED_ITSELF,
        fieldPath = ".rehearsedAt")
public record RollbackParams(
        @JsonPropertyDescription("What to do to go back, step by step; told in the event when a rollout is frozen.")
        @Required
        @Size(min = 1, max = 20)
        List<@Size(min = 1, max = 500) @Pattern(Patterns.PLAIN_TEXT) String> steps,

        @JsonPropertyDescription(
                "Whether a promoted revision to return to must be left, with everything that its pod template refers to.")
        @Default("Required")
        Requirement revision,

        @JsonPropertyDescription(
                "What this release does to stored data. None: nothing. Reversible: it can be undone. Irreversible: it cannot.")
        @Default("None")
        DataChange data,

        @JsonPropertyDescription(
                "What says that the way back works. Observed: Launchgate saw this target return to an earlier revision and"
                        + " become available. Declared: rehearsedAt. None: nothing needs to.")
        @Default("Declared")
        Rehearsal rehearsal,

        @JsonPropertyDescription("When it was rehearsed, RFC 3339 with zone; for rehearsal Declared.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String rehearsedAt,

        @JsonPropertyDescription("Oldest rehearsal allowed; 1d to 1825d.")
        @Default("180d")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        String maxAge,

        @JsonPropertyDescription("Covers data that cannot go back and a rehearsal that nobody did.") @Nullable
        AcceptedRisk acceptedRisk)
        implements CheckParams {

    /** What is said of a date beside what Launchgate sees. */
    public static final String DATED_ITSELF = "Launchgate dates it itself";

    public RollbackParams {
        steps = Lists.copy(steps);
        revision = revision == null ? Requirement.Required : revision;
        data = data == null ? DataChange.None : data;
        rehearsal = rehearsal == null ? Rehearsal.Declared : rehearsal;
        maxAge = maxAge == null ? "180d" : maxAge;
    }

    @Override
    public String kind() {
        return "rollback";
    }
}
