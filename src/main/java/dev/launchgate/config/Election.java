package dev.launchgate.config;

import dev.launchgate.gate.kube.Leadership;
import java.time.Duration;

/** Which of several replicas acts. */
public interface Election extends Leadership, AutoCloseable {
    /**
     * Competes until closed.
     *
     * @param onLead called whenever this process begins to lead
     * @param onFollow called whenever it no longer leads, after {@link #holds} has become false
     */
    void start(Runnable onLead, Runnable onFollow);

    /** How long ago the API server last answered about the lease. */
    Duration sinceContact();

    @Override
    void close();

    /** The election of a process that is alone. */
    static Election alone() {
        return new Election() {
            @Override
            public void start(Runnable onLead, Runnable onFollow) {
                onLead.run();
            }

            @Override
            public boolean holds() {
                return true;
            }

            @Override
            public Duration sinceContact() {
                return Duration.ZERO;
            }

            @Override
            public void close() {}
        };
    }
}
