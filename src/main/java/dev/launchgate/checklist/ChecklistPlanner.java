package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.LaunchChecklistSpec;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Durations;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From spec to plan: fills in defaults, and refuses again what the schema refuses, because old CRDs and servers without CEL
 * let it through. Pure.
 */
public final class ChecklistPlanner {
    private static final int MAX_ITEMS = 100;
    private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Defect NO_SPEC = new Defect("", "is missing; a checklist needs a target and items");
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);

    private final ItemPlanner items;

    public ChecklistPlanner(CheckRegistry checks) {
        this.items = new ItemPlanner(checks);
    }

    /** @param stored null when the stored object has none */
    public Plan plan(@Nullable LaunchChecklistSpec stored) {
        LaunchChecklistSpec spec = stored == null ? LaunchChecklistSpec.undecodable(NO_SPEC) : stored;
        Refusals refusals = new Refusals("spec");
        if (spec.defect() != null) {
            refusals.refuse(spec.defect().path(), spec.defect().message());
            return new Plan(
                    spec.target(), spec.gate(), spec.suspend(), List.of(), refusals.all(), context(spec, Pace.DEFAULT));
        }
        refuseTarget(spec, refusals);
        refuseGate(spec.gate(), refusals);
        Pace pace = Pace.DEFAULT.or(spec.interval(), spec.timeout(), refusals);
        refusals.require(
                !spec.items().isEmpty() && spec.items().size() <= MAX_ITEMS,
                "items",
                "1 to 100 items, saw " + spec.items().size());
        ItemPlanner.Context context = context(spec, pace);
        return new Plan(spec.target(), spec.gate(), spec.suspend(), items(spec, context), refusals.all(), context);
    }

    private static ItemPlanner.Context context(LaunchChecklistSpec spec, Pace pace) {
        return new ItemPlanner.Context(
                pace, spec.gate().mode() == GateMode.Pause && spec.target().kind() == TargetKind.Deployment);
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

    private List<PlannedItem> items(LaunchChecklistSpec spec, ItemPlanner.Context context) {
        List<PlannedItem> planned = new ArrayList<>();
        RowNames names = new RowNames(spec.items().stream().map(ItemSpec::name).toList());
        int count = Math.min(spec.items().size(), MAX_ITEMS);
        for (int i = 0; i < count; i++) {
            ItemSpec item = spec.items().get(i);
            Refusals refusals = new Refusals("spec.items[" + i + "]");
            refusals.require(names.first(i), "name", "another item has this name");
            planned.add(items.plan(item, names.of(i), context, refusals));
        }
        return planned;
    }
}
