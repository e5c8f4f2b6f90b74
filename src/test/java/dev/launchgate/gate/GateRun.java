package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.cluster.Resource;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A world with a controller and a gate that works on it by the real policy. A pass can be taken apart into what it reads,
 * decides, writes to the Deployment and writes to the status, so that anything can happen in between.
 */
final class GateRun {
    final GateWorld world;
    final Ledger ledger;
    final ModelController controller;

    GateSpec spec = new GateSpec(GateMode.Pause, null, null, null, null, null);
    boolean suspended;
    long generation = 1;
    Readiness items = Items.FAILING;
    private boolean contested;

    Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @Nullable
    GateStatus status;

    final List<Transition> told = new ArrayList<>();
    /** Reasons of what was told by passes whose status write came through. */
    final List<Reason> history = new ArrayList<>();

    /** What happened, for people who look for the cause of a failure. */
    final List<String> diary = new ArrayList<>();

    private final GatePolicy policy = new GatePolicy();
    private Resource cachedDeployment;
    private List<Resource> cachedSets = List.of();
    private boolean measured = true;
    private @Nullable GateInput facts;
    private @Nullable GateDecision decision;
    private @Nullable GateOutcome outcome;

    private GateRun(Arming arming) {
        this.world = new GateWorld(arming);
        this.ledger = new Ledger(world);
        this.controller = new ModelController(world, ledger::starts);
        this.cachedDeployment = world.deployment();
    }

    /** A Deployment of v1 that ran before its checklist came, and is armed now. */
    static GateRun armed(Arming arming) {
        GateRun run = new GateRun(arming);
        run.world.create(Templates.json("v1"), false);
        run.resume(true);
        run.controller.settle();
        run.quiesce();
        return run;
    }

    /** A Deployment that was just created. */
    static GateRun firstLaunch(Arming arming, boolean pausedInManifest) {
        GateRun run = new GateRun(arming);
        run.world.create(Templates.json("v1"), pausedInManifest);
        return run;
    }

    GateRun mode(GateMode mode) {
        spec = new GateSpec(mode, spec.firstLaunch(), spec.rollback(), spec.onRegression(), null, null);
        generation++;
        return this;
    }

    GateRun policies(FirstLaunch firstLaunch, RollbackPolicy rollback, OnRegression onRegression) {
        spec = new GateSpec(spec.mode(), firstLaunch, rollback, onRegression, null, null);
        generation++;
        return this;
    }

    GateRun items(Readiness readiness) {
        items = readiness;
        return this;
    }

    // ---- what people do ----

    boolean apply(String tag) {
        return world.apply(Templates.json(tag));
    }

    boolean resume(boolean override) {
        boolean done = world.resume(override);
        noteWhoLetItOut(done);
        return done;
    }

    /** Another field manager applies {@code spec.paused: false}, so that pausing is refused. */
    GateRun contest() {
        contested = true;
        resume(true);
        return this;
    }

    /** That manager drops the field. */
    GateRun concede() {
        contested = false;
        return this;
    }

    /** {@code kubectl rollout restart}, which kubectl itself refuses for a paused Deployment. */
    void restartRunning(int minute) {
        String tag = world.template().revision().orElseThrow();
        world.apply(Templates.restartedJson(tag, "2026-11-20T10:%02d:00Z".formatted(minute)));
    }

    /** {@code kubectl replace} of a manifest without {@code paused}. */
    boolean replace(String tag) {
        boolean done = world.replace(Templates.json(tag));
        noteWhoLetItOut(done);
        return done;
    }

    /** Deletes the Deployment and creates it again under its name, not paused unless admission pauses it. */
    void recreate(String tag) {
        world.create(Templates.json(tag), false);
        noteWhoLetItOut(true);
    }

    private void noteWhoLetItOut(boolean done) {
        if (done && !world.paused()) {
            ledger.letOutBySomebody();
        }
    }

    void tick(Duration time) {
        now = now.plus(time);
    }

    // ---- a pass, in its parts ----

    /** The watches bring the caches up to date. */
    void deliver() {
        cachedDeployment = world.deployment();
        cachedSets = world.replicaSets().stream()
                .map(set -> new Resource(set.kind(), set.json().deepCopy()))
                .toList();
    }

    /** A suspended checklist makes no decision: its pass records that, and nothing else. */
    void decide() {
        facts = new GateInput(
                spec,
                generation,
                status,
                Workload.of(cachedDeployment, cachedSets),
                measured ? items : forgotten(items),
                world.arming,
                now);
        decision = suspended
                ? new GateDecision(GateOutcome.suspended(status, now), GateMove.NONE, List.of())
                : policy.decide(facts);
    }

