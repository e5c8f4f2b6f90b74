package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is true when somebody keeps the gate from pausing: the Deployment is open, whatever was decided. */
final class Contested {
    private static final int MESSAGE_LIMIT = 1024;
    private static final Set<Reason> OBJECTIONS = EnumSet.of(Reason.PauseFieldConflict, Reason.PauseRefused);
    /** What is told only of a Deployment that is paused. */
    private static final Set<Reason> UNTRUE = EnumSet.of(
            Reason.Armed,
            Reason.Held,
            Reason.WrongReplicaSetRisk,
            Reason.Frozen,
            Reason.FrozenTooLate,
            Reason.UngatedChange);

    private final GateDecision decision;
    private final Optional<GateStatus> before;
    private final Workload workload;
    private final Reason objection;
    private final String who;
    private final GateState state;

    Contested(GateDecision decision, @Nullable GateStatus before, Workload workload, Reason objection, String who) {
        this.objection = objection;
        this.decision = decision;
        this.before = Optional.ofNullable(before);
        this.workload = workload;
        this.who = who;
        this.state = switch (GateState.named(decision.next().state())) {
            case Frozen, Releasing -> GateState.Releasing;
            case Held -> runs() ? GateState.Bypassed : GateState.Unarmed;
            case Unarmed, Armed, Approved, Bypassed, Suspended, Signalling, Auditing -> GateState.Unarmed;
        };
    }

    /** Why the gate could not be closed when the status was recorded. */
    static Optional<Reason> recorded(@Nullable GateStatus before) {
        return Optional.ofNullable(before)
                .map(GateStatus::objection)
                .flatMap(Reason::named)
                .filter(OBJECTIONS::contains);
    }

    private boolean runs() {
        return workload.setOf(workload.template().identity())
                .filter(OwnedReplicaSet::active)
                .isPresent();
    }

    GateStatus gate(Instant now) {
        GateStatus next = decision.next();
        Revision candidate = state == GateState.Unarmed ? null : next.candidate();
        return new GateStatus(
                state.name(),
                next.arming(),
                before.filter(old -> same(old, candidate))
                        .map(GateStatus::since)
                        .orElseGet(now::toString),
                candidate,
                next.running(),
                approved(),
                next.promoted(),
                next.retried(),
                PlainText.of(message(), MESSAGE_LIMIT),
                objection.name());
    }

    /**
     * The record of the release that was under way stays while its place is taken by another template: it tells that pausing
     * is to be tried again.
     */
    private @Nullable Approval approved() {
        GateStatus next = decision.next();
        return GateState.Held.name().equals(next.state())
                ? before.map(GateStatus::approved)
                        .filter(record -> record.uid().equals(workload.uid()))
                        .filter(record -> !record.templateHash()
                                .equals(workload.template().identity()))
                        .orElse(next.approved())
                : next.approved();
    }

    List<Transition> transitions() {
        Revision candidate = decision.next().candidate();
        boolean news = state == GateState.Bypassed
                && before.filter(old -> same(old, candidate)).isEmpty();
        Stream<Transition> rest =
                decision.transitions().stream().filter(transition -> !UNTRUE.contains(transition.reason()));
        return Stream.concat(
                        rest, news ? Stream.of(new Transition(Reason.Bypassed, message())) : Stream.<Transition>empty())
                .toList();
    }

    private String message() {
        PodTemplate wanted = workload.template();
        return switch (state) {
            case Bypassed ->
                "%s runs without approval and could not be paused: %s".formatted(wanted.displayName(), who);
            case Releasing -> "%s rolls out and could not be paused: %s".formatted(wanted.displayName(), who);
            default -> who;
        };
    }

    private boolean same(GateStatus old, @Nullable Revision candidate) {
        return old.state().equals(state.name())
                && old.began().isPresent()
                && hash(old.candidate()).equals(hash(candidate));
    }

    private static String hash(@Nullable Revision revision) {
        return revision == null ? "" : revision.templateHash();
    }
}
