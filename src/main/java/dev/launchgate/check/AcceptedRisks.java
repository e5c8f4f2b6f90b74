package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AcceptedRisk;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Failing parts that somebody accepts until a date. */
final class AcceptedRisks {
    private static final Duration LONGEST = Duration.ofDays(366);

    private AcceptedRisks() {}

    static void refuse(@Nullable AcceptedRisk risk, String path, Refusals refusals) {
        if (risk == null) {
            return;
        }
        SpecBounds.text(risk.reason(), 1, 500, path + ".reason", refusals);
        SpecBounds.text(risk.by(), 1, 100, path + ".by", refusals);
        DateTimes.refuse(risk.until(), path + ".until", refusals);
    }

    /** The part as it counts: a failing one that is accepted passes, and the message says on whose word and until when. */
    static Judgement cover(Judgement part, @Nullable AcceptedRisk risk, Instant now) {
        if (risk == null || part.verdict() != Verdict.Fail) {
            return part;
        }
        Instant until = DateTimes.parse(risk.until()).orElseThrow();
        if (until.isAfter(now.plus(LONGEST))) {
            return Judgement.fail(
                    Reason.DateInFuture,
                    "acceptedRisk.until: expected a date at most a year ahead, saw %s; decide again within a year"
                            .formatted(DateTimes.day(until)));
        }
        return until.isAfter(now)
                ? Judgement.pass(
                        Reason.RiskAccepted,
                        "accepted by %s until %s: %s".formatted(risk.by(), DateTimes.day(until), risk.reason()))
                : Judgement.fail(
                        Reason.AcceptanceExpired,
                        "%s; accepted by %s until %s, which has passed"
                                .formatted(part.message(), risk.by(), DateTimes.day(until)));
    }
}
