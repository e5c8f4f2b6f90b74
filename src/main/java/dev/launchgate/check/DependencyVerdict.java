package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DependencyParams;
import dev.launchgate.api.v1alpha1.OnFailure;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a number of ready instances means, given what the application does without them and when that was last seen. */
final class DependencyVerdict {
    private final DependencyParams params;
    private final Instant now;
    private final Parts parts;
    private final Optional<Instant> tested;

    DependencyVerdict(DependencyParams params, Instant now, Parts parts) {
        this.params = params;
        this.now = now;
        this.parts = parts;
        this.tested = Optional.ofNullable(params.testedAt()).flatMap(DateTimes::parse);
    }

    /** Nothing of it is ready, whatever the application does about that. */
    void nothing(String subject, String next) {
        parts.add(Judgement.fail(
                Reason.DependencyNotReady, "%s: 0 ready, expected %d; %s".formatted(subject, params.minReady(), next)));
    }

    /** @param ready at least one */
    void judge(String subject, int ready) {
        if (ready >= params.minReady()) {
            return;
        }
        String seen = "%s: %d ready, expected %d".formatted(subject, ready, params.minReady());
        parts.add(
                params.onFailure() == OnFailure.Fails || params.onFailure() == null
                        ? AcceptedRisks.cover(
                                Judgement.fail(
                                        Reason.SingleFailurePoint,
                                        seen
                                                + ", and the app fails without it; add a replica, add retries or fallback,"
                                                + " or record acceptedRisk"),
                                params.acceptedRisk(),
                                now)
                        : Judgement.pass(
                                Reason.DeclaredOnly,
                                "%s; that the app %s is %s"
                                        .formatted(
                                                seen, params.onFailure().name().toLowerCase(Locale.ROOT), word())));
    }

    private String word() {
        return tested.map(at -> "declared, last seen on " + DateTimes.day(at))
                .orElse("declared, not measured; add testedAt to prove it");
    }

    /** When the behaviour was last seen; only a drill shows it. */
    void drill() {
        tested.ifPresent(
                at -> DateTimes.future("testedAt", at, now).or(() -> tooOld(at)).ifPresent(parts::add));
    }

    private Optional<Judgement> tooOld(Instant at) {
        if (params.maxAge() == null) {
            return Optional.empty();
        }
        Duration most = Durations.parse(params.maxAge());
        return Duration.between(at, now).compareTo(most) > 0
                ? Optional.of(Judgement.fail(
                        Reason.BehaviourUntested,
                        "last seen on %s, at most %s allowed; do a drill and update testedAt"
                                .formatted(DateTimes.day(at), Durations.format(most))))
                : Optional.empty();
    }
}
