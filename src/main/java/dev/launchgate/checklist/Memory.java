package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.status.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the stored status knows of the same spec and the same candidate. A new process shows that until it has measured for
 * itself, so that a restart changes no status; it never decides on it.
 */
record Memory(Map<String, ItemStatus> items) {

    static Memory of(LaunchChecklist checklist, LaunchChecklistStatus before, TargetReading target) {
        boolean sameSpec =
                before.observedGeneration().equals(checklist.getMetadata().getGeneration());
        Optional<GateStatus> gate = Optional.ofNullable(before.gate());
        String seen = gate.map(GateStatus::candidate)
                .or(() -> gate.map(GateStatus::running))
                .map(GateStatus.Revision::templateHash)
                .orElse("");
        boolean sameCandidate = seen.equals(
                target.candidate().map(template -> template.identity()).orElse(""));
        return new Memory(
                sameSpec && sameCandidate
                        ? before.items().stream()
                                .collect(Collectors.toMap(
                                        ItemStatus::name, Function.identity(), (first, second) -> first))
                        : Map.of());
    }

    /** The remembered answer in place of one that only says that there is none yet. */
    ItemResult remember(ItemResult result, boolean judgedBefore) {
        boolean nothingYet = result.verdict() == Verdict.Pending
                && (result.reason() == Reason.NotMeasuredYet || result.reason() == Reason.Confirming);
        return judgedBefore || !nothingYet
                ? result
                : Optional.ofNullable(items.get(result.name()))
                        .filter(old -> result.kind().equals(old.kind()))
                        .flatMap(old -> restored(result, old))
                        .orElse(result);
    }

    private static Optional<ItemResult> restored(ItemResult result, ItemStatus old) {
        Optional<Verdict> verdict = Stream.of(Verdict.values())
                .filter(known -> known.name().equals(old.verdict()))
                .findFirst();
        Optional<Reason> reason = Stream.of(Reason.values())
                .filter(known -> known.name().equals(old.reason()))
                .findFirst();
        return verdict.isEmpty() || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new ItemResult(
                        result.name(),
                        result.kind(),
                        result.section(),
                        result.severity(),
                        result.phase(),
                        verdict.get(),
                        reason.get(),
                        old.message(),
                        true));
    }
}
