package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Judgement;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.status.Reason;
import java.util.List;
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
        String seen = Optional.ofNullable(before.gate()).flatMap(Memory::judged).orElse("");
        boolean sameCandidate = seen.equals(
                target.candidate().map(template -> template.identity()).orElse(""));
        return new Memory(
                sameSpec && sameCandidate
                        ? before.items().stream()
                                .collect(Collectors.toMap(
                                        ItemStatus::name, Function.identity(), (first, second) -> first))
                        : Map.of());
    }

    /** The template that the stored answers are about: what waits, else what is promoted, which may have no pods. */
    private static Optional<String> judged(GateStatus gate) {
        if (gate.candidate() != null) {
            return Optional.of(gate.candidate().templateHash());
        }
        boolean idle =
                gate.state().equals(GateState.Armed.name()) && !gate.promoted().isEmpty();
        return idle
                ? Optional.of(gate.promoted().getLast().templateHash())
                : Optional.ofNullable(gate.running()).map(GateStatus.Revision::templateHash);
    }

    /**
     * The same judgement in the words of its transition, where only a live number differs: it does each time, and a status
     * that differs is written. Whatever else was seen is told as it is seen now.
     */
    Judgement steady(String item, Judgement judgement) {
        return Optional.ofNullable(items.get(item))
                .filter(old -> judgement.live() && judgement.verdict() != Verdict.Pending)
                .filter(old -> judgement.verdict().name().equals(old.verdict()))
                .filter(old -> judgement.reason().name().equals(old.reason()))
                .map(old -> judgement.saying(old.message()))
                .orElse(judgement);
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
        Optional<Reason> reason = Reason.named(old.reason());
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
                        true,
                        List.of(),
                        result.source()));
    }
}
