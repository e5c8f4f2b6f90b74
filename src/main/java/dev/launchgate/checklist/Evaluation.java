package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Judge;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.ReleaseHistory;
import dev.launchgate.check.Risks;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.probe.Subscription;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Steps 2 to 4 of a pass: observes, judges and aggregates the items of a checklist, and tells the prober what to ask. What it
 * remembers between passes only delays a decision when it is lost.
 */
final class Evaluation {
    private final Judge judge;
    private final ProbeSchedule probes;
    private final Administration administration;
    private final LongSupplier nanoTime;
    private final Rounds rounds = new Rounds();
    private final RunningRisks running = new RunningRisks();
    /** UID of each checklist that something is remembered for. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Evaluation(Judge judge, ProbeSchedule probes, Administration administration, LongSupplier nanoTime) {
        this.judge = judge;
        this.probes = probes;
        this.administration = administration;
        this.nanoTime = nanoTime;
    }

    Evaluated of(
            LaunchChecklist checklist,
            Plan plan,
            LaunchChecklistStatus before,
            TargetReading target,
            ClusterView view,
            Instant now) {
        String owner = ChecklistPass.owner(checklist);
        Memory memory = Memory.of(checklist, before, target);
        String candidate =
                target.candidate().map(template -> template.identity()).orElse("");
        ItemFacts.Subject subject = new ItemFacts.Subject(
                target.namespace(),
                plan.target(),
                target.candidate(),
                target.running(),
                target.firstLaunch(before.gate()),
                ReleaseHistory.of(before));
        List<ItemResult> results = new ArrayList<>();
        List<Subscription> wanted = new ArrayList<>();
        List<Risks> risks = new ArrayList<>();
        for (PlannedItem item : plan.items()) {
            ItemFacts facts = new ItemFacts(
                    subject, item, evidence(before, item), view, administration, now, nanoTime.getAsLong());
            facts.observe(judge.plan(item, facts).probes(), probes);
            Judgement raw =
                    judge.judge(item, facts, target.awaitsRelease(plan.gate().mode()));
            Judgement counted = rounds.confirm(
                    owner,
                    item,
                    candidate,
                    raw,
                    facts.observations(),
                    plan.gate().consecutivePasses());
            boolean countsAnswers = counted.verdict() == Verdict.Pending && counted.reason() != Reason.AwaitsRelease;
            facts.observations().keySet().stream()
                    .map(probe ->
                            new Subscription(item.name(), probe, item.interval(probe), item.timeout(), countsAnswers))
                    .forEach(wanted::add);
            Judgement told = memory.steady(item.name(), counted);
            risks.add(judge.risks(item, facts));
            results.add(memory.remember(result(item, told), rounds.judgedBefore(owner, item)));
        }
        probes.subscribe(owner, target.namespace(), wanted);
        rounds.keep(owner, plan.items().stream().map(PlannedItem::name).collect(Collectors.toSet()));
        Readiness readiness = plan.acceptance().accepted() ? new Readiness(results, true) : Readiness.refused(results);
        return new Evaluated(readiness, running.news(owner, risks));
    }

    /** What the item showed when it was of the same kind. */
    private static List<Evidence> evidence(LaunchChecklistStatus before, PlannedItem item) {
        return before.items().stream()
                .filter(old -> old.name().equals(item.name()) && old.kind().equals(item.kind()))
                .findFirst()
                .map(ItemStatus::evidence)
                .orElse(List.of());
    }

    static ItemResult result(PlannedItem item, Judgement judgement) {
        return new ItemResult(
                item.name(),
                item.kind(),
                item.section(),
                item.spec().severity(),
                item.phase(),
                judgement.verdict(),
                judgement.reason(),
                judgement.message(),
                false,
                judgement.evidence(),
                item.source());
    }

    /** Drops everything that is remembered for checklists other than these. */
    void keep(Set<String> owners) {
        known.keySet().stream()
                .filter(owner -> !owners.contains(owner))
                .toList()
                .forEach(owner -> {
                    known.remove(owner);
                    forget(owner);
                });
    }

    /** What was measured for a checklist of the same name that was deleted says nothing about this one. */
    void meet(LaunchChecklist checklist) {
        String uid = checklist.getMetadata().getUid();
        String before = known.put(ChecklistPass.owner(checklist), uid);
        if (before != null && !before.equals(uid)) {
            forget(ChecklistPass.owner(checklist));
        }
    }

    void forget(String owner) {
        probes.unsubscribe(owner);
        running.forget(owner);
        rounds.keep(owner, Set.of());
    }

    /**
     * What the items came to.
     *
     * @param warnings of the revision that runs beside the candidate, each told once
     */
    record Evaluated(Readiness readiness, List<Transition> warnings) {}
}
