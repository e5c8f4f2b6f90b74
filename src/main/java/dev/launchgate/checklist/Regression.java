package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a release that the gate let out goes wrong for the first time without being frozen, because its AfterRelease items
 * fail or it makes no progress: a fact for the history, once for each release.
 */
final class Regression {
    private static final int MESSAGE_LIMIT = 1024;
    /** How a revision comes to run. Of one that is returned to nothing is expected. */
    private static final Set<Reason> STARTS = EnumSet.of(
            Reason.Released,
            Reason.FirstLaunchAllowed,
            Reason.RolledBack,
            Reason.RestartPassed,
            Reason.Adopted,
            Reason.Bypassed);

    private static final Set<Reason> OUT = EnumSet.of(Reason.Released, Reason.FirstLaunchAllowed);
    private static final Set<Reason> TOLD =
            EnumSet.of(Reason.Regressed, Reason.RolloutFailed, Reason.Frozen, Reason.FrozenTooLate);

    private Regression() {}

    /** @param history with what this pass decided */
    static Optional<HistoryEntry> of(List<HistoryEntry> history, PassOutcome outcome) {
        GateStatus.@Nullable Revision out = out(outcome);
        List<ItemResult> failing = outcome.readiness().regressions();
        boolean fails = !failing.isEmpty();
        if (out == null || !(fails || isStuck(outcome)) || !isNews(history, out.templateHash())) {
            return Optional.empty();
        }
        String message = fails
                ? failing.stream()
                        .map(ItemResult::name)
                        .collect(Collectors.joining(
                                ", ", "after-release items fail and the rollout is not frozen: ", ""))
                : "the rollout makes no progress within progressDeadlineSeconds and is not frozen";
        return Optional.of(new HistoryEntry(
                outcome.now(),
                (fails ? Reason.Regressed : Reason.RolloutFailed).name(),
                out.revision(),
                out.templateHash(),
                PlainText.of(message, MESSAGE_LIMIT)));
    }

    /** What was let out and goes on: the revision that rolls out, or the one that runs when nothing does. */
    private static GateStatus.@Nullable Revision out(PassOutcome outcome) {
        if (outcome.spec().mode() != GateMode.Pause) {
            return null;
        }
        return switch (GateState.named(outcome.gate().state())) {
            case Releasing -> outcome.gate().candidate();
            case Armed -> outcome.gate().running();
            case Unarmed, Held, Approved, Frozen, Bypassed, Suspended, Signalling, Auditing -> null;
        };
    }

    /**
     * Whether the controller gave up on this rollout, which the gate was told not to freeze. Its verdict outlives the rollout
     * that it was about, so it counts only once this release is older than the deadline.
     */
    private static boolean isStuck(PassOutcome outcome) {
        GateStatus gate = outcome.gate();
        return outcome.spec().onRegression() == OnRegression.Report
                && GateState.named(gate.state()) == GateState.Releasing
                && gate.approved() != null
                && gate.approved().completed() == null
                && outcome.workload()
                        .filter(workload -> workload.progressDeadlineExceeded() && !workload.complete())
                        .flatMap(workload ->
                                gate.began().map(began -> began.plusSeconds(workload.progressDeadlineSeconds())))
                        .filter(deadline -> !Instant.parse(outcome.now()).isBefore(deadline))
                        .isPresent();
    }

    private static boolean isNews(List<HistoryEntry> history, String templateHash) {
        for (HistoryEntry entry : history.reversed()) {
            Optional<Reason> reason = Reason.named(entry.reason());
            if (!Objects.equals(templateHash, entry.templateHash()) || reason.isEmpty()) {
                continue;
            }
            if (TOLD.contains(reason.get())) {
                return false;
            }
            if (STARTS.contains(reason.get())) {
                return OUT.contains(reason.get());
            }
        }
        return false;
    }
}
