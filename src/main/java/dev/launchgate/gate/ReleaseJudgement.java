package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a release of ours is going. */
final class ReleaseJudgement {
    private ReleaseJudgement() {}

    /** Recovery is never frozen and waits for no item. */
    static boolean isRecovery(Approval approval) {
        return approval.reason().equals(Reason.RolledBack.name())
                || approval.reason().equals(Reason.RestartPassed.name());
    }

    static boolean passes(Approval approval, Readiness readiness) {
        return isRecovery(approval) || readiness.afterRelease() == Verdict.Pass;
    }

    /** Whether items that are judged after the release exist, and all pass (again). */
    static boolean recovered(Readiness readiness) {
        return readiness.afterRelease() == Verdict.Pass
                && readiness.results().stream()
                        .anyMatch(result ->
                                result.severity() == Severity.Blocking && result.phase() == Phase.AfterRelease);
    }

    /**
     * What is wrong with the rollout. The controller's verdict on progress outlives the rollout that it was about until new
     * progress is made, so it counts only once this release is older than the deadline itself.
     */
    static Optional<Reason> trouble(GateInput input, Instant releasedAt) {
        if (input.readiness().afterRelease() == Verdict.Fail) {
            return Optional.of(Reason.Regressed);
        }
        Workload workload = input.workload();
        Instant deadline = releasedAt.plusSeconds(workload.progressDeadlineSeconds());
        return workload.progressDeadlineExceeded() && !input.now().isBefore(deadline) && !workload.complete()
                ? Optional.of(Reason.RolloutFailed)
                : Optional.empty();
    }

    static String describe(Reason trouble, Readiness readiness) {
        return trouble == Reason.RolloutFailed
                ? "no progress within progressDeadlineSeconds"
                : readiness.regressions().stream()
                        .map(ItemResult::name)
                        .collect(Collectors.joining(", ", "after-release items fail: ", ""));
    }

    static String progress(Workload workload, Readiness readiness) {
        if (workload.serves()) {
            return "%s has rolled out; waiting for its AfterRelease items"
                    .formatted(workload.template().displayName());
        }
        if (workload.complete()) {
            return "%s is let out, and starts when replicas are wanted"
                    .formatted(workload.template().displayName());
        }
        return "%s rolls out".formatted(workload.template().displayName())
                + (readiness.afterRelease() == Verdict.Pass ? "" : "; AfterRelease items are being judged");
    }
}
