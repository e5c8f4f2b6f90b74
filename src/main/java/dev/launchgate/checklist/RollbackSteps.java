package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.RollbackParams;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;

/** Tells the way back where a rollout is frozen: that is when somebody needs it. */
final class RollbackSteps {
    private static final int LONGEST_MESSAGE = 1024;

    private RollbackSteps() {}

    static List<Transition> tell(Plan plan, List<Transition> transitions) {
        List<String> steps = plan.items().stream()
                .filter(item -> item.refusals().isEmpty())
                .map(PlannedItem::params)
                .filter(RollbackParams.class::isInstance)
                .flatMap(params -> ((RollbackParams) params).steps().stream())
                .distinct()
                .toList();
        return transitions.stream()
                .map(transition -> steps.isEmpty() || !frozen(transition) ? transition : with(steps, transition))
                .toList();
    }

    private static boolean frozen(Transition transition) {
        return transition.reason() == Reason.Frozen || transition.reason() == Reason.FrozenTooLate;
    }

    private static Transition with(List<String> steps, Transition transition) {
        List<String> numbered = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            numbered.add("%d. %s".formatted(i + 1, steps.get(i)));
        }
        return new Transition(
                transition.reason(),
                PlainText.of(
                        "%s; way back: %s".formatted(transition.message(), String.join("; ", numbered)),
                        LONGEST_MESSAGE));
    }
}
