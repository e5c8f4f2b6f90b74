package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what serves already as promoted, where no gate was in force before: on the first pass, after a suspension, after
 * another mode. Never a template that is only on its way, for that would release it unjudged.
 */
final class Adoption {
    private static final Set<GateState> NO_GATE =
            EnumSet.of(GateState.Unarmed, GateState.Suspended, GateState.Signalling, GateState.Auditing);

    private final Workload workload;
    private final Draft draft;

    Adoption(GateInput input, Draft draft) {
        this.workload = input.workload();
        this.draft = draft;
    }

    /** Whether nothing was to be held until this pass, so that what goes on is nobody's bypass. */
    static boolean noGateBefore(Draft draft) {
        return NO_GATE.contains(draft.previous()) && !draft.contested();
    }

    void adopt() {
        if (noGateBefore(draft)) {
            serving()
                    .filter(template -> !draft.isPromoted(template))
                    .filter(template -> !draft.wasReleased(workload.uid(), template))
                    .ifPresent(template -> draft.promote(template)
                            .say(
                                    Reason.Adopted,
                                    "%s already ran and counts as promoted".formatted(template.displayName())));
        }
    }

    private Optional<PodTemplate> serving() {
        if (!workload.paused()) {
            return Optional.of(workload.template()).filter(wanted -> workload.serves());
        }
        if (!workload.mixed()) {
            return workload.serving();
        }
        return draft.lastPromoted().isEmpty() || workload.activeIdentities() == 1
                ? workload.servingBeside(workload.template())
                : Optional.empty();
    }
}
