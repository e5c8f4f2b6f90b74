package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is gated, how, and the lines that must pass. */
@ValidationRule(
        value = "duration(self.interval) >= duration('5s') && duration(self.interval) <= duration('24h')",
        message = "interval must be from 5s to 24h",
        fieldPath = ".interval")
@ValidationRule(
        value = "duration(self.timeout) >= duration('100ms') && duration(self.timeout) <= duration('60s')",
        message = "timeout must be from 100ms to 60s",
        fieldPath = ".timeout")
@ValidationRule(
        value = "duration(self.timeout) < duration(self.interval)",
        message = "timeout must be below interval",
        fieldPath = ".timeout")
@ValidationRule(
        value = "self.items.all(i, duration(has(i.timeout) ? i.timeout : self.timeout)"
                + " < duration(has(i.interval) ? i.interval : self.interval))",
        message = "timeout must be below interval, for every item",
        fieldPath = ".items")
@ValidationRule(
        value =
                "!(has(self.gate) && has(self.gate.mode) && self.gate.mode != 'Pause') ? self.target.kind == 'Deployment' : true",
        message = "mode Pause holds a Deployment only: use mode Signal or Audit for this target",
        fieldPath = ".target")
@ValidationRule(
        value =
                "!(self.target.kind == 'Deployment' && (!has(self.gate) || !has(self.gate.mode) || self.gate.mode == 'Pause')"
                        + " && self.items.exists(i, has(i.canary) && (has(i.canary.strategy.rollout) || has(i.canary.strategy.canary))))",
        message = "two controllers would pause it: use mode Signal with a canary item of Argo Rollouts or Flagger",
        fieldPath = ".gate")
public record LaunchChecklistSpec(
        @JsonPropertyDescription("The workload whose new revisions wait for this checklist. Immutable.") @Required
        Target target,

        @JsonPropertyDescription("How a new revision is held and released.")
        GateSpec gate,

        @JsonPropertyDescription("How often each item is measured, unless the item says otherwise; from 5s to 24h.")
        @Default("1m")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        String interval,

        @JsonPropertyDescription(
                "Longest time one measurement may take, name resolution and body included, unless the item says"
                        + " otherwise; from 100ms to 60s and below the interval.")
        @Default("5s")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        String timeout,

        @JsonPropertyDescription("True: touch nothing and evaluate nothing. The status says so loudly.")
        @Default("false")
        boolean suspend,

        @JsonPropertyDescription("The lines of the checklist.")
        @Required
        @Size(min = 1, max = 100)
        @JsonDeserialize(contentUsing = LenientDecoder.Item.class)
        List<ItemSpec> items,

        @JsonIgnore @Nullable Defect defect) {

    /** Default of {@code interval}. */
    public static final String DEFAULT_INTERVAL = "1m";
    /** Default of {@code timeout}. */
    public static final String DEFAULT_TIMEOUT = "5s";

    public LaunchChecklistSpec {
        target = target == null ? new Target(null, null) : target;
        gate = gate == null ? GateSpec.DEFAULT : gate;
        interval = interval == null ? DEFAULT_INTERVAL : interval;
        timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
        items = Lists.copy(items);
    }

    /** In place of a stored spec that is missing, or that this version cannot read; {@code defect} says where and why. */
    public static LaunchChecklistSpec undecodable(Defect defect) {
        return new LaunchChecklistSpec(null, null, null, null, false, List.of(), defect);
    }
}