    /** The one write to the Deployment, after a fresh look, as the API server takes it. */
    void act() {
        GateMove move = decision.move();
        boolean unchanged = switch (move) {
            case GateMove.None none -> true;
            case GateMove.Pause pause ->
                pause.uid().equals(world.uid())
                        && pause.templateIdentity().equals(world.template().identity());
            case GateMove.Resume resume ->
                resume.approval().uid().equals(world.uid())
                        && resume.approval()
                                .templateHash()
                                .equals(world.template().identity());
            case GateMove.Disarm disarm -> throw new AssertionError(disarm);
        };
        if (!unchanged) {
            outcome = GateOutcome.overtaken(status, now);
            return;
        }
        if (move instanceof GateMove.Pause && contested && !world.paused()) {
            outcome = GateOutcome.conflict(decision, status, facts.workload(), "field manager argocd owns it", now);
            return;
        }
        switch (move) {
            case GateMove.Pause pause -> world.applyPaused();
            case GateMove.Resume resume -> {
                world.patchResumed();
                ledger.resumed(resume.approval());
            }
            case GateMove.None none -> {}
            case GateMove.Disarm disarm -> throw new AssertionError(disarm);
        }
        if (!move.equals(GateMove.NONE)) {
            cachedDeployment = world.deployment();
        }
        outcome = GateOutcome.asDecided(decision);
    }

    /** The status write; whether anything was said, written or moved. */
    boolean record() {
        GateStatus next = outcome.gate();
        boolean moved = !decision.move().equals(GateMove.NONE) && next.objection() == null;
        boolean silent = next.equals(status) && outcome.transitions().isEmpty() && !moved;
        if (GateState.Approved.name().equals(next.state()) && !next.equals(status)) {
            ledger.recorded(next.approved(), facts);
        }
        if (!silent) {
            List<Reason> said =
                    outcome.transitions().stream().map(Transition::reason).toList();
            diary.add("%s %s %s; %s wants %s, has %s"
                    .formatted(
                            next.state(),
                            said,
                            decision.move(),
                            world.paused() ? "paused" : "open",
                            world.template().displayName(),
                            pods()));
        }
        boolean adopted = outcome.transitions().stream().anyMatch(said -> said.reason() == Reason.Adopted);
        List<Promotion> known = status == null ? List.of() : status.promoted();
        next.promoted().stream()
                .filter(promotion -> !known.contains(promotion))
                .forEach(promotion -> ledger.promoted(promotion.templateHash(), adopted));
        status = next;
        told.addAll(outcome.transitions());
        outcome.transitions().forEach(transition -> history.add(transition.reason()));
        return !silent;
    }

    boolean pass() {
        decide();
        act();
        boolean changed = record();
        measured = true;
        return changed;
    }

    /** A pass that sees the world as it is, before the controllers go on. */
    GateRun react() {
        deliver();
        pass();
        return this;
    }

    /** A pass into which somebody writes: after it read, after it decided, or after its write. */
    void passWithWritesBetween(Runnable write, int where) {
        deliver();
        if (where == 0) {
            write.run();
        }
        decide();
        if (where == 1) {
            write.run();
        }
        act();
        if (where == 2) {
            write.run();
        }
        record();
        measured = true;
    }

    /** A pass that dies before its write to the Deployment, or between that and the status. */
    void dyingPass(boolean afterTheWrite) {
        decide();
        if (afterTheWrite) {
            act();
        }
        restart();
    }

    /** A new process knows what the status says, and has measured nothing. */
    void restart() {
        measured = false;
        deliver();
    }

    private static Readiness forgotten(Readiness items) {
        return new Readiness(items.results().stream().map(Items::remembered).toList(), items.complete());
    }

    // ---- until nothing happens any more ----

    /** Lets the controllers and the gate work until the world rests. */
    void quiesce() {
        for (int i = 0; i < 50; i++) {
            boolean changed = false;
            for (int steps = 0; steps < 100 && controller.step(); steps++) {
                changed = true;
            }
            ledger.observe();
            deliver();
            changed |= !measured;
            changed |= pass();
            if (!changed) {
                return;
            }
        }
        throw new AssertionError("never comes to rest: " + status + " after " + told);
    }

    GateState state() {
        return GateState.valueOf(status.state());
    }

    /** What was told since the last call. */
    List<Reason> news() {
        List<Reason> news = told.stream().map(Transition::reason).toList();
        told.clear();
        return news;
    }

    /** Revision and pods of every ReplicaSet that has some, oldest first: {@code v1=3}. */
    String pods() {
        List<String> pods = new ArrayList<>();
        for (OwnedReplicaSet set : world.workload().active()) {
            pods.add(set.template().displayName() + "=" + set.desired());
        }
        return String.join(" ", pods);
    }
}
