package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision in the making: starts from what the status records, and keeps what a state does not change. */
final class Draft {
    private static final int MESSAGE_LIMIT = 1024;
    private static final int IMAGES_KEPT = 20;
    private static final int IMAGE_LIMIT = 512;

    private final GateInput input;
    private final Optional<GateStatus> before;
    private final GateState previous;
    private final List<Transition> transitions = new ArrayList<>();
    private final Promotions promoted;
    private @Nullable Approval approved;
    private @Nullable String retried;
    private GateMove move = GateMove.NONE;

    Draft(GateInput input) {
        this.input = input;
        this.before = Optional.ofNullable(input.before());
        this.previous =
                before.map(recorded -> GateState.named(recorded.state())).orElse(GateState.Unarmed);
        this.promoted = new Promotions(before.map(GateStatus::promoted).orElse(List.of()), input.workload());
        this.approved = before.map(GateStatus::approved).orElse(null);
        this.retried = before.map(GateStatus::retried).orElse(null);
    }

    /** The state that the status records; Unarmed before the first pass or when the word is not known. */
    GateState previous() {
        return previous;
    }

    /** Whether the gate could not be closed, because somebody keeps it open. */
    boolean contested() {
        return Contested.recorded(input.before()).isPresent();
    }

    /** Whether the state was the same for the same candidate, so that nothing new happened. */
    boolean already(GateState state, @Nullable PodTemplate candidate) {
        return previous == state
                && before.map(GateStatus::candidate)
                        .map(Revision::templateHash)
                        .equals(Optional.ofNullable(candidate).map(PodTemplate::identity));
    }

    /**
     * The recorded release of what the Deployment wants. A release that was only simulated, and one that a state contradicts
     * which no release leaves behind, are none.
     */
    Optional<Approval> releaseOf(Workload workload) {
        return switch (previous) {
            case Armed, Held, Bypassed -> Optional.empty();
            case Unarmed, Approved, Releasing, Frozen, Suspended, Signalling, Auditing ->
                approved().filter(record -> isReleaseOf(record, workload.uid(), workload.template()));
        };
    }

    /** Whether the record says that the gate let this template of this object out. */
    boolean wasReleased(String uid, PodTemplate template) {
        return approved().filter(record -> isReleaseOf(record, uid, template)).isPresent();
    }

    private static boolean isReleaseOf(Approval record, String uid, PodTemplate template) {
        return record.uid().equals(uid)
                && record.templateHash().equals(template.identity())
                && !record.reason().equals(Reason.WouldRelease.name());
    }

    Optional<Approval> approved() {
        return Optional.ofNullable(approved);
    }

    Optional<String> retried() {
        return Optional.ofNullable(retried);
    }

    Optional<Promotion> lastPromoted() {
        return promoted.last();
    }

    /** Whether this is the latest promoted template, a restart of it included. */
    boolean isPromoted(PodTemplate template) {
        return lastPromoted()
                .map(Promotion::templateHash)
                .filter(template.identity()::equals)
                .isPresent();
    }

    /** Whether this is one of the last five promoted templates. */
    boolean wasPromoted(PodTemplate template) {
        return promoted.has(template);
    }

    /** Whether the status says that this ReplicaSet, or this template, ran already. */
    boolean ranBefore(OwnedReplicaSet set) {
        return promoted.ranIn(set.uid())
                || before.map(GateStatus::running)
                        .map(Revision::templateHash)
                        .filter(set.template().identity()::equals)
                        .isPresent();
    }

    /** Takes a template as the promoted one: the newest of at most five. */
    Draft promote(PodTemplate template) {
        promoted.add(template, now());
        return this;
    }

    Draft approve(@Nullable Approval approval) {
        approved = approval;
        return this;
    }

    Draft retry(@Nullable String obeyed) {
        retried = obeyed;
        return this;
    }

    Draft move(GateMove next) {
        move = next;
        return this;
    }

    Draft say(Reason reason, String message) {
        transitions.add(new Transition(reason, message));
        return this;
    }

    /** When the release that the status records began; now, when it begins with this pass. */
    Instant releasedAt() {
        return previous == GateState.Releasing
                ? before.flatMap(GateStatus::began).orElse(input.now())
                : input.now();
    }

    /** What the status says of the gate, for states whose message is a fact of the moment they began. */
    String recordedMessage() {
        return before.map(GateStatus::message).orElse("");
    }

    /** Nothing waits. */
    GateDecision done(GateState state, String message) {
        return done(state, null, message);
    }

    /** @param candidate what waits or rolls out; null when nothing does */
    GateDecision done(GateState state, @Nullable PodTemplate candidate, String message) {
        boolean same =
                already(state, candidate) && before.flatMap(GateStatus::began).isPresent();
        GateStatus next = new GateStatus(
                state.name(),
                input.spec().mode() == GateMode.Pause ? input.arming().name() : null,
                same ? before.map(GateStatus::since).orElseGet(this::now) : now(),
                candidate == null ? null : revision(candidate),
                input.workload().running().map(Draft::revision).orElse(null),
                approved,
                promoted.toList(),
                retried,
                PlainText.of(message, MESSAGE_LIMIT),
                state == GateState.Unarmed
                        ? Contested.recorded(input.before()).map(Reason::name).orElse(null)
                        : null);
        return new GateDecision(next, move, transitions);
    }

    String now() {
        return input.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Revision revision(PodTemplate template) {
        return new Revision(
                template.identity(),
                template.images().stream()
                        .limit(IMAGES_KEPT)
                        .map(image -> PlainText.of(image, IMAGE_LIMIT))
                        .toList(),
                template.revision().orElse(null));
    }
}
