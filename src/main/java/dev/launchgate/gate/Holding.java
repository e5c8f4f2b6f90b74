package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;

/** A candidate that waits behind the gate. */
final class Holding {
    private final GateInput input;
    private final Workload workload;
    private final PodTemplate wanted;
    private final Draft draft;

    Holding(GateInput input, Draft draft) {
        this.input = input;
        this.workload = input.workload();
        this.wanted = workload.template();
        this.draft = draft;
    }

    GateDecision held() {
        String message = GatePolicy.heldBy(input.readiness());
        if (!draft.already(GateState.Held, wanted)) {
            draft.say(Reason.Held, "%s %s".formatted(wanted.displayName(), message));
            if (workload.wrongReplicaSetRisk()) {
                draft.say(
                        Reason.WrongReplicaSetRisk,
                        "do not scale to zero while held: scaling up again may wake another ReplicaSet than the running one");
            } else if (workload.wakesWhenScaled()) {
                draft.say(
                        Reason.WrongReplicaSetRisk,
                        "do not scale up while held: the ReplicaSet of %s is there already, and its pods would start although the Deployment is paused"
                                .formatted(wanted.displayName()));
            }
        }
        sayWhatWoke();
        new Armament(input, draft).own();
        return draft.approve(null).done(GateState.Held, wanted, message);
    }

    /** While held no ReplicaSet starts by itself; scaling up from zero may wake one that was never promoted. */
    private void sayWhatWoke() {
        workload.runningSet()
                .filter(woken -> draft.previous() == GateState.Held)
                .filter(woken -> !draft.ranBefore(woken))
                .map(OwnedReplicaSet::template)
                .filter(woken -> !woken.identity().equals(wanted.identity()) && !draft.wasPromoted(woken))
                .ifPresent(woken -> draft.say(
                        Reason.Bypassed,
                        "%s runs, which was never promoted: scaling up from zero woke its ReplicaSet"
                                .formatted(woken.displayName())));
    }
}
