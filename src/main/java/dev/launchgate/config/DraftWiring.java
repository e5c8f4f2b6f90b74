package dev.launchgate.config;

import dev.launchgate.announce.Announcer;
import dev.launchgate.checklist.IncidentDrafts;
import dev.launchgate.checklist.Wakeups;
import dev.launchgate.postmortem.draft.DraftRetention;
import dev.launchgate.postmortem.draft.DraftSweep;
import dev.launchgate.postmortem.draft.DraftWriter;
import dev.launchgate.postmortem.draft.IncidentDrafter;
import dev.launchgate.postmortem.draft.kube.KubeDrafts;
import dev.launchgate.postmortem.draft.kube.KubeScenes;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts together what drafts postmortems. */
@Singleton
public class DraftWiring {
    private static final int DRAFTS_WAITING = 100;

    private final Settings settings;
    private final KubernetesClient client;

    @Inject
    DraftWiring(Settings settings, KubernetesClient client) {
        this.settings = settings;
        this.client = client;
    }

    @Produces
    @Singleton
    IncidentDrafts drafts(Election election, Announcer announcer, Wakeups wakeups) {
        if (!settings.postmortems().drafts()) {
            return IncidentDrafts.NONE;
        }
        // What is too much is refused, and comes again with a later pass.
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(DRAFTS_WAITING),
                Thread.ofPlatform().name("drafts").daemon().factory());
        DraftWriter writer =
                new DraftWriter(new KubeScenes(client), keptDrafts(election), draftRetention(), InstantSource.system());
        return new IncidentDrafter(writer, announcer, wakeups::wake, one, InstantSource.system(), System::nanoTime);
    }

    @Produces
    @Singleton
    DraftSweep draftSweep(Election election) {
        return new DraftSweep(keptDrafts(election), draftRetention(), election, InstantSource.system());
    }

    private KubeDrafts keptDrafts(Election election) {
        return new KubeDrafts(client, settings.namespaces().orElse(Set.of()), election);
    }

    private DraftRetention draftRetention() {
        return SettingDurations.retention(settings.postmortems().draftRetention());
    }
}
