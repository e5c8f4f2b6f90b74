package dev.launchgate.endpoint;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistSpec;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * From a checklist and its target, both read for this question, to the answer. Open only where the stored verdict speaks
 * about exactly the template, the object and the spec that are live now, and somebody keeps it current.
 */
public final class Answering {
    private static final Set<String> SATISFIED =
            Set.of(Verdict.Pass.name(), Verdict.NotApplicable.name(), Verdict.Waived.name());

    private Answering() {}

    /** @param led whether an operator leads now */
    public static Answer answer(LaunchChecklist checklist, LiveTarget target, boolean led, Stage stage) {
        LaunchChecklistSpec spec = checklist.getSpec();
        LaunchChecklistStatus status = checklist.getStatus();
        Long generation = checklist.getMetadata().getGeneration();
        if (spec == null) {
            return Answer.closed(AnswerReason.ChecklistInvalid, "the checklist has no spec");
        }
        if (Boolean.TRUE.equals(spec.suspend())) {
            return Answer.closed(AnswerReason.Suspended, "spec.suspend is true: nothing is evaluated");
        }
        if (status == null || generation == null || !generation.equals(status.observedGeneration())) {
            return Answer.closed(AnswerReason.NotJudgedYet, "the present spec was not judged yet");
        }
        if (!led) {
            return Answer.closed(AnswerReason.StatusStale, "no operator leads, so the verdict may be old");
        }
        Optional<Condition> accepted = current(status, generation, ConditionType.Accepted);
        if (!holds(accepted)) {
            return Answer.closed(
                    accepted.filter(seen -> Reason.TargetNotFound.name().equals(seen.getReason()))
                                    .isPresent()
                            ? AnswerReason.TargetNotFound
                            : AnswerReason.ChecklistInvalid,
                    "the checklist cannot be acted on, see its condition Accepted");
        }
        return switch (target) {
            case LiveTarget.Missing missing ->
                Answer.closed(AnswerReason.TargetNotFound, "what the checklist gates does not exist");
            case LiveTarget.Unreadable unreadable ->
                Answer.closed(AnswerReason.TargetUnreadable, "what the checklist gates could not be read");
            case LiveTarget.Seen seen -> judged(spec, status, generation, seen, stage);
        };
    }

    private static Answer judged(
            LaunchChecklistSpec spec,
            LaunchChecklistStatus status,
            Long generation,
            LiveTarget.Seen seen,
            Stage stage) {
        GateStatus gate = status.gate();
        if (gate == null || !subject(gate).equals(Optional.of(seen.templateHash()))) {
            return told(
                    AnswerReason.NotJudgedYet, "the template changed, or was not judged yet", seen, false, List.of());
        }
        List<ItemStatus> failed = blocking(status, Phase.AfterRelease).stream()
                .filter(item -> item.verdict().equals(Verdict.Fail.name()))
                .toList();
        boolean regressed = seen.pods() && !failed.isEmpty();
        List<ItemStatus> blockers = blocking(status, Phase.BeforeRelease).stream()
                .filter(item -> !SATISFIED.contains(item.verdict()))
                .toList();
        boolean ready = holds(current(status, generation, ConditionType.Ready)) && blockers.isEmpty();
        if (stage == Stage.Promotion && !failed.isEmpty()) {
            return told(
                    AnswerReason.Regressed, "items that are judged after the release fail", seen, regressed, failed);
        }
        GateState state = GateState.named(gate.state());
        AnswerReason reason = reason(spec, gate, generation, seen, state);
        if (reason == AnswerReason.NothingHeld && !ready) {
            // Returning to what was promoted is not held, but what has pods already has to prove itself.
            boolean back = stage == Stage.Rollout && spec.gate().rollback() == RollbackPolicy.Allow;
            reason = back ? AnswerReason.NothingHeld : AnswerReason.ItemsBlock;
        }
        if (reason == AnswerReason.NotReleased && state == GateState.Frozen && !failed.isEmpty()) {
            return told(AnswerReason.Regressed, gate.message(), seen, regressed, failed);
        }
        return told(reason, gate.message(), seen, regressed, blockers);
    }

    private static AnswerReason reason(
            LaunchChecklistSpec spec, GateStatus gate, Long generation, LiveTarget.Seen seen, GateState state) {
        boolean pauses = spec.gate().mode() == GateMode.Pause;
        boolean idle = gate.candidate() == null;
        return switch (state) {
            case Signalling, Auditing -> {
                if (pauses) {
                    yield AnswerReason.NotJudgedYet;
                }
                if (idle) {
                    yield AnswerReason.NothingHeld;
                }
                yield approves(gate, generation, seen, true) ? AnswerReason.MayRelease : AnswerReason.ItemsBlock;
            }
            case Armed -> pauses && idle ? AnswerReason.NothingHeld : AnswerReason.NotJudgedYet;
            case Approved, Releasing ->
                pauses && approves(gate, generation, seen, false) ? AnswerReason.Releasing : AnswerReason.NotReleased;
            case Held -> AnswerReason.ItemsBlock;
            case Frozen, Bypassed, Unarmed -> AnswerReason.NotReleased;
            case Suspended -> AnswerReason.Suspended;
        };
    }

    /** Whether the recorded decision is about this object, this template and this spec. */
    private static boolean approves(GateStatus gate, Long generation, LiveTarget.Seen seen, boolean watching) {
        Approval approved = gate.approved();
        return approved != null
                && approved.uid().equals(seen.uid())
                && approved.templateHash().equals(seen.templateHash())
                && approved.generation().equals(generation)
                && approved.reason().equals(Reason.WouldRelease.name()) == watching;
    }

    /** The template that the status speaks about: the candidate, else what was promoted last. */
    private static Optional<String> subject(GateStatus gate) {
        GateStatus.Revision candidate = gate.candidate();
        if (candidate != null) {
            return Optional.of(candidate.templateHash());
        }
        return gate.promoted().isEmpty()
                ? Optional.empty()
                : Optional.of(gate.promoted().getLast().templateHash());
    }

    private static List<ItemStatus> blocking(LaunchChecklistStatus status, Phase phase) {
        return status.items().stream()
                .filter(item -> !item.severity().equals(Severity.Advisory.name()))
                .filter(item -> item.phase().equals(Phase.AfterRelease.name()) == (phase == Phase.AfterRelease))
                .toList();
    }

    private static Optional<Condition> current(LaunchChecklistStatus status, Long generation, ConditionType type) {
        return ConditionSet.find(status.conditions(), type)
                .filter(condition -> Objects.equals(condition.getObservedGeneration(), generation));
    }

    private static boolean holds(Optional<Condition> condition) {
        return condition.filter(seen -> "True".equals(seen.getStatus())).isPresent();
    }

    private static Answer told(
            AnswerReason reason, String message, LiveTarget.Seen seen, boolean regressed, List<ItemStatus> items) {
        boolean open = switch (reason) {
            case MayRelease, Releasing, NothingHeld -> true;
            default -> false;
        };
        return new Answer(
                open,
                regressed,
                reason,
                message,
                seen.templateHash(),
                items.stream()
                        .limit(Answer.ITEMS)
                        .map(item -> new Answer.Item(item.name(), item.verdict(), item.reason(), item.message()))
                        .toList());
    }
}
