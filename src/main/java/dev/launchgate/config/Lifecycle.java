package dev.launchgate.config;

import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.checklist.ChecklistPass;
import dev.launchgate.checklist.OrphanSweep;
import dev.launchgate.checklist.PassLog;
import dev.launchgate.checklist.Relisting;
import dev.launchgate.checklist.Wakeups;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.postmortem.PostmortemWakeups;
import dev.launchgate.postmortem.draft.DraftSweep;
import dev.launchgate.probe.Prober;
import dev.launchgate.probe.net.Probes;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts once HTTP is up, and stops them in the order in which nothing is written without the lease: probes,
 * controllers, caches, lease.
 */
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final Duration COMPARE = Duration.ofSeconds(10);
    private static final Duration SERVED = Duration.ofSeconds(20);
    private static final Duration DRAFTS = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    /** After a deletion: long enough for the same change to reach every cache. */
    private static final Duration SOON = Duration.ofMillis(500);

    private final Operator operator;
    private final Election election;
    private final KubeClusterView cluster;
    private final Prober prober;
    private final Unfailing sweeping;
    private final Unfailing relisting;
    private final Unfailing draftSweep;
    private final Wakeups wakeups;
    private final PostmortemWakeups postmortems;
    private final PostmortemController postmortemController;
    private final Unfailing postmortemStart;
    private final PassLog passLog;
    private final Announcer announcer;
    private final ChecklistPass pass;
    private final Meters meters;
    private final Probes network;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lifecycle").daemon().factory());
    private volatile boolean started;

    @Inject
    Lifecycle(
            Operator operator,
            Election election,
            KubeClusterView cluster,
            Prober prober,
            OrphanSweep sweep,
            DraftSweep drafts,
            Relisting relisting,
            Wakeups wakeups,
            PostmortemWakeups postmortems,
            PostmortemController postmortemController,
            PassLog passLog,
            Announcer announcer,
            ChecklistPass pass,
            Meters meters,
            Probes network) {
        this.pass = pass;
        this.meters = meters;
        this.network = network;
        this.announcer = announcer;
        this.operator = operator;
        this.election = election;
        this.cluster = cluster;
        this.prober = prober;
        this.sweeping = new Unfailing("the sweep for deleted checklists", sweep::sweep);
        this.draftSweep = new Unfailing("the sweep for drafts that nobody touched", drafts::sweep);
        this.relisting = new Unfailing("the look for missed checklists", relisting::look);
        this.wakeups = wakeups;
        this.postmortems = postmortems;
        this.postmortemController = postmortemController;
        this.postmortemStart =
                new Unfailing("the start of the controller of postmortems", postmortemController::startOnceServed);
        this.passLog = passLog;
    }

    void start(@Observes StartupEvent event) {
        worker.execute(new Unfailing("the start", this::startControllers));
    }

    private void startControllers() {
        prober.start();
        election.start(this::lead, this::follow);
        cluster.onChange(ResourceKind.LAUNCH_CHECKLIST, this::sweepSoon);
        startOperator();
    }

    /** An API server that is slow or away at start is waited for; until then readiness says so. */
    private void startOperator() {
        try {
            operator.start();
            started = true;
        } finally {
            if (!started) {
                worker.schedule(
                        new Unfailing("the start of the controllers", this::startOperator),
                        AGAIN.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }
        LOG.info("controllers started");
        worker.scheduleWithFixedDelay(relisting, COMPARE.toMillis(), COMPARE.toMillis(), TimeUnit.MILLISECONDS);
        worker.scheduleWithFixedDelay(postmortemStart, 0, SERVED.toMillis(), TimeUnit.MILLISECONDS);
        worker.scheduleWithFixedDelay(draftSweep, DRAFTS.toMillis(), DRAFTS.toMillis(), TimeUnit.MILLISECONDS);
        worker.scheduleWithFixedDelay(sweeping, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweepSoon() {
        if (!worker.isShutdown()) {
            worker.schedule(sweeping, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lead() {
        passLog.restart();
        wakeups.wakeAll();
        postmortems.wakeAll();
    }

    /** The next leader asks and counts; answers of now would be old, and gauges false, by the time we lead again. */
    private void follow() {
        pass.keep(Set.of());
        meters.keep(Set.of());
        meters.postmortems().forgetAll();
    }

    /** Whether the controllers have read what they start from. */
    boolean started() {
        return started;
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        LOG.info("stopping");
        worker.shutdownNow();
        prober.close();
        network.close();
        if (started) {
            operator.stop();
        }
        postmortemController.stop();
        announcer.close();
        cluster.close();
        election.close();
    }
}
