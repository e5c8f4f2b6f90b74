package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.gate.Arming;
import dev.launchgate.gate.Gate;
import dev.launchgate.gate.GateDecision;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.GateOutcome;
import dev.launchgate.gate.Proof;
import dev.launchgate.gate.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A gate that carries out moves on an object in memory. */
final class FakeGate implements Gate {
    final List<GateMove> moves = new ArrayList<>();
    Arming arming = Arming.AlwaysPausedUnguarded;
    /** The world changes between each decision and its write. */
    boolean overtaken;
    /** Another manager owns the field. */
    boolean contested;

    /** The API server refuses to resume it. */
    boolean refused;

    /** What the notes were corrected to, last. */
    String notes = "";

    private final Supplier<ObjectNode> deployment;

    FakeGate(Supplier<ObjectNode> deployment) {
        this.deployment = deployment;
    }

    @Override
    public Proof proof(Workload workload) {
        return new Proof(arming, "Close it");
    }

    @Override
    public void correctNotes(String checklist, GateStatus gate, Workload workload) {
        notes = gate.state();
    }

    @Override
    public GateOutcome act(String checklist, GateDecision decision, @Nullable GateStatus before, Workload workload) {
        if (decision.move().equals(GateMove.NONE)) {
            return GateOutcome.asDecided(decision);
        }
        if (overtaken) {
            return GateOutcome.overtaken(before, Instant.parse("2026-11-20T10:00:00Z"));
        }
        if (contested) {
            return GateOutcome.conflict(
                    decision, before, workload, "field manager argocd owns it", Instant.parse("2026-11-20T10:00:00Z"));
        }
        if (refused && decision.move() instanceof GateMove.Resume) {
            return GateOutcome.refused(
                    before, "release of v2: refused", Duration.ofSeconds(8), Instant.parse("2026-11-20T10:00:00Z"));
        }
        moves.add(decision.move());
        boolean paused = decision.move() instanceof GateMove.Pause;
        ObjectNode live = deployment.get();
        live.withObject("/spec").put("paused", paused);
        live.putArray("launchgate.dev/pausedAppliedBy").add(paused ? "launchgate" : "nobody");
        return GateOutcome.asDecided(decision);
    }
}
