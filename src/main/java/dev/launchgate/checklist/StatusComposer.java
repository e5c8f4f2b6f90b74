package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.Summary;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.ReleaseHistory;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the outcome of a pass to the status that should be stored. Pure: the same outcome gives the same status. */
public final class StatusComposer {
    private static final int HISTORY_KEPT = 20;
    private static final int MESSAGE_LIMIT = 1024;
    private static final Set<String> WAITS_FOR_PEOPLE = Set.of("manual", PlannedItem.STATED);
    /** Decisions worth keeping; what is left out repeats a state. */
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
            Reason.UngatedChange,
            Reason.WouldHold,
            Reason.WouldRelease);

    /** @param before the stored status */
    public LaunchChecklistStatus compose(LaunchChecklistStatus before, PassOutcome outcome) {
        return new LaunchChecklistStatus(
                outcome.generation(),
                new Conditions(before, outcome).compose(),
                summary(outcome.readiness().results()),
                outcome.gate(),
                items(before, outcome),
                history(before, outcome));
    }

    private static Summary summary(List<ItemResult> results) {
        int passed = (int) results.stream().filter(ItemResult::satisfied).count();
        int manual = (int) results.stream()
                .filter(result -> WAITS_FOR_PEOPLE.contains(result.kind()))
                .count();
        return new Summary(
                passed + "/" + results.size(),
                passed,
                results.size(),
                count(results, Verdict.Fail),
                count(results, Verdict.Unknown),
                count(results, Verdict.Waived),
                results.size() - manual,
                manual);
    }

    private static int count(List<ItemResult> results, Verdict verdict) {
        return (int)
                results.stream().filter(result -> result.verdict() == verdict).count();
    }

    private static List<ItemStatus> items(LaunchChecklistStatus before, PassOutcome outcome) {
        Map<String, ItemStatus> old = before.items().stream()
                .collect(Collectors.toMap(ItemStatus::name, Function.identity(), (first, second) -> first));
        return outcome.readiness().results().stream()
                .map(result -> item(old.get(result.name()), result, outcome.now()))
                .toList();
    }

    /** Verdict and reason are a transition; a message that alone changes is not. */
    private static ItemStatus item(@Nullable ItemStatus old, ItemResult result, String now) {
        String since = Optional.ofNullable(old)
                .filter(known -> result.verdict().name().equals(known.verdict()))
                .filter(known -> result.reason().name().equals(known.reason()))
                .map(ItemStatus::lastTransitionTime)
                .filter(time -> !time.isEmpty())
                .orElse(now);
        return new ItemStatus(
                result.name(),
                result.kind(),
                result.section().name(),
                result.severity().name(),
                result.phase().name(),
                result.verdict().name(),
                result.reason().name(),
                limit(result.message()),
                result.source(),
                since,
                evidence(old, result));
    }

    /** What was proven stays so while nothing new is known; an answer replaces it. */
    private static List<Evidence> evidence(@Nullable ItemStatus old, ItemResult result) {
        boolean undecided = result.verdict() == Verdict.Pending || result.verdict() == Verdict.Unknown;
        return old != null
                        && result.evidence().isEmpty()
                        && (undecided || result.remembered())
                        && old.kind().equals(result.kind())
                ? old.evidence()
                : result.evidence();
    }

    private static List<HistoryEntry> history(LaunchChecklistStatus before, PassOutcome outcome) {
        GateStatus gate = outcome.gate();
        Stream<HistoryEntry> fresh = outcome.transitions().stream()
                .filter(transition -> DECISIONS.contains(transition.reason()))
                .map(transition -> entry(transition, gate, outcome.now()));
        List<HistoryEntry> all = new ArrayList<>(before.history());
        fresh.forEach(all::add);
        Regression.of(all, outcome).ifPresent(all::add);
        return latest(all);
    }

    /** Newer decisions push out older ones, but never those that show when going back was last seen to work. */
    private static List<HistoryEntry> latest(List<HistoryEntry> all) {
        List<HistoryEntry> proof = ReleaseHistory.proofOfReturn(all);
        List<HistoryEntry> kept = new ArrayList<>(all);
        for (HistoryEntry entry : all) {
            if (kept.size() <= HISTORY_KEPT) {
                break;
            }
            if (!proof.contains(entry)) {
                kept.remove(entry);
            }
        }
        return kept;
    }

    private static HistoryEntry entry(Transition transition, GateStatus gate, String now) {
        GateStatus.Revision about = aboutRunning(transition.reason(), gate) ? gate.running() : gate.candidate();
        return new HistoryEntry(
                now,
                transition.reason().name(),
                about == null ? null : about.revision(),
                about == null ? null : about.templateHash(),
                limit(transition.message()));
    }

    /** Whether a decision is about what runs, and not about what waits or rolls out. */
    private static boolean aboutRunning(Reason reason, GateStatus gate) {
        GateState state = GateState.named(gate.state());
        return switch (reason) {
            case Adopted, Promoted -> gate.running() != null;
            // a bypass beside a held candidate is another ReplicaSet that woke
            case Bypassed -> state != GateState.Bypassed;
            default -> state == GateState.Armed || gate.candidate() == null;
        };
    }

    private static String limit(String message) {
        return PlainText.of(message, MESSAGE_LIMIT);
    }
}
