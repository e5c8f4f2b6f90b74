package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.util.Optional;

/** The modes that move nothing: Signal publishes the verdict, Audit also records what mode Pause would have done. */
final class WatchGate {
    private final GateInput input;
    private final Workload workload;
    private final PodTemplate wanted;
    private final Draft draft;

    WatchGate(GateInput input) {
        this.input = input;
        this.workload = input.workload();
        this.wanted = workload.template();
        this.draft = new Draft(input);
    }

    GateDecision signal() {
        if (!waits()) {
            return promoted(GateState.Signalling);
        }
        boolean permitted = GatePolicy.permission(input, draft, wanted).isPresent();
        if (!draft.wasReleased(workload.uid(), wanted)) {
            draft.approve(permitted ? recorded().orElseGet(this::approval) : null);
        }
        String verdict = permitted ? " may go out" : " would be " + GatePolicy.heldBy(input.readiness());
        // A pause from another mode, or from admission, stays: nobody but a person or a pipeline ends it now.
        String pause =
                workload.paused() ? "; the Deployment is paused, and in mode Signal Launchgate resumes nothing" : "";
        return draft.done(GateState.Signalling, wanted, wanted.displayName() + verdict + pause);
    }

    GateDecision audit() {
        if (!waits()) {
            return promoted(GateState.Auditing);
        }
        Optional<Reason> permission = GatePolicy.permission(input, draft, wanted);
        Optional<Approval> recorded =
                draft.approved().filter(record -> record.templateHash().equals(wanted.identity()));
        if (permission.isPresent()) {
            String message = "%s would be released: %s"
                    .formatted(wanted.displayName(), permission.get().setWhen());
            if (recorded.isEmpty()) {
                draft.say(Reason.WouldRelease, message).approve(approval());
            }
            return draft.done(GateState.Auditing, wanted, message);
        }
        String message = "would be " + GatePolicy.heldBy(input.readiness());
        if (recorded.isPresent() || !draft.already(GateState.Auditing, wanted)) {
            draft.say(Reason.WouldHold, "%s %s".formatted(wanted.displayName(), message));
        }
        return draft.approve(null).done(GateState.Auditing, wanted, message);
    }

    /** A release of this template for this spec that was recorded before, so that its time stays. */
    private Optional<Approval> recorded() {
        return draft.approved()
                .filter(record -> record.templateHash().equals(wanted.identity())
                        && record.uid().equals(workload.uid())
                        && record.generation() == input.generation()
                        && record.reason().equals(Reason.WouldRelease.name()));
    }

    /** Says that the candidate may go out; in a mode that moves nothing it releases nothing. */
    private Approval approval() {
        return new Approval(
                wanted.identity(),
                wanted.revision().orElse(null),
                workload.uid(),
                input.generation(),
                draft.now(),
                Reason.WouldRelease.name(),
                "",
                null);
    }

    /** Whether the wanted template is another than the promoted one, and has not taken over yet; one of no size serves nobody. */
    private boolean waits() {
        return !draft.isPromoted(wanted) && !workload.promotedByItself();
    }

    private GateDecision promoted(GateState state) {
        if (!draft.isPromoted(wanted)) {
            draft.promote(wanted).say(Reason.Promoted, "%s serves".formatted(wanted.displayName()));
        }
        return draft.approve(null)
                .done(
                        state,
                        "nothing waits; mode %s holds nothing"
                                .formatted(input.spec().mode()));
    }
}
