package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.status.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a world came to rest, times left out: what two runs must agree on whatever happened on the way. */
final class End {
    /** What the history of the status keeps. */
    private static final Set<Reason> DECISIONS = EnumSet.of(
            Reason.Adopted,
            Reason.Released,
            Reason.Promoted,
            Reason.RolledBack,
            Reason.RestartPassed,
            Reason.FirstLaunchAllowed,
            Reason.Frozen,
            Reason.FrozenTooLate,
            Reason.Retried,
            Reason.Bypassed,
            Reason.UngatedChange);

    private End() {}

    static List<String> of(GateRun run) {
        GateStatus status = run.status;
        Optional<Approval> approved = Optional.ofNullable(status.approved());
        return List.of(
                "state " + status.state(),
                "candidate " + hash(status.candidate()),
                "running " + hash(status.running()),
                "approved " + approved.map(Approval::reason) + approved.map(Approval::digest),
                "promoted "
                        + status.promoted().stream()
                                .map(Promotion::templateHash)
                                .toList(),
                "retried " + status.retried(),
                "message " + status.message(),
                "history " + run.history.stream().filter(DECISIONS::contains).toList(),
                "paused " + run.world.paused(),
                "wanted " + run.world.template().hash(),
                "pods " + run.pods());
    }

    private static Optional<String> hash(Revision revision) {
        return Optional.ofNullable(revision).map(Revision::templateHash);
    }
}
