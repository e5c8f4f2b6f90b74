package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;

/** Rollouts that run without a release of ours: watched, let through, stopped or reported, but never undone. */
final class Unheld {
    private final GateInput input;
    private final Workload workload;
    private final PodTemplate wanted;
    private final Draft draft;

    Unheld(GateInput input, Draft draft) {
        this.input = input;
        this.workload = input.workload();
        this.wanted = workload.template();
        this.draft = draft;
    }

    /** Somebody else's rollout is never frozen; the gate closes behind it. */
    GateDecision waiting() {
        String message = draft.isPromoted(wanted)
                ? "a restart or rollback is under way; the gate closes when it completes"
                : "a rollout that Launchgate did not start is under way; the gate arms when it completes";
        return draft.approve(null).done(GateState.Unarmed, message);
    }

    /** Recovery goes on, and is recorded like any release. */
    GateDecision rolledBack() {
        String message = "%s was promoted before and is rolling out again".formatted(wanted.displayName());
        return draft.approve(new Release(input, draft).approval(Reason.RolledBack))
                .say(Reason.RolledBack, message)
                .done(GateState.Releasing, wanted, message);
    }

    /** The template changed while the gate was open for another: paused at once. */
    GateDecision ungated() {
        String message = "the template changed while a release was under way; paused again, %s"
                .formatted(GatePolicy.heldBy(input.readiness()));
        draft.say(Reason.UngatedChange, message).approve(null);
        return new Armament(input, draft).pause().done(GateState.Held, wanted, message);
    }

    /** Pods of a template run that was never approved: said once, and taken as promoted when nothing else runs any more. */
    GateDecision bypassed() {
        String name = wanted.displayName();
        if (!draft.already(GateState.Bypassed, wanted)) {
            String message = "%s runs without approval: %s"
                    .formatted(
                            name,
                            workload.paused()
                                    ? "somebody resumed the Deployment for a moment, or scaled it up from zero"
                                    : "somebody resumed the Deployment or changed it unheld");
            return draft.approve(null).say(Reason.Bypassed, message).done(GateState.Bypassed, wanted, message);
        }
        if (!workload.serves()) {
            return draft.done(GateState.Bypassed, wanted, draft.recordedMessage());
        }
        draft.promote(wanted)
                .say(Reason.Adopted, "%s runs, although it was never approved, and counts as promoted".formatted(name));
        return workload.paused() && !input.arming().pausesIdle()
                ? new Release(input, draft).ofIdle()
                : new Armament(input, draft).armed();
    }
}
