package dev.launchgate.postmortem.draft;

import dev.launchgate.gate.kube.Leadership;
import java.time.InstantSource;

/** Deletes drafts that nobody touched, now and then. */
public final class DraftSweep {
    private final Drafts drafts;
    private final DraftRetention retention;
    private final Leadership leadership;
    private final InstantSource clock;

    public DraftSweep(Drafts drafts, DraftRetention retention, Leadership leadership, InstantSource clock) {
        this.drafts = drafts;
        this.retention = retention;
        this.leadership = leadership;
        this.clock = clock;
    }

    /** Looks once. */
    public void sweep() {
        if (leadership.holds()) {
            retention.expired(drafts.everywhere(), clock.instant()).forEach(drafts::delete);
        }
    }
}
