package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.Finished;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * A write that somebody tries on a Deployment, and what must come of it.
 *
 * @param start how the Deployment is before
 * @param write tries it on the Deployment of this name
 * @param says what the server must say; empty for nothing in particular
 * @param paused whether the Deployment is paused afterwards
 */
record Attempt(
        String title,
        Start start,
        BiFunction<Workbench, String, Finished> write,
        boolean allowed,
        String says,
        boolean paused) {

    /** How a Deployment is before somebody writes. */
    enum Start {
        /** Paused, labelled. */
        HELD,
        /** Labelled, unpaused by the operator. */
        RELEASED
    }

    static Attempt held(String title, BiFunction<Workbench, String, Finished> write) {
        return new Attempt(title, Start.HELD, write, true, "", true);
    }

    static Attempt released(String title, BiFunction<Workbench, String, Finished> write) {
        return new Attempt(title, Start.RELEASED, write, true, "", false);
    }

    Attempt refused(String says) {
        return new Attempt(title, start, write, false, says, paused);
    }

    Attempt told(String says) {
        return new Attempt(title, start, write, true, says, paused);
    }

    Attempt paused(boolean after) {
        return new Attempt(title, start, write, allowed, says, after);
    }

    void proveOn(Workbench bench) {
        String name = start == Start.HELD ? bench.held() : bench.released();
        Finished finished = write.apply(bench, name);
        assertThat(finished.succeeded()).as(finished.said()).isEqualTo(allowed);
        assertThat(finished.said()).contains(says);
        assertThat(bench.paused(name)).as("paused after: %s", finished.said()).isEqualTo(paused);
    }

    @Override
    public String toString() {
        return start.name().toLowerCase(Locale.ROOT) + ": " + title + (allowed ? " passes" : " is refused");
    }
}
