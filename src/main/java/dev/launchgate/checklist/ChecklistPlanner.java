package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.LaunchChecklistSpec;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.check.Check;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Durations;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From spec to plan: fills in defaults, and refuses again what the schema refuses, because old CRDs and servers without CEL
 * let it through. Pure.
 */
public final class ChecklistPlanner {
    private static final int MAX_ITEMS = 100;
    private static final String A_LABEL = "must be a DNS label of 1 to 63 characters";
    private static final Pattern SCHEMA_DURATION = Pattern.compile(Patterns.DURATION);
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final Pattern LINK = Pattern.compile(Patterns.HTTPS_LINK);
    private static final Pattern PLAIN = Pattern.compile(Patterns.PLAIN_TEXT);
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);

    private final CheckRegistry checks;

    public ChecklistPlanner(CheckRegistry checks) {
        this.checks = checks;
    }

    public Plan plan(LaunchChecklistSpec spec) {
        Refusals refusals = new Refusals("spec");
        if (spec.defect() != null) {
            return new Plan(
                    spec.target(),
                    spec.gate(),
                    spec.suspend(),
                    List.of(),
                    List.of(new Refusals.Refusal("spec", spec.defect())));
        }
        refuseTarget(spec, refusals);
        refuseGate(spec.gate(), refusals);
        Duration interval = bounded(spec.interval(), "interval", LaunchChecklistSpec.DEFAULT_INTERVAL, refusals);
        Duration timeout = bounded(spec.timeout(), "timeout", LaunchChecklistSpec.DEFAULT_TIMEOUT, refusals);
        refusals.require(
                !spec.items().isEmpty() && spec.items().size() <= MAX_ITEMS,
                "items",
                "1 to 100 items, saw " + spec.items().size());
        return new Plan(spec.target(), spec.gate(), spec.suspend(), items(spec, interval, timeout), refusals.all());
    }

    private static void refuseTarget(LaunchChecklistSpec spec, Refusals refusals) {
        String name = spec.target().name();
        refusals.require(NAME.matches(name) && name.length() <= 253, "target.name", "must be the name of an object");
        refusals.require(
                spec.gate().mode() != GateMode.Pause || spec.target().kind() == TargetKind.Deployment,
                "target",
                "mode Pause holds a Deployment only: use mode Signal or Audit for this target");
    }

    private static void refuseGate(GateSpec gate, Refusals refusals) {
        int passes = gate.consecutivePasses();
        refusals.require(passes >= 1 && passes <= 10, "gate.consecutivePasses", "must be from 1 to 10");
        refusals.require(
                gate.deadline() == null || Durations.valid(gate.deadline()),
                "gate.deadline",
                "must be a duration such as 72h or 3d");
    }

    private List<PlannedItem> items(LaunchChecklistSpec spec, Duration interval, Duration timeout) {
        List<PlannedItem> planned = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int count = Math.min(spec.items().size(), MAX_ITEMS);
        for (int i = 0; i < count; i++) {
            ItemSpec item = spec.items().get(i);
            Refusals refusals = new Refusals("spec.items[" + i + "]");
            boolean unique = names.add(item.name());
            refusals.require(unique, "name", "another item has this name");
            refusals.require(!item.name().isEmpty(), "name", A_LABEL);
            planned.add(item(
                    spec, unique && !item.name().isEmpty() ? item : renamed(item, i), interval, timeout, refusals));
        }
        return planned;
    }

    private PlannedItem item(
            LaunchChecklistSpec spec, ItemSpec item, Duration interval, Duration timeout, Refusals refusals) {
        if (item.defect() != null) {
            refusals.refuse("", item.defect());
            return planned(item, null, interval, timeout, refusals);
        }
        refusals.require(LABEL.matches(item.name()) && item.name().length() <= 63, "name", A_LABEL);
        text(item.title(), 200, "title", refusals);
        text(item.owner(), 100, "owner", refusals);
        refusals.require(
                item.runbook() == null
                        || (LINK.matches(item.runbook()) && item.runbook().length() <= 2048),
                "runbook",
                "must be an https link");
        Duration itemInterval =
                item.interval() == null ? interval : bounded(item.interval(), "interval", "1m", refusals);
        Duration itemTimeout = item.timeout() == null ? timeout : bounded(item.timeout(), "timeout", "5s", refusals);
        refusals.require(itemTimeout.compareTo(itemInterval) < 0, "timeout", "timeout must be below interval");
        List<CheckParams> selected = item.selected();
        if (selected.size() != 1) {
            refusals.refuse("", ItemSpec.ONE_KIND);
            return planned(item, null, itemInterval, itemTimeout, refusals);
        }
        refuseParams(spec, selected.getFirst(), refusals);
        return planned(item, selected.getFirst(), itemInterval, itemTimeout, refusals);
    }

    private void refuseParams(LaunchChecklistSpec spec, CheckParams params, Refusals refusals) {
        Refusals below = refusals.below(params.kind());
        check(params).refuse(params, below);
        refusals.addAll(below);
        boolean pausesDeployment =
                spec.gate().mode() == GateMode.Pause && spec.target().kind() == TargetKind.Deployment;
        boolean engine = params instanceof CanaryParams canary
                && (canary.strategy().rollout() != null || canary.strategy().canary() != null);
        refusals.require(
                !(pausesDeployment && engine),
                params.kind() + ".strategy",
                "two controllers would pause it: use mode Signal with a canary item of Argo Rollouts or Flagger");
    }

    private PlannedItem planned(
            ItemSpec item, @Nullable CheckParams params, Duration interval, Duration timeout, Refusals refusals) {
        Section section = Optional.ofNullable(item.section())
                .orElseGet(() -> params == null ? Section.Other : check(params).section());
        Phase phase = Optional.ofNullable(item.phase())
                .orElseGet(() ->
                        params == null ? Phase.BeforeRelease : check(params).phase());
        return new PlannedItem(item, params, section, phase, interval, timeout, refusals.all());
    }

    private <P extends CheckParams> Check<P> check(P params) {
        return checks.of(params);
    }

    /** Status rows are keyed by name, so an item without a name of its own is shown by its position. */
    private static ItemSpec renamed(ItemSpec item, int index) {
        return item.named("item-" + index);
    }

    private static void text(@Nullable String text, int limit, String path, Refusals refusals) {
        refusals.require(
                text == null || (text.length() <= limit && PLAIN.matches(text)),
                path,
                "must be at most " + limit + " characters without control characters");
    }

    private static Duration bounded(String text, String path, String fallback, Refusals refusals) {
        boolean interval = path.equals("interval");
        Duration least = interval ? Duration.ofSeconds(5) : Duration.ofMillis(100);
        Duration most = interval ? Duration.ofHours(24) : Duration.ofSeconds(60);
        // Stricter than other durations: the schema compares these, and knows no days.
        if (SCHEMA_DURATION.matches(text)) {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        refusals.refuse(path, interval ? "interval must be from 5s to 24h" : "timeout must be from 100ms to 60s");
        return Durations.parse(fallback);
    }
}
