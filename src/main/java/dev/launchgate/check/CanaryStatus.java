package dev.launchgate.check;

import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;

/** What the status of a canary engine says of the engine's own work. */
final class CanaryStatus {
    private CanaryStatus() {}

    /** The engine never wrote one: before the first launch there was nothing to write about. */
    static Judgement none(Resource engine, Facts facts) {
        return facts.firstLaunch()
                ? Judgement.firstLaunch()
                : Judgement.unknown(
                        Reason.StatusOutdated,
                        "%s: has no status, spec is generation %d; its controller has not looked yet"
                                .formatted(engine.label(), engine.generation()));
    }

    /** @param observed the generation that the status is for */
    static Judgement outdated(Resource engine, String observed) {
        return Judgement.unknown(
                Reason.StatusOutdated,
                "%s: status is for generation %s, spec is %d; its controller has not looked yet"
                        .formatted(engine.label(), observed, engine.generation()));
    }

    /** @param failed the phase that means failure */
    static Judgement reported(Resource engine, String phase, String failed) {
        return phase.equals(failed)
                ? Judgement.fail(
                        Reason.CanaryFailed,
                        "%s: reports %s; see its status for the cause, mend it and roll out again"
                                .formatted(engine.label(), phase))
                : Judgement.pass(engine.label());
    }
}
