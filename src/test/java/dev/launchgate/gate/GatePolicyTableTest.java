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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gate opens in exactly the cells of one table, over every recorded state, every live shape, every verdict, severity,
 * mode, policy, arming and recorded approval. The table is {@link #why}; it is written from the design of the gate, and not
 * from its code.
 */
class GatePolicyTableTest {
    private static final int SHOWN = 10;
    private static final Set<GateState> NOTHING_RELEASED =
            EnumSet.of(GateState.Armed, GateState.Held, GateState.Approved, GateState.Bypassed);

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
    private static Optional<Reason> why(GateCell cell) {
        boolean nothingWaits = switch (cell.wanted()) {
            case LAST, RESTART -> cell.pods() == Pods.WANTED || cell.pods() == Pods.SCALED_TO_ZERO;
            case NEW, FIRST, EARLIER, SIXTH_LAST -> false;
        };
        if (nothingWaits) {
            // Lifting the pause starts no pod. Where idle Deployments stay paused there is nothing to lift.
            return Optional.of(Reason.RolledBack).filter(lift -> cell.arming() == Arming.AutoHold);
        }
        boolean onlyRestarts = cell.wanted() == Wanted.RESTART
                && (cell.pods() == Pods.OLD || cell.pods() == Pods.ROLLING || cell.pods() == Pods.STUCK);
        if (onlyRestarts) {
            return Optional.of(Reason.RestartPassed);
        }
        boolean wasPromoted =
                cell.wanted() == Wanted.LAST || cell.wanted() == Wanted.RESTART || cell.wanted() == Wanted.EARLIER;
        if (wasPromoted && cell.rollback() == RollbackPolicy.Allow) {
            return Optional.of(Reason.RolledBack);
        }
        boolean nothingElseEverRan = cell.wanted() == Wanted.FIRST
                && (cell.pods() == Pods.NONE || cell.pods() == Pods.WANTED || cell.pods() == Pods.SCALED_TO_ZERO);
        if (nothingElseEverRan && cell.firstLaunch() == FirstLaunch.Allow) {
            return Optional.of(Reason.FirstLaunchAllowed);
        }
        return Optional.of(Reason.ChecklistPassed).filter(passed -> itemsAllow(cell.evidence()));
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
                && why(cell).isPresent();
    }

    @ParameterizedTest(name = "a Deployment that wants {0} is resumed in exactly the listed cells")
    @EnumSource
    void resumesInExactlyTheListedCells(Wanted wanted) {
        Tally tally = new Tally();
        GateCell.all(wanted, Mode.PAUSE).forEach(cell -> check(cell, tally));

        assertThat(tally.deviations).isEmpty();
        assertThat(tally.cells).isEqualTo(7 * 2 * 19 * 3 * 2 * 2 * 3 * 10 * 7 + 7 * 2 * 19 * 3 * 2 * 2 * 3);
        assertThat(tally.reasons).isEqualTo(reasonsOf(wanted));
    }

    private static Set<Reason> reasonsOf(Wanted wanted) {
        return switch (wanted) {
            case NEW, SIXTH_LAST -> EnumSet.of(Reason.ChecklistPassed);
            case FIRST -> EnumSet.of(Reason.FirstLaunchAllowed, Reason.ChecklistPassed);
            case LAST, EARLIER -> EnumSet.of(Reason.RolledBack, Reason.ChecklistPassed);
            case RESTART -> EnumSet.of(Reason.RestartPassed, Reason.RolledBack, Reason.ChecklistPassed);
        };
    }

    @ParameterizedTest(name = "mode {0} never moves")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAUSE")
    void otherModesNeverMove(Mode mode) {
        for (Wanted wanted : Wanted.values()) {
            GateCell.all(wanted, mode).forEach(cell -> {
                GateInput input = cell.input();
                for (GateState state : GateState.values()) {
                    for (Recorded recorded : List.of(Recorded.MATCHING, Recorded.ABSENT)) {
                        GateStatus before = cell.recorded(state.name(), approval(cell, recorded));
                        assertThat(policy.decide(GateCell.with(input, before)).move())
                                .as("%s in state %s", cell, state)
                                .isEqualTo(GateMove.NONE);
                    }
                }
            });
        }
    }

    private void check(GateCell cell, Tally tally) {
        GateInput input = cell.input();
        tally.decide(cell, input, null, Recorded.ABSENT);
        for (Recorded recorded : Recorded.values()) {
            Approval approval = approval(cell, recorded);
            for (GateState state : GateState.values()) {
                tally.decide(cell, input, cell.recorded(state.name(), approval), recorded);
            }
        }
    }

    private @Nullable Approval approval(GateCell cell, Recorded recorded) {
        if (recorded == Recorded.ABSENT) {
            return null;
        }
        Approval present = presentDecision(cell);
        return new Approval(
                recorded == Recorded.OTHER_TEMPLATE ? Templates.template("v8").identity() : present.templateHash(),
                null,
                recorded == Recorded.OTHER_UID ? "another-uid" : present.uid(),
                recorded == Recorded.OTHER_GENERATION ? Long.valueOf(GateCell.GENERATION - 1) : present.generation(),
                "2026-11-20T09:59:59Z",
                recorded == Recorded.OTHER_REASON ? Reason.SeveralItemsBlock.name() : present.reason(),
                recorded == Recorded.OTHER_DIGEST
                        ? present.digest().replace('a', 'b').replace('1', '2')
                        : present.digest());
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
        private final List<String> deviations = new ArrayList<>();
        private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        private long cells;

        void decide(GateCell cell, GateInput input, @Nullable GateStatus before, Recorded recorded) {
            cells++;
            String state = before == null ? "" : before.state();
            GateDecision decision = policy.decide(GateCell.with(input, before));
            Optional<Reason> why = why(cell);
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
            } else if (before != null && NOTHING_RELEASED.contains(GateState.valueOf(state))) {
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
