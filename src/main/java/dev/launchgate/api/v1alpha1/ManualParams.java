package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Item kind manual: a person has done what no check can see, and said so lately. */
@ValidationRule(
        value =
                "!has(self.vouched) || !has(self.bind) || self.bind == 'None' || (has(self.vouched.candidate) && size(self.vouched.candidate) > 0)",
        message = ManualParams.SAY_WHAT_FOR,
        fieldPath = ".vouched")
public record ManualParams(
        @JsonPropertyDescription("What to do, step by step.") @Required @Size(min = 1, max = 20)
        List<@Size(min = 1, max = 500) @Pattern(Patterns.PLAIN_TEXT) String> steps,

        @JsonPropertyDescription("A person's word that the steps are done; in Git, so reviewed.") @Nullable
        Vouched vouched,

        @JsonPropertyDescription(
                "What a word holds for. Revision: vouch again for every revision. Template: for every template. None: for"
                        + " all of them, until maxAge.")
        @Default("None")
        Binding bind,

        @JsonPropertyDescription("How long a word lasts; 1h to 365d.")
        @Default("90d")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        String maxAge)
        implements CheckParams {

    /** What is said of a word that is bound to a candidate and names none. */
    public static final String SAY_WHAT_FOR = "say what was vouched for: set vouched.candidate, or bind None";

    /** RFC 3339 with zone. */
    public static final String DATE_TIME =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$";

    public ManualParams {
        steps = Lists.copy(steps);
        bind = bind == null ? Binding.None : bind;
        maxAge = maxAge == null ? "90d" : maxAge;
    }

    @Override
    public String kind() {
        return "manual";
    }

    /** Who said it, when, and of which candidate. */
    public record Vouched(
            @JsonPropertyDescription("Who vouches.") @Required @Size(min = 1, max = 100) @Pattern(Patterns.PLAIN_TEXT)
            String by,

            @JsonPropertyDescription("When, RFC 3339 with zone.")
            @Required
            @Size(max = 40)
            @Pattern(ManualParams.DATE_TIME)
            String at,

            @JsonPropertyDescription("Anything worth knowing.") @Size(max = 500) @Pattern(Patterns.PLAIN_TEXT) @Nullable
            String note,

            @JsonPropertyDescription("The revision vouched for, or 12 or more digits of its templateHash.")
            @Size(max = 100)
            @Pattern(Patterns.PLAIN_TEXT)
            @Nullable
            String candidate) {
        public Vouched {
            by = by == null ? "" : by;
            at = at == null ? "" : at;
        }
    }
}
