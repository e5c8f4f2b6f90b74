package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.gate.GateCell.Evidence;
import dev.launchgate.gate.GateCell.Mode;
import dev.launchgate.gate.GateCell.Pods;
import dev.launchgate.gate.GateCell.Wanted;
import dev.launchgate.status.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gate opens in exactly the cells of one table, over every recorded state, every live shape, every verdict, severity,
 * mode, policy, arming and recorded approval. The table is {@link #why}; it is written from the design of the gate, and not
 * from its code.
 */
class GatePolicyTableTest {
    private static final int SHOWN = 3;
    private static final Set<GateState> APPROVED = EnumSet.of(GateState.Approved);
    private static final Set<GateState> OTHERS = EnumSet.complementOf(EnumSet.of(GateState.Approved));
    private static final Recorded[] TYPICAL = {Recorded.MATCHING, Recorded.OTHER_TEMPLATE, Recorded.ABSENT};
    private static final Set<String> NOTHING_RELEASED = Set.of("Armed", "Held", "Approved", "Bypassed");
    private static final Set<String> NO_GATE = Set.of("Unarmed", "Suspended", "Signalling", "Auditing");

    private final GatePolicy policy = new GatePolicy();

    /** How the recorded approval relates to the one that the same facts would record. */
    private enum Recorded {
        MATCHING,
        OTHER_UID,
        OTHER_TEMPLATE,
        OTHER_GENERATION,
        OTHER_REASON,
        OTHER_DIGEST,
        ABSENT
    }

    /** Why the wanted template may go out, if it may: the whole table. */
    private static Optional<Reason> why(GateCell cell, String state, Recorded recorded) {
        boolean nothingWaits = adopted(cell, state, recorded)
                || promoted(cell, state, recorded)
                || bypassServes(cell, state)
                || switch (cell.wanted()) {
                    case LAST, RESTART -> cell.pods() == Pods.WANTED || cell.pods() == Pods.SCALED_TO_ZERO;
                    case NEW, FIRST, FIRST_RESTARTED, EARLIER, SIXTH_LAST -> false;
                };
        if (nothingWaits) {
            // Lifting the pause starts no pod. Where idle Deployments stay paused there is nothing to lift.
            return Optional.of(Reason.RolledBack).filter(lift -> cell.arming() == Arming.AutoHold);
        }
        boolean otherPodsAreOlder = cell.pods() == Pods.OLD || cell.pods() == Pods.ROLLING || cell.pods() == Pods.STUCK;
        boolean onlyRestarts = switch (cell.wanted()) {
            case RESTART -> otherPodsAreOlder;
            // what served where no gate was in force counts as promoted
            case FIRST_RESTARTED -> otherPodsAreOlder && NO_GATE.contains(state) && !released(recorded);
            case NEW, FIRST, LAST, EARLIER, SIXTH_LAST -> false;
        };
        if (onlyRestarts) {
            return Optional.of(Reason.RestartPassed);
        }
        boolean wasPromoted =
                cell.wanted() == Wanted.LAST || cell.wanted() == Wanted.RESTART || cell.wanted() == Wanted.EARLIER;
        if (wasPromoted && cell.rollback() == RollbackPolicy.Allow) {
            return Optional.of(Reason.RolledBack);
        }
        boolean nothingElseEverRan = switch (cell.wanted()) {
            case FIRST -> cell.pods() == Pods.NONE || cell.pods() == Pods.WANTED || cell.pods() == Pods.SCALED_TO_ZERO;
            case FIRST_RESTARTED -> cell.pods() != Pods.OTHERS;
            case NEW, LAST, RESTART, EARLIER, SIXTH_LAST -> false;
        };
        if (nothingElseEverRan && cell.firstLaunch() == FirstLaunch.Allow) {
            return Optional.of(Reason.FirstLaunchAllowed);
        }
        return Optional.of(Reason.ChecklistPassed).filter(passed -> itemsAllow(cell.evidence()));
    }

    /** What runs alone where no gate was in force counts as promoted, unless the gate itself had let it out. */
    private static boolean adopted(GateCell cell, String state, Recorded recorded) {
        return cell.pods() == Pods.WANTED && NO_GATE.contains(state) && !released(recorded);
    }

    /** What the gate let out, serves alone and passes what is judged after the release is promoted. Recovery waits for no item. */
    private static boolean promoted(GateCell cell, String state, Recorded recorded) {
        boolean recovery = recorded != Recorded.OTHER_REASON
                && (cell.wanted() == Wanted.EARLIER || cell.wanted() == Wanted.LAST)
                && cell.rollback() == RollbackPolicy.Allow;
        return cell.pods() == Pods.WANTED
                && (NO_GATE.contains(state) || state.equals("Releasing") || state.equals("Frozen"))
                && released(recorded)
                && (recovery || cell.afterRelease() == Verdict.Pass);
    }

    /** A bypass that serves alone is a fact: it counts as promoted. */
    private static boolean bypassServes(GateCell cell, String state) {
        return state.equals("Bypassed") && cell.pods() == Pods.WANTED;
    }

    private static boolean released(Recorded recorded) {
        return recorded != Recorded.ABSENT && recorded != Recorded.OTHER_UID && recorded != Recorded.OTHER_TEMPLATE;
    }

    private static boolean itemsAllow(Evidence evidence) {
        boolean lets = evidence.verdict() == Verdict.Pass
                || evidence.verdict() == Verdict.NotApplicable
                || evidence.verdict() == Verdict.Waived;
        return evidence.specAccepted()
                && (evidence.severity() == Severity.Advisory || (lets && !evidence.remembered()));
    }

    private static boolean opens(GateCell cell, String state, Recorded recorded) {
        return cell.mode() == Mode.PAUSE
                && cell.paused()
                && state.equals(GateState.Approved.name())
                && recorded == Recorded.MATCHING
                && why(cell, state, recorded).isPresent();
    }

    @ParameterizedTest(name = "a Deployment that wants {0} is resumed in exactly the listed cells")
    @EnumSource
    void resumesInExactlyTheListedCells(Wanted wanted) {
        Tally tally = new Tally();
        GateCell.everyEvidence(wanted).parallel().forEach(cell -> decide(cell, APPROVED, Recorded.values(), tally));
        GateCell.typicalEvidence(wanted, Mode.PAUSE).parallel().forEach(cell -> decide(cell, OTHERS, TYPICAL, tally));

        assertThat(tally.deviations).isEmpty();
        int shapes = 7 * 2 * 3 * 2 * 2 * 3;
        assertThat(tally.cells.sum()).isEqualTo(shapes * 15 * 7 + shapes * 4 * 9 * 3);
        assertThat(tally.reasons).isEqualTo(reasonsOf(wanted));
    }

    /** What has no pods and was never promoted is held like any candidate, whatever comes to it without a gate before. */
    @Test
    void whatSleepsUnjudgedIsHeldWhereNoGateWasInForce() {
        for (Wanted wanted : List.of(Wanted.NEW, Wanted.FIRST, Wanted.FIRST_RESTARTED, Wanted.SIXTH_LAST)) {
            GateCell.typicalEvidence(wanted, Mode.PAUSE)
                    .filter(cell -> cell.pods() == Pods.SCALED_TO_ZERO && !cell.paused())
                    .forEach(cell -> {
                        for (String state : NO_GATE) {
                            GateInput input = GateCell.with(cell.input(), cell.recorded(state, null));
                            GateDecision decision = policy.decide(input);
                            assertThat(decision.next().state())
                                    .as("%s after %s", cell, state)
                                    .isEqualTo("Held");
                            assertThat(decision.move())
                                    .as("%s after %s", cell, state)
                                    .isInstanceOf(GateMove.Pause.class);
                        }
                    });
        }
    }

    @Test
    void theFirstPassOpensNothing() {
        for (Wanted wanted : Wanted.values()) {
            GateCell.typicalEvidence(wanted, Mode.PAUSE)
                    .forEach(cell -> assertThat(policy.decide(cell.input()).move())
                            .as("%s", cell)
                            .isNotInstanceOf(GateMove.Resume.class));
        }
    }

    private static Set<Reason> reasonsOf(Wanted wanted) {
        return switch (wanted) {
            case NEW, SIXTH_LAST -> EnumSet.of(Reason.ChecklistPassed);
            case FIRST, FIRST_RESTARTED -> EnumSet.of(Reason.FirstLaunchAllowed, Reason.ChecklistPassed);
            case LAST, EARLIER -> EnumSet.of(Reason.RolledBack, Reason.ChecklistPassed);
            case RESTART -> EnumSet.of(Reason.RestartPassed, Reason.RolledBack, Reason.ChecklistPassed);
        };
    }

    @ParameterizedTest(name = "mode {0} never moves")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAUSE")
    void otherModesNeverMove(Mode mode) {
        Queue<String> moved = new ConcurrentLinkedQueue<>();
        for (Wanted wanted : Wanted.values()) {
            GateCell.typicalEvidence(wanted, mode).parallel().forEach(cell -> {
                GateInput input = cell.input();
                Approval present = presentDecision(cell);
                for (GateState state : GateState.values()) {
                    for (Recorded recorded : List.of(Recorded.MATCHING, Recorded.ABSENT)) {
                        GateStatus before = cell.recorded(state.name(), approval(present, recorded));
                        if (!policy.decide(GateCell.with(input, before)).move().equals(GateMove.NONE)) {
                            moved.add("%s in state %s".formatted(cell, state));
                        }
                    }
                }
            });
        }
        assertThat(moved).isEmpty();
    }

    private void decide(GateCell cell, Set<GateState> states, Recorded[] records, Tally tally) {
        GateInput input = cell.input();
        Approval present = presentDecision(cell);
        for (Recorded recorded : records) {
            Approval approval = approval(present, recorded);
            for (GateState state : states) {
                tally.decide(cell, input, cell.recorded(state.name(), approval), recorded);
            }
        }
    }

    private static @Nullable Approval approval(Approval present, Recorded recorded) {
        if (recorded == Recorded.ABSENT) {
            return null;
        }
        return new Approval(
                recorded == Recorded.OTHER_TEMPLATE ? Templates.template("v8").identity() : present.templateHash(),
                null,
                recorded == Recorded.OTHER_UID ? "another-uid" : present.uid(),
                recorded == Recorded.OTHER_GENERATION ? Long.valueOf(GateCell.GENERATION - 1) : present.generation(),
                "2026-11-20T09:59:59Z",
                recorded == Recorded.OTHER_REASON ? Reason.SeveralItemsBlock.name() : present.reason(),
                recorded == Recorded.OTHER_DIGEST
                        ? present.digest().replace('a', 'b').replace('1', '2')
                        : present.digest(),
                null);
    }

    /** What the facts of the cell would record; where they record nothing, what they did while its items still passed. */
    private Approval presentDecision(GateCell cell) {
        GateCell held = cell.pausedInModePause();
        return Stream.of(held, held.with(Evidence.PASSING), held.with(Arming.AutoHold))
                .map(world -> policy.decide(GateCell.with(world.input(), world.recorded(GateState.Held.name(), null))))
                .map(decision -> decision.next().approved())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow();
    }

    /** Decides cells, counts them, and collects where the policy and the table disagree. */
    private final class Tally {
        private final Queue<String> deviations = new ConcurrentLinkedQueue<>();
        private final Set<Reason> reasons = ConcurrentHashMap.newKeySet();
        private final LongAdder cells = new LongAdder();

        void decide(GateCell cell, GateInput input, GateStatus before, Recorded recorded) {
            cells.increment();
            String state = before.state();
            GateDecision decision = policy.decide(GateCell.with(input, before));
            Optional<Reason> why = why(cell, state, recorded);
            boolean approves = GateState.Approved.name().equals(decision.next().state());
            if (decision.move() instanceof GateMove.Resume resume) {
                reasons.add(why.orElse(Reason.InternalError));
                expect(opens(cell, state, recorded), "opens", cell, state, recorded);
                expect(
                        resume.approval().equals(before.approved()),
                        "resumes something unrecorded",
                        cell,
                        state,
                        recorded);
            } else {
                expect(!opens(cell, state, recorded), "stays shut", cell, state, recorded);
            }
            if (approves) {
                Approval record = decision.next().approved();
                boolean right = cell.paused()
                        && why.isPresent()
                        && record != null
                        && record.reason().equals(why.get().name())
                        && record.uid().equals(WorkloadBuilder.UID)
                        && record.templateHash().equals(cell.wanted().template().identity())
                        && record.generation() == GateCell.GENERATION;
                expect(right, "records a release", cell, state, recorded);
            } else if (NOTHING_RELEASED.contains(state)) {
                boolean due = cell.paused() && why.isPresent() && !opens(cell, state, recorded);
                expect(!due, "holds for ever", cell, state, recorded);
            }
        }

        private void expect(boolean fine, String what, GateCell cell, String state, Recorded recorded) {
            if (!fine && deviations.size() < SHOWN) {
                deviations.add("%s: state %s, approval %s, %s".formatted(what, state, recorded, cell));
            }
        }
    }
}
