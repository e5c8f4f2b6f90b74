package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Judge;
import dev.launchgate.check.Judgement;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.gate.Arming;
import dev.launchgate.gate.Gate;
import dev.launchgate.gate.GateDecision;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.GateInput;
import dev.launchgate.gate.GateOutcome;
import dev.launchgate.gate.GatePolicy;
import dev.launchgate.gate.Proof;
import dev.launchgate.gate.Workload;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Steps 1 to 7 of a pass: plan, observe, judge, aggregate, decide, act, compose. Everything that touches the world comes in
 * through ports; a second pass over the same world comes to the same status.
 */
public final class ChecklistPass {
    private static final Judgement NOT_EVALUATED =
            Judgement.pending(Reason.Suspended, "not evaluated while spec.suspend is true");

    private final ChecklistPlanner planner;
    private final Inheritance inheritance;
    private final Evaluation evaluation;
    private final GatePolicy policy;
    private final StatusComposer composer;
    private final Gate gate;
    private final InstantSource clock;

    public ChecklistPass(
            CheckRegistry checks,
            ProbeSchedule probes,
            Gate gate,
            Administration administration,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.planner = new ChecklistPlanner(checks);
        this.inheritance = new Inheritance(checks);
        this.evaluation = new Evaluation(new Judge(checks), probes, administration, nanoTime);
        this.policy = new GatePolicy();
        this.composer = new StatusComposer();
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Makes a pass.
     *
     * @param view records what is read, so that the checklist is woken when it changes
     * @return empty while the caches fill: nothing is known, so nothing is said
     */
    public Optional<Result> run(LaunchChecklist checklist, ClusterView view) {
        evaluation.meet(checklist);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        LaunchChecklistStatus before =
                checklist.getStatus() == null ? LaunchChecklistStatus.EMPTY : checklist.getStatus();
        Plan own = planner.plan(checklist.getSpec());
        Optional<Plan> whole = inheritance.extend(own, checklist, view, now);
        if (own.suspended()) {
            evaluation.forget(owner(checklist));
            TargetReading target = TargetReading.glance(checklist, own, view);
            boolean filling = whole.isEmpty() || target.acceptance().reason() == Reason.NotMeasuredYet;
            List<ItemResult> kept = whole.isEmpty() ? KeptMeasures.of(before, NOT_EVALUATED) : List.of();
            return suspended(checklist, whole.orElse(own), kept, before, target, filling, now);
        }
        return whole.flatMap(plan -> run(checklist, plan, before, view, now));
    }

    private Optional<Result> run(
            LaunchChecklist checklist, Plan plan, LaunchChecklistStatus before, ClusterView view, Instant now) {
        TargetReading target = TargetReading.read(checklist, plan, view);
        if (target.acceptance().reason() == Reason.NotMeasuredYet) {
            return Optional.empty();
        }
        Evaluation.Evaluated evaluated = evaluation.of(checklist, plan, before, target, view, now);
        Readiness readiness = evaluated.readiness();
        Proof proof = proof(plan, target);
        GateOutcome outcome = decideAndAct(checklist, plan, before, target, readiness, proof.arming(), now);
        PassOutcome passed = new PassOutcome(
                checklist.getMetadata().getGeneration(),
                plan.gate(),
                acceptance(plan, target),
                readiness,
                outcome.gate(),
                outcome.transitions(),
                target.workload(),
                proof.remedy(),
                now.toString());
        return Optional.of(new Result(
                composer.compose(before, passed),
                told(plan, outcome, evaluated),
                target.workload(),
                outcome.again().or(() -> ripens(outcome.gate(), target.workload(), now))));
    }

    /** What people hear of: what the gate did, with the way back where it froze, and what is wrong beside it. */
    private static List<Transition> told(Plan plan, GateOutcome outcome, Evaluation.Evaluated evaluated) {
        List<Transition> all = new ArrayList<>(RollbackSteps.tell(plan, outcome.transitions()));
        all.addAll(evaluated.warnings());
        return all;
    }

    /** The controller's word on progress, told before it counts: time alone makes it count, and time wakes nobody. */
    private static Optional<Duration> ripens(GateStatus gate, Optional<Workload> workload, Instant now) {
        return workload.filter(seen -> gate.state().equals(GateState.Releasing.name()))
                .filter(Workload::progressDeadlineExceeded)
                .flatMap(late -> gate.began().map(began -> began.plusSeconds(late.progressDeadlineSeconds())))
                .filter(now::isBefore)
                .map(counts -> Duration.between(now, counts));
    }

    /** Drops everything that is remembered for checklists other than these. */
    public void keep(Set<String> owners) {
        evaluation.keep(owners);
    }

    /** Drops everything that is remembered for a checklist. */
    void forget(String owner) {
        evaluation.forget(owner);
    }

    /** Namespace and name, the name under which a checklist is woken. */
    public static String owner(LaunchChecklist checklist) {
        return checklist.getMetadata().getNamespace() + "/"
                + checklist.getMetadata().getName();
    }

    private static Acceptance acceptance(Plan plan, TargetReading target) {
        Acceptance spec = plan.acceptance();
        return spec.accepted() ? target.acceptance() : spec;
    }

    private Proof proof(Plan plan, TargetReading target) {
        return target.workload()
                .filter(seen -> target.acceptance().accepted() && plan.gate().mode() == GateMode.Pause)
                .map(gate::proof)
                .orElse(Proof.NONE);
    }

    private GateOutcome decideAndAct(
            LaunchChecklist checklist,
            Plan plan,
            LaunchChecklistStatus before,
            TargetReading target,
            Readiness readiness,
            Arming arming,
            Instant now) {
        String name = checklist.getMetadata().getName();
        Optional<Workload> workload = target.workload();
        if (workload.isEmpty() || !target.acceptance().accepted()) {
            GateOutcome unarmed =
                    GateOutcome.unarmed(before.gate(), target.acceptance().message(), now);
            workload.ifPresent(seen -> gate.correctNotes(name, unarmed.gate(), seen));
            return unarmed;
        }
        GateDecision decision = policy.decide(new GateInput(
                plan.gate(),
                checklist.getMetadata().getGeneration(),
                before.gate(),
                workload.get(),
                readiness,
                arming,
                now));
        if (plan.gate().mode() == GateMode.Pause) {
            return gate.act(name, decision, before.gate(), workload.get());
        }
        gate.correctNotes(name, decision.next(), workload.get());
        return GateOutcome.asDecided(decision);
    }

    /**
     * Measures, decides and moves nothing; only says so, also in what was noted on the target before.
     *
     * @param kept rows that stay because their postmortems were not read yet
     */
    private Optional<Result> suspended(
            LaunchChecklist checklist,
            Plan plan,
            List<ItemResult> kept,
            LaunchChecklistStatus before,
            TargetReading target,
            boolean filling,
            Instant now) {
        GateStatus gateNow = GateOutcome.suspended(before.gate(), now);
        if (filling && gateNow.equals(before.gate())) {
            return Optional.empty();
        }
        target.workload()
                .ifPresent(seen -> gate.correctNotes(checklist.getMetadata().getName(), gateNow, seen));
        List<ItemResult> results = Stream.concat(
                        plan.items().stream().map(item -> Evaluation.result(item, NOT_EVALUATED)), kept.stream())
                .toList();
        PassOutcome passed = new PassOutcome(
                checklist.getMetadata().getGeneration(),
                plan.gate(),
                plan.acceptance(),
                new Readiness(results, false),
                gateNow,
                List.of(),
                target.workload(),
                "",
                now.toString());
        return Optional.of(
                new Result(composer.compose(before, passed), List.of(), target.workload(), Optional.empty()));
    }

    /**
     * What a pass came to.
     *
     * @param again how soon another pass should follow: at once where a decision was recorded and comes next, or was
     *     overtaken; empty where only news should bring one
     */
    public record Result(
            LaunchChecklistStatus status,
            List<Transition> transitions,
            Optional<Workload> workload,
            Optional<Duration> again) {
        public Result {
            transitions = List.copyOf(transitions);
        }
    }
}
