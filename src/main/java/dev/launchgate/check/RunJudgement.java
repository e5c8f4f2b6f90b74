package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is said of one run, whatever workload made it. */
final class RunJudgement {
    private static final int LONGEST_REASON = 100;

    private RunJudgement() {}

    /** Why a success does not count; empty if it does. */
    static Optional<Judgement> age(Run success, JobParams params, Facts facts, String again) {
        Optional<Judgement> future = DateTimes.future(success.label(), success.at(), facts.now());
        if (future.isPresent() || params.maxAge() == null) {
            return future;
        }
        Duration maxAge = Durations.parse(params.maxAge());
        return Duration.between(success.at(), facts.now()).compareTo(maxAge) > 0
                ? Optional.of(Judgement.fail(
                        Reason.SuccessTooOld,
                        "%s: last succeeded %s, at most %s allowed; %s"
                                .formatted(success.label(), day(success.at()), Durations.format(maxAge), again)))
                : Optional.empty();
    }

    static Judgement failed(Run run) {
        String reason = PlainText.of(run.detail(), LONGEST_REASON);
        return Judgement.fail(
                Reason.JobFailed,
                "%s failed%s; see its log, mend it and run it again"
                        .formatted(run.label(), reason.isEmpty() ? "" : ": " + reason));
    }

    static Judgement running(Run run) {
        return Judgement.pending(Reason.JobRunning, run.label() + " is running; judged when it ends");
    }

    /** A part of the template's needs that is not there. */
    static Judgement notRunnable(String needed) {
        return Judgement.fail(
                Reason.JobNotRunnable, "its template needs %s, which is missing; create it".formatted(needed));
    }

    private static String day(Instant at) {
        return at.equals(Instant.EPOCH) ? "at a time that nothing tells" : "on " + DateTimes.day(at);
    }
}
