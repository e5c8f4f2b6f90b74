package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How a new revision is held and released. */
public record GateSpec(
        @JsonPropertyDescription(
                "Pause: hold the Deployment. Signal: publish the verdict only. Audit: record what would have been held.")
        @Default("Pause")
        GateMode mode,

        @JsonPropertyDescription(
                "Hold: the very first revision waits too; needs the auto-hold policy or a manifest with spec.paused true,"
                        + " else condition Enforced says FirstLaunchUngated. Allow: it starts at once.")
        @Default("Hold")
        FirstLaunch firstLaunch,

        @JsonPropertyDescription(
                "Allow: a template that was promoted before is never held. Hold: it waits like any other.")
        @Default("Allow")
        RollbackPolicy rollback,

        @JsonPropertyDescription(
                "Freeze: pause a rollout whose AfterRelease items fail or that stops progressing. Report: say so only.")
        @Default("Freeze")
        OnRegression onRegression,

        @JsonPropertyDescription(
                "A candidate that is held longer than this is announced by event, condition and metric. Never opens the"
                        + " gate.")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        @Nullable
        String deadline,

        @JsonPropertyDescription("Items with network probes must pass this often in a row before a release.")
        @Default("2")
        @Min(1)
        @Max(10)
        Integer consecutivePasses) {

    /** A gate of which nothing was said. */
    public static final GateSpec DEFAULT = new GateSpec(null, null, null, null, null, null);

    public GateSpec {
        mode = mode == null ? GateMode.Pause : mode;
        firstLaunch = firstLaunch == null ? FirstLaunch.Hold : firstLaunch;
        rollback = rollback == null ? RollbackPolicy.Allow : rollback;
        onRegression = onRegression == null ? OnRegression.Freeze : onRegression;
        consecutivePasses = consecutivePasses == null ? Integer.valueOf(2) : consecutivePasses;
    }
}
