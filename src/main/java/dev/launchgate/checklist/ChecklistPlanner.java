package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.Defect;
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
import dev.launchgate.check.Judge;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From spec to plan: fills in defaults, and refuses again what the schema refuses, because old CRDs and servers without CEL
 * let it through. Pure.
 */
public final class ChecklistPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ChecklistPlanner.class);
    private static final int MAX_ITEMS = 100;
    private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Defect NO_SPEC = new Defect("", "is missing; a checklist needs a target and items");
    private static final Pattern LINK = Pattern.compile(Patterns.HTTPS_LINK);
    private static final Pattern PLAIN = Pattern.compile(Patterns.PLAIN_TEXT);
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);

    private final CheckRegistry checks;

    public ChecklistPlanner(CheckRegistry checks) {
        this.checks = checks;
    }

    /** @param stored null when the stored object has none */
    public Plan plan(@Nullable LaunchChecklistSpec stored) {
        LaunchChecklistSpec spec = stored == null ? LaunchChecklistSpec.undecodable(NO_SPEC) : stored;
        Refusals refusals = new Refusals("spec");
        if (spec.defect() != null) {
            refusals.refuse(spec.defect().path(), spec.defect().message());
            return new Plan(spec.target(), spec.gate(), spec.suspend(), List.of(), refusals.all());
        }
        refuseTarget(spec, refusals);
        refuseGate(spec.gate(), refusals);
        Pace pace = Pace.DEFAULT.or(spec.interval(), spec.timeout(), refusals);
        refusals.require(
                !spec.items().isEmpty() && spec.items().size() <= MAX_ITEMS,
                "items",
                "1 to 100 items, saw " + spec.items().size());
        return new Plan(spec.target(), spec.gate(), spec.suspend(), items(spec, pace), refusals.all());
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
                gate.deadline() == null || Durations.within(gate.deadline(), Duration.ZERO, ANY),
                "gate.deadline",
                "must be a duration such as 72h or 3d");
    }

    private List<PlannedItem> items(LaunchChecklistSpec spec, Pace pace) {
        List<PlannedItem> planned = new ArrayList<>();
        RowNames names = new RowNames(spec.items().stream().map(ItemSpec::name).toList());
        int count = Math.min(spec.items().size(), MAX_ITEMS);
        for (int i = 0; i < count; i++) {
            ItemSpec item = spec.items().get(i);
            Refusals refusals = new Refusals("spec.items[" + i + "]");
            refusals.require(names.first(i), "name", "another item has this name");
            planned.add(item(spec, item, names.of(i), pace, refusals));
        }
        return planned;
    }

    private PlannedItem item(LaunchChecklistSpec spec, ItemSpec item, String row, Pace pace, Refusals refusals) {
        if (item.defect() != null) {
            refusals.refuse(item.defect().path(), item.defect().message());
            return planned(item.named(row), null, pace, refusals);
        }
        refusals.require(RowNames.valid(item.name()), "name", "must be a DNS label of 1 to 63 characters");
        text(item.title(), 200, "title", refusals);
        text(item.owner(), 100, "owner", refusals);
        refusals.require(
                item.runbook() == null || (LINK.matches(item.runbook()) && length(item.runbook()) <= 2048),
                "runbook",
                "must be an https link");
        Pace own = pace.or(item.interval(), item.timeout(), refusals);
        List<CheckParams> selected = item.selected();
        if (selected.size() != 1) {
            refusals.refuse("", ItemSpec.ONE_KIND);
            return planned(item.named(row), null, own, refusals);
        }
        refuseParams(spec, item, selected.getFirst(), refusals);
        return planned(item.named(row), selected.getFirst(), own, refusals);
    }

    private <P extends CheckParams> void refuseParams(
            LaunchChecklistSpec spec, ItemSpec item, P params, Refusals refusals) {
        Refusals below = refusals.below(params.kind());
        try {
            check(params).refuse(params, below);
            check(params).refuseIn(phase(item, params), params, below);
        } catch (RuntimeException | StackOverflowError e) {
            String id = Judge.defectId(e);
            LOG.error("refusing parameters of kind {} failed, id {}", params.kind(), id, e);
            below.refuse("", Judge.defect(id));
        }
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

    private PlannedItem planned(ItemSpec item, @Nullable CheckParams params, Pace pace, Refusals refusals) {
        Section section = Optional.ofNullable(item.section())
                .orElseGet(() -> params == null ? Section.Other : check(params).section());
        return new PlannedItem(
                item, params, section, phase(item, params), pace.interval(), pace.timeout(), refusals.all());
    }

    private Phase phase(ItemSpec item, @Nullable CheckParams params) {
        return Optional.ofNullable(item.phase())
                .orElseGet(() ->
                        params == null ? Phase.BeforeRelease : check(params).phase());
    }

    private <P extends CheckParams> Check<P> check(P params) {
        return checks.of(params);
    }

    private static void text(@Nullable String text, int limit, String path, Refusals refusals) {
        refusals.require(
                text == null || (length(text) <= limit && PLAIN.matches(text)),
                path,
                "must be at most " + limit + " characters without control characters");
    }

    /** Counts as the schema does: characters, not the units that Java stores them in. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
