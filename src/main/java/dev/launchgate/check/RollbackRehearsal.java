package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Rehearsal;
import dev.launchgate.api.v1alpha1.RollbackParams;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether going back was tried: seen by Launchgate, or declared with its date. */
final class RollbackRehearsal {
    private RollbackRehearsal() {}

    static void judge(RollbackParams params, Facts facts, Parts parts) {
        if (params.rehearsal() == Rehearsal.None) {
            return;
        }
        boolean declared = params.rehearsal() == Rehearsal.Declared;
        Optional<Instant> at = declared
                ? Optional.ofNullable(params.rehearsedAt())
                        .map(text -> DateTimes.parse(text).orElseThrow())
                : facts.history().lastReturn();
        if (at.isEmpty()) {
            parts.add(AcceptedRisks.cover(notRehearsed(params, declared), params.acceptedRisk(), facts.now()));
            return;
        }
        Duration maxAge = Durations.parse(params.maxAge());
        String day = DateTimes.day(at.get());
        Optional<Judgement> future = DateTimes.future("rehearsedAt", at.get(), facts.now());
        if (future.isPresent()) {
            parts.add(future.get());
        } else if (Duration.between(at.get(), facts.now()).compareTo(maxAge) > 0) {
            parts.add(Judgement.fail(
                    Reason.RehearsalTooOld,
                    "rehearsed on %s, at most %s allowed; rehearse it again%s"
                            .formatted(day, Durations.format(maxAge), declared ? " and update rehearsedAt" : "")));
        } else if (declared) {
            parts.add(Judgement.declared("rehearsal of " + day, "rehearsal: Observed"));
        } else {
            parts.remark("last returned on " + day);
        }
    }

    private static Judgement notRehearsed(RollbackParams params, boolean declared) {
        return Judgement.fail(
                Reason.NotRehearsed,
                declared
                        ? "nobody has said when it was rehearsed; rehearse it, then set rehearsedAt"
                        : "no rollback seen in %s; do one, or set rehearsal Declared"
                                .formatted(Durations.format(Durations.parse(params.maxAge()))));
    }
}
