package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checklist's spec with every default filled in.
 *
 * @param items in the order of the spec, with unique names; refused ones included; after them those from elsewhere
 * @param refusals what is wrong with the spec outside its items
 * @param context what its items are planned in
 */
public record Plan(
        Target target,
        GateSpec gate,
        boolean suspended,
        List<PlannedItem> items,
        List<Refusals.Refusal> refusals,
        ItemPlanner.Context context) {
    private static final int REFUSALS_SHOWN = 5;

    public Plan {
        items = List.copyOf(items);
        refusals = List.copyOf(refusals);
    }

    /** The same with items from elsewhere. */
    Plan with(List<PlannedItem> more) {
        return new Plan(
                target,
                gate,
                suspended,
                Stream.concat(items.stream(), more.stream()).toList(),
                refusals,
                context);
    }

    /**
     * Whether the spec can be acted on: one refused item is enough to say no, though the others go on. What is wrong with an
     * item from elsewhere its row says: it is not this spec's fault.
     */
    public Acceptance acceptance() {
        Stream<Refusals.Refusal> ofItems =
                items.stream().filter(PlannedItem::own).flatMap(item -> item.refusals().stream());
        List<String> all = Stream.concat(refusals.stream(), ofItems)
                .map(Refusals.Refusal::toString)
                .toList();
        if (all.isEmpty()) {
            return Acceptance.ACCEPTED;
        }
        String shown = all.stream().limit(REFUSALS_SHOWN).collect(Collectors.joining("; "));
        int more = all.size() - REFUSALS_SHOWN;
        return new Acceptance(Reason.InvalidSpec, more > 0 ? shown + " (and " + more + " more)" : shown);
    }
}
