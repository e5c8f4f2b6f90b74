package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.gate.GateMove.Resume;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.util.Optional;

/** Records the release of the wanted template in one pass, and carries it out in the next if the facts still lead to it. */
final class Release {
    private final GateInput input;
    private final PodTemplate wanted;
    private final Draft draft;

    Release(GateInput input, Draft draft) {
        this.input = input;
        this.wanted = input.workload().template();
        this.draft = draft;
    }

    /** Releases the wanted template if it may go out. */
    Optional<GateDecision> ifPermitted() {
        return GatePolicy.permission(input, draft, wanted).map(this::because);
    }

    /** Lifts the pause of a Deployment whose wanted template is the promoted one and runs: no pod starts. */
    GateDecision ofIdle() {
        return because(Reason.RolledBack);
    }

    GateDecision because(Reason permission) {
        Approval decision = approval(permission);
        Optional<Approval> recorded = draft.approved()
                .filter(record -> draft.previous() == GateState.Approved)
                .filter(record -> sameDecision(record, decision));
        if (recorded.isPresent()) {
            return draft.move(new Resume(recorded.get()))
                    .say(event(permission), message(permission))
                    .done(GateState.Releasing, wanted, message(permission));
        }
        String message = "release of %s is recorded: %s".formatted(wanted.displayName(), permission.setWhen());
        return draft.approve(decision).say(Reason.Approved, message).done(GateState.Approved, wanted, message);
    }

    /** Says that a recorded release was carried out, where the pass that did it could not record that any more. */
    void tell(Approval carriedOut) {
        Reason permission = Reason.named(carriedOut.reason()).orElse(Reason.ChecklistPassed);
        draft.say(event(permission), message(permission));
    }

    /** A record of a decision as of now. */
    Approval approval(Reason permission) {
        return new Approval(
                wanted.identity(),
                wanted.revision().orElse(null),
                input.workload().uid(),
                input.generation(),
                draft.now(),
                permission.name(),
                digest(permission),
                null);
    }

    /** A record of a decision counts only if the present facts would lead to the same decision. */
    private static boolean sameDecision(Approval recorded, Approval present) {
        return recorded.uid().equals(present.uid())
                && recorded.templateHash().equals(present.templateHash())
                && recorded.generation().equals(present.generation())
                && recorded.reason().equals(present.reason())
                && recorded.digest().equals(present.digest());
    }

    private String digest(Reason permission) {
        String subject =
                "%s %d %s %s".formatted(input.workload().uid(), input.generation(), wanted.identity(), permission);
        // Recovery rests on no item, so an item that flaps meanwhile must not delay it.
        return permission == Reason.ChecklistPassed
                ? input.readiness().digest(subject)
                : Readiness.NOTHING.digest(subject);
    }

    private static Reason event(Reason permission) {
        return permission == Reason.ChecklistPassed ? Reason.Released : permission;
    }

    private String message(Reason permission) {
        return "released %s: %s".formatted(wanted.displayName(), permission.setWhen());
    }
}
