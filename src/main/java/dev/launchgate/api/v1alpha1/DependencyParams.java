package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind dependency: what the application calls is there more than once, or it is known what happens without it. */
@ValidationRule(
        value = "!has(self.maxAge) || has(self.testedAt)",
        message = DependencyParams.NEEDS_DATE,
        fieldPath = ".maxAge")
public record DependencyParams(
        @JsonPropertyDescription("What the application calls.") @Required
        DependencyTarget target,

        @JsonPropertyDescription(
                "Ready replicas, endpoints, or hosts that accept a connection, that there must be at least.")
        @Default("2")
        @Min(1)
        @Max(100)
        Integer minReady,

        @JsonPropertyDescription(
                "What the application does while it is away. With Fails, fewer than minReady is a single point of failure;"
                        + " with Retries, Degrades or Queues it passes as declared, since only a drill shows it.")
        @Required
        @Nullable
        OnFailure onFailure,

        @JsonPropertyDescription("When that behaviour was last seen, in a drill or an incident; RFC 3339 with zone.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String testedAt,

        @JsonPropertyDescription("https link to the record of it.")
        @Size(max = 2048)
        @Pattern(Patterns.HTTPS_LINK)
        @Nullable
        String link,

        @JsonPropertyDescription("How long ago testedAt may be; 1d to 1825d, left out: any time.")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        @Nullable
        String maxAge,

        @JsonPropertyDescription("Covers that there are fewer than minReady; nothing else.") @Nullable
        AcceptedRisk acceptedRisk)
        implements CheckParams {
    /** What is said of an age without the date it is the age of. */
    public static final String NEEDS_DATE = "maxAge needs testedAt";

    public DependencyParams {
        target = target == null ? new DependencyTarget(null, null, null, null) : target;
        minReady = minReady == null ? Integer.valueOf(2) : minReady;
    }

    @Override
    public String kind() {
        return "dependency";
    }
}
