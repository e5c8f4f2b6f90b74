package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Durations;
import dev.launchgate.gate.Workload;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionSet.Status;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions of one pass, in the order in which people read them. */
final class Conditions {
    private static final int BLOCKERS_TOLD = 5;

    private final PassOutcome outcome;
    private final ConditionSet conditions;
    private final GateState state;

    Conditions(LaunchChecklistStatus before, PassOutcome outcome) {
        this.outcome = outcome;
        this.conditions = new ConditionSet(before.conditions(), outcome.generation(), outcome.now());
        this.state = GateState.named(outcome.gate().state());
    }

    List<Condition> compose() {
        ready();
        Acceptance acceptance = outcome.acceptance();
        conditions.set(
                ConditionType.Accepted,
                acceptance.accepted() ? Status.True : Status.False,
                acceptance.reason(),
                acceptance.message());
        held();
        enforced();
        promoted();
        reconciling();
        stalled();
        return conditions.toList();
    }

    private void ready() {
        Readiness readiness = outcome.readiness();
        List<ItemResult> blockers = Stream.concat(
                        readiness.blockers().stream(), readiness.failedAfterRelease().stream())
                .toList();
        if (state == GateState.Suspended) {
            conditions.set(
                    ConditionType.Ready,
                    Status.Unknown,
                    Reason.Suspended,
                    "spec.suspend is true: nothing is evaluated");
        } else if (!outcome.acceptance().accepted()) {
            conditions.set(
                    ConditionType.Ready,
                    Status.False,
                    outcome.acceptance().reason(),
                    outcome.acceptance().message());
        } else if (readiness.passed() && blockers.isEmpty()) {
            conditions.set(
                    ConditionType.Ready,
                    Status.True,
                    Reason.ChecklistPassed,
                    "every blocking item passes for the candidate");
        } else if (blockers.stream().allMatch(blocker -> blocker.reason() == Reason.NotMeasuredYet)) {
            conditions.set(ConditionType.Ready, Status.Unknown, Reason.NotEvaluated, told(blockers));
        } else {
            Reason reason = blockers.size() == 1 ? blockers.getFirst().reason() : Reason.SeveralItemsBlock;
            conditions.set(ConditionType.Ready, Status.False, reason, told(blockers));
        }
    }

    private static String told(List<ItemResult> blockers) {
        String told = blockers.stream()
                .limit(BLOCKERS_TOLD)
                .map(blocker -> blocker.name() + ": " + blocker.message())
                .collect(Collectors.joining("; "));
        return blockers.size() > BLOCKERS_TOLD ? told + " (and " + (blockers.size() - BLOCKERS_TOLD) + " more)" : told;
    }

    private void held() {
        String message = outcome.gate().message();
        if (state != GateState.Held && state != GateState.Approved) {
            conditions.set(ConditionType.Held, Status.False, Reason.NothingWaits, "nothing waits behind the gate");
        } else if (Reason.ReleaseRefused.name().equals(outcome.gate().objection())) {
            conditions.set(ConditionType.Held, Status.True, Reason.ReleaseRefused, message);
        } else if (deadlinePassed()) {
            conditions.set(
                    ConditionType.Held,
                    Status.True,
                    Reason.DeadlinePassed,
                    "longer than gate.deadline %s; %s".formatted(outcome.spec().deadline(), message));
        } else {
            conditions.set(ConditionType.Held, Status.True, Reason.CandidateWaits, message);
        }
    }

    private boolean deadlinePassed() {
        return Optional.ofNullable(outcome.spec().deadline())
                .filter(Durations::valid)
                .map(Durations::parse)
                .flatMap(deadline -> outcome.gate().began().map(began -> began.plus(deadline)))
                .filter(end -> !Instant.parse(outcome.now()).isBefore(end))
                .isPresent();
    }

    private void enforced() {
        Enforcement enforcement = Enforcement.of(outcome, state);
        conditions.set(ConditionType.Enforced, enforcement.status(), enforcement.reason(), enforcement.message());
    }

    private void promoted() {
        boolean regressed = !outcome.readiness().regressions().isEmpty();
        String message = outcome.gate().message();
        switch (state) {
            case Approved, Releasing -> {
                // A regression that is only reported does not stop the rollout, and still is one.
                boolean reported = state == GateState.Releasing && regressed;
                conditions.set(
                        ConditionType.Promoted,
                        reported ? Status.False : Status.Unknown,
                        reported ? Reason.Regressed : Reason.Releasing,
                        message);
            }
            case Frozen ->
                conditions.set(
                        ConditionType.Promoted,
                        Status.False,
                        regressed ? Reason.Regressed : Reason.RolloutFailed,
                        message);
            default -> {
                if (outcome.gate().promoted().isEmpty()) {
                    conditions.set(
                            ConditionType.Promoted, Status.Unknown, Reason.NothingPromoted, "nothing was promoted yet");
                } else {
                    conditions.set(
                            ConditionType.Promoted, Status.True, Reason.RolloutComplete, "the last release finished");
                }
            }
        }
    }

    /** Whatever is not at rest is under way, so that a reader who knows no more than that never takes it for done. */
    private void reconciling() {
        boolean releasing = state == GateState.Approved || state == GateState.Releasing;
        boolean measuring = outcome.readiness().results().stream()
                .anyMatch(result -> result.verdict() == Verdict.Pending && result.reason() != Reason.AwaitsRelease);
        if (state == GateState.Suspended || !outcome.acceptance().accepted() || rolloutFailed()) {
            return;
        }
        if (releasing) {
            underWay(Reason.Releasing, outcome.gate().message());
        } else if (measuring) {
            underWay(Reason.NotMeasuredYet, "measurements are under way");
        } else {
            switch (state) {
                case Held -> underWay(Reason.CandidateWaits, outcome.gate().message());
                case Frozen -> underWay(Reason.Frozen, outcome.gate().message());
                case Bypassed -> underWay(Reason.Bypassed, outcome.gate().message());
                case Unarmed -> underWay(Reason.NotArmed, outcome.gate().message());
                case Armed, Approved, Releasing, Suspended, Signalling, Auditing -> {}
            }
        }
    }

    private void underWay(Reason reason, String message) {
        conditions.set(ConditionType.Reconciling, Status.True, reason, message);
    }

    /** A frozen rollout whose items fail goes on when they pass; one that stopped making progress needs somebody. */
    private boolean rolloutFailed() {
        return state == GateState.Frozen
                && outcome.readiness().failedAfterRelease().isEmpty()
                && outcome.workload().filter(Workload::progressDeadlineExceeded).isPresent();
    }

    private void stalled() {
        Acceptance acceptance = outcome.acceptance();
        if (acceptance.accepted()) {
            conditions.setIf(
                    rolloutFailed(),
                    ConditionType.Stalled,
                    Reason.RolloutFailed,
                    outcome.gate().message());
        } else {
            conditions.setIf(acceptance.stalled(), ConditionType.Stalled, acceptance.reason(), acceptance.message());
        }
    }
}
