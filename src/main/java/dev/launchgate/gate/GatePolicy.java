package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what the gate does: a pure function of live objects, the recorded status and the readiness. The one place in the
 * code where opening is possible.
 */
public final class GatePolicy {
    private static final int NAMED_BLOCKERS = 5;

    /** Decides for a target that exists and can be gated. */
    public GateDecision decide(GateInput input) {
        return switch (input.spec().mode()) {
            case Pause -> new PauseGate(input).decide();
            case Signal -> new WatchGate(input).signal();
            case Audit -> new WatchGate(input).audit();
        };
    }

    /**
     * Decides for a Deployment whose checklist is gone: lets go what runs already, so that nothing new starts, and leaves the
     * rest paused, because nobody vouches for what waits. Live objects alone decide: what was written about them may be older
     * than the last change of the template. One of no size proves nothing.
     */
    public GateMove orphaned(Workload workload) {
        return workload.runsAlone() || !workload.paused()
                ? new GateMove.Disarm(workload.uid(), workload.template().identity())
                : GateMove.NONE;
    }

    /** {@code held by 2 items: public-name (RecordMissing), load-test (ReportTooOld)}. */
    static String heldBy(Readiness readiness) {
        if (!readiness.complete()) {
            return "held: the checklist's spec cannot be acted on, see condition Accepted";
        }
        List<ItemResult> blockers = readiness.blockers();
        if (blockers.isEmpty()) {
            return "held until the items are measured again";
        }
        String named = blockers.stream()
                .limit(NAMED_BLOCKERS)
                .map(blocker -> "%s (%s)".formatted(blocker.name(), blocker.reason()))
                .collect(Collectors.joining(", "));
        int more = blockers.size() - NAMED_BLOCKERS;
        return "held by %d item%s: %s%s"
                .formatted(
                        blockers.size(),
                        blockers.size() == 1 ? "" : "s",
                        named,
                        more > 0 ? " and " + more + " more" : "");
    }

    /** Why a candidate may go out, if it may. Recovery comes first: it needs no item to pass. */
    static Optional<Reason> permission(GateInput input, Draft draft, PodTemplate candidate) {
        // Only of what was promoted: a restart of pods that nobody approved is no way past the gate.
        if (draft.isPromoted(candidate) && input.workload().restartOnly()) {
            return Optional.of(Reason.RestartPassed);
        }
        if (rollsBack(input, draft, candidate)) {
            return Optional.of(Reason.RolledBack);
        }
        boolean first = draft.lastPromoted().isEmpty() && !input.workload().mixed();
        if (first && input.spec().firstLaunch() == FirstLaunch.Allow) {
            return Optional.of(Reason.FirstLaunchAllowed);
        }
        return input.readiness().open() ? Optional.of(Reason.ChecklistPassed) : Optional.empty();
    }

    static boolean rollsBack(GateInput input, Draft draft, PodTemplate candidate) {
        return input.spec().rollback() == RollbackPolicy.Allow && draft.wasPromoted(candidate);
    }
}
