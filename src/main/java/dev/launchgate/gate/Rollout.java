package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A release of ours under way: watched until it serves, frozen when it goes wrong, promoted when it is done. */
final class Rollout {
    static final String RETRY = "launchgate.dev/retry";
    private static final int RETRY_LIMIT = 64;

    private final GateInput input;
    private final Workload workload;
    private final PodTemplate wanted;
    private final Draft draft;
    private final Armament armament;
    private final Release release;

    Rollout(GateInput input, Draft draft) {
        this.input = input;
        this.workload = input.workload();
        this.wanted = workload.template();
        this.draft = draft;
        this.armament = new Armament(input, draft);
        this.release = new Release(input, draft);
    }

    /**
     * Whether the release went out already: its ReplicaSet exists. Where the state was lost to a gate that was switched off,
     * only pods tell a release that went out from one that was only recorded.
     */
    boolean begun() {
        Optional<OwnedReplicaSet> set = workload.setOf(wanted.identity());
        return switch (draft.previous()) {
            case Releasing, Frozen -> set.isPresent();
            case Unarmed, Suspended, Signalling, Auditing ->
                set.filter(OwnedReplicaSet::active).isPresent();
            case Armed, Held, Approved, Bypassed -> false;
        };
    }

    /**
     * Whether the released revision serves, and all that is judged after the release passes. One that was promoted already
     * need not prove itself by pods.
     */
    boolean done(Approval approval) {
        return (isBack(approval) ? workload.complete() : workload.serves())
                && ReleaseJudgement.passes(approval, input.readiness());
    }

    private boolean isBack(Approval approval) {
        return ReleaseJudgement.isRecovery(approval) && draft.isPromoted(wanted);
    }

    /** Not paused: what was approved rolls out. */
    GateDecision running(Approval approval) {
        if (draft.previous() == GateState.Approved) {
            release.tell(approval);
        }
        if (done(approval)) {
            return complete(approval);
        }
        Optional<Reason> trouble = trouble(approval);
        if (trouble.isPresent()) {
            return goesWrong(approval, trouble.get());
        }
        if (draft.previous() == GateState.Frozen) {
            draft.say(Reason.Retried, retries());
        }
        return goesOn(approval, ReleaseJudgement.progress(workload, input.readiness()));
    }

    /** Once all that was let out is there, the gate closes behind it, whatever is still to be judged. */
    private GateDecision goesOn(Approval approval, String message) {
        if (workload.complete() && input.arming().pausesIdle()) {
            armament.own();
            if (workload.paused() && workload.ownsPaused()) {
                draft.approve(completed(approval));
            }
        }
        return draft.done(GateState.Releasing, wanted, message);
    }

    private Approval completed(Approval approval) {
        return approval.completed() == null ? approval.completedAt(draft.now()) : approval;
    }

    /** Paused: by us, because it is out or goes wrong, or by somebody else. */
    GateDecision paused(Approval approval) {
        if (draft.previous() == GateState.Frozen) {
            return frozen(approval);
        }
        Optional<Reason> trouble = trouble(approval);
        // Once it is out, what is paused only scales.
        boolean isOut = workload.complete() || (approval.completed() != null && !workload.mixed());
        if (isOut) {
            return trouble.map(reason -> goesWrong(approval, reason))
                    .orElseGet(() -> goesOn(approval, ReleaseJudgement.progress(workload, input.readiness())));
        }
        return freeze(trouble.map(reason -> ReleaseJudgement.describe(reason, input.readiness()))
                .orElse(workload.ownsPaused() ? "it was paused midway" : "somebody paused it"));
    }

    /** Takes what was released as promoted, and closes the gate behind it. */
    GateDecision complete(Approval approval) {
        if (!isBack(approval)) {
            draft.promote(wanted)
                    .say(Reason.Promoted, "%s serves (%s)".formatted(wanted.displayName(), approval.reason()));
        }
        return workload.paused() && !input.arming().pausesIdle() ? release.ofIdle() : armament.armed();
    }

    private Optional<Reason> trouble(Approval approval) {
        return ReleaseJudgement.isRecovery(approval)
                ? Optional.empty()
                : ReleaseJudgement.trouble(input, draft.releasedAt())
                        .filter(reason -> reason == Reason.Regressed || approval.completed() == null);
    }

    private GateDecision goesWrong(Approval approval, Reason trouble) {
        String why = ReleaseJudgement.describe(trouble, input.readiness());
        return input.spec().onRegression() == OnRegression.Freeze
                ? freeze(why)
                : goesOn(approval, "the rollout goes wrong and is not frozen: " + why);
    }

    private GateDecision freeze(String why) {
        String message = stopped(why);
        if (draft.previous() != GateState.Frozen) {
            draft.say(workload.pausingProtects() ? Reason.Frozen : Reason.FrozenTooLate, message);
        }
        if (!workload.paused()) {
            armament.pause();
        }
        // An order to go on that was given before the freeze was given for something else.
        return draft.retry(asked()).done(GateState.Frozen, wanted, message);
    }

    private GateDecision frozen(Approval approval) {
        Optional<String> retry = Optional.ofNullable(asked())
                .filter(asked -> !asked.equals(draft.retried().orElse("")));
        // What somebody else paused stays so until somebody says otherwise.
        boolean recovered = workload.ownsPaused()
                && !workload.progressDeadlineExceeded()
                && ReleaseJudgement.recovered(input.readiness());
        if (workload.serves() || (retry.isEmpty() && !recovered)) {
            String message = trouble(approval)
                    .map(reason -> stopped(ReleaseJudgement.describe(reason, input.readiness())))
                    .orElseGet(draft::recordedMessage);
            return draft.done(GateState.Frozen, wanted, message);
        }
        Optional<Reason> permission = GatePolicy.permission(input, draft, wanted);
        boolean notMeasuredYet =
                input.readiness().passed() && !input.readiness().open();
        if (permission.isEmpty() && notMeasuredYet) {
            return draft.done(GateState.Frozen, wanted, draft.recordedMessage());
        }
        draft.retry(asked());
        if (permission.isEmpty()) {
            return new Holding(input, draft).held();
        }
        draft.say(Reason.Retried, retries());
        return release.because(permission.get());
    }

    private @Nullable String asked() {
        String asked = PlainText.of(workload.annotations().getOrDefault(RETRY, ""), RETRY_LIMIT);
        return asked.isEmpty() ? null : asked;
    }

    private String retries() {
        return "the rollout of %s goes on".formatted(wanted.displayName());
    }

    private String stopped(String why) {
        String protects = workload.pausingProtects()
                ? "the old revision keeps serving"
                : "too late to protect the old revision, which no longer serves by itself";
        return ("the rollout of %s is frozen: %s; %s. To go back apply the previous manifest, to go on set annotation"
                        + " launchgate.dev/retry to a new value")
                .formatted(wanted.displayName(), why, protects);
    }
}
