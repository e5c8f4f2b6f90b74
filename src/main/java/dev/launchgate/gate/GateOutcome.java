package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a decision.
 *
 * @param gate the gate as it should be recorded
 * @param transitions what people should hear of
 * @param again how soon another pass should follow; empty when only news should bring one
 */
public record GateOutcome(GateStatus gate, List<Transition> transitions, Optional<Duration> again) {
    private static final int MESSAGE_LIMIT = 1024;
    private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

    public GateOutcome {
        transitions = List.copyOf(transitions);
    }

    /** The move was made, or there was none. */
    public static GateOutcome asDecided(GateDecision decision) {
        // A bypass that is complete already is adopted in the pass after the one that reports it.
        boolean more = GateState.Approved.name().equals(decision.next().state())
                || (GateState.Bypassed.name().equals(decision.next().state())
                        && !decision.transitions().isEmpty())
                || !decision.move().equals(GateMove.NONE);
        return new GateOutcome(decision.next(), decision.transitions(), more ? AT_ONCE : Optional.empty());
    }

    /**
     * The world changed between the decision and the write: nothing was written, and what was recorded stays, but for the
     * state of a mode that is over.
     */
    public static GateOutcome overtaken(@Nullable GateStatus before, Instant now) {
        GateStatus stays = before == null || ofAnotherMode(before)
                ? changed(before, GateState.Unarmed, "not in force yet", now)
                : before;
        return new GateOutcome(stays, List.of(), AT_ONCE);
    }

    private static boolean ofAnotherMode(GateStatus before) {
        return switch (GateState.named(before.state())) {
            case Suspended, Signalling, Auditing -> true;
            case Unarmed, Armed, Held, Approved, Releasing, Frozen, Bypassed -> false;
        };
    }

    /**
     * Another field manager owns {@code spec.paused} and disagrees, so that the Deployment stays open.
     *
     * @param who who that is, and how to end it
     */
    public static GateOutcome conflict(
            GateDecision decision, @Nullable GateStatus before, Workload workload, String who, Instant now) {
        Contested contested = new Contested(decision, before, workload, Reason.PauseFieldConflict, who);
        return new GateOutcome(contested.gate(now), contested.transitions(), Optional.empty());
    }

    /**
     * The API server refuses to pause, so that the Deployment stays open. It is tried again.
     *
     * @param why in whose words, and how to end it
     */
    public static GateOutcome open(
            GateDecision decision,
            @Nullable GateStatus before,
            Workload workload,
            String why,
            Duration again,
            Instant now) {
        Contested contested = new Contested(decision, before, workload, Reason.PauseRefused, why);
        return new GateOutcome(contested.gate(now), contested.transitions(), Optional.of(again));
    }

    /** It is paused as it should be, though not by us, and for now nothing more is tried. */
    public static GateOutcome pausedBySomebody(GateDecision decision) {
        return new GateOutcome(decision.next(), decision.transitions(), Optional.empty());
    }

    /** Somebody refuses the release that is recorded. It stays recorded, and is tried again. */
    public static GateOutcome refused(@Nullable GateStatus before, String message, Duration again, Instant now) {
        GateStatus stays = before == null ? changed(before, GateState.Unarmed, message, now) : before;
        return new GateOutcome(
                stays.objected(Reason.ReleaseRefused.name(), PlainText.of(message, MESSAGE_LIMIT)),
                List.of(),
                Optional.of(again));
    }

    /** There is nothing that could be armed. What was promoted and approved stays on record. */
    public static GateOutcome unarmed(@Nullable GateStatus before, String message, Instant now) {
        return new GateOutcome(changed(before, GateState.Unarmed, message, now), List.of(), Optional.empty());
    }

    /** The gate of a checklist that is switched off; what was promoted and approved stays on record. */
    public static GateStatus suspended(@Nullable GateStatus before, Instant now) {
        return changed(
                before,
                GateState.Suspended,
                "spec.suspend is true: nothing is evaluated, held or released until it is false",
                now);
    }

    private static GateStatus changed(@Nullable GateStatus before, GateState state, String message, Instant now) {
        if (before == null) {
            return blank(state, message, now);
        }
        boolean same = state.name().equals(before.state()) && before.began().isPresent();
        return new GateStatus(
                state.name(),
                null,
                same ? before.since() : now.toString(),
                before.candidate(),
                before.running(),
                before.approved(),
                before.promoted(),
                before.retried(),
                message,
                null);
    }

    private static GateStatus blank(GateState state, String message, Instant now) {
        return new GateStatus(state.name(), null, now.toString(), null, null, null, List.of(), null, message, null);
    }
}
