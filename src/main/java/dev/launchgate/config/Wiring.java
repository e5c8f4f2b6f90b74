package dev.launchgate.config;

import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.check.ArgoCd;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.checklist.Administration;
import dev.launchgate.checklist.ChecklistPass;
import dev.launchgate.checklist.OrphanSweep;
import dev.launchgate.checklist.PassLog;
import dev.launchgate.checklist.Relisting;
import dev.launchgate.checklist.Wakeups;
import dev.launchgate.cluster.ClusterOwnAddresses;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.cluster.kube.KubeSecretLook;
import dev.launchgate.cluster.kube.KubeSecretSource;
import dev.launchgate.gate.kube.DeploymentGate;
import dev.launchgate.gate.kube.Orphans;
import dev.launchgate.postmortem.KubeDocuments;
import dev.launchgate.postmortem.PostmortemPass;
import dev.launchgate.postmortem.PostmortemReconciler;
import dev.launchgate.postmortem.PostmortemWakeups;
import dev.launchgate.postmortem.capture.Captures;
import dev.launchgate.probe.Prober;
import dev.launchgate.probe.net.AddressPolicy;
import dev.launchgate.probe.net.DnsProbe;
import dev.launchgate.probe.net.EgressGuard;
import dev.launchgate.probe.net.NameServers;
import dev.launchgate.probe.net.Probes;
import dev.launchgate.probe.net.SystemResolver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts the parts together: the one place that knows every constructor. */
@Singleton
public class Wiring {
    private static final int EVENTS_WAITING = 2_000;
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final Settings settings;
    private final KubernetesClient client;

    @Inject
    Wiring(Settings settings, KubernetesClient client) {
        this.settings = settings;
        this.client = client;
    }

    @Produces
    @Singleton
    Election election() {
        Settings.LeaderElection wanted = settings.leaderElection();
        if (!wanted.enabled()) {
            return Election.alone();
        }
        return new LeaseLeadership(
                client,
                wanted.namespace().orElseGet(client::getNamespace),
                wanted.name(),
                settings.instance(),
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().name("lease-", 0).daemon().factory()),
                System::nanoTime);
    }

    @Produces
    @Singleton
    Wakeups wakeups() {
        return new Wakeups();
    }

    @Produces
    @Singleton
    PostmortemWakeups postmortemWakeups() {
        return new PostmortemWakeups();
    }

    @Produces
    @Singleton
    PostmortemController postmortemController(
            KubeClusterView cluster,
            Election election,
            Announcer announcer,
            Meters meters,
            Wakeups checklists,
            PostmortemWakeups wakeups,
            Prober prober) {
        PostmortemPass pass = new PostmortemPass(CheckRegistry.standard(), InstantSource.system());
        Captures captures = new Captures(
                new KubeDocuments(client, election),
                prober,
                MonitoringServers.of(settings).keySet());
        return new PostmortemController(
                client,
                settings.namespaces().orElse(Set.of()),
                new PostmortemReconciler(
                        pass, Optional.of(captures), cluster, election, announcer, meters, checklists, wakeups));
    }

    @Produces
    @Singleton
    PassLog passLog() {
        return new PassLog(System::nanoTime);
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }

    /** A change of an object is also a reason to ask the network again: what was wrong may just have been mended. */
    @Produces
    @Singleton
    KubeClusterView cluster(Wakeups wakeups, Instance<Prober> prober) {
        return new KubeClusterView(
                client,
                settings.namespaces().orElse(Set.of()),
                owner -> {
                    wakeups.wake(owner);
                    prober.get().askNow(owner);
                },
                System::nanoTime);
    }

    @Produces
    @Singleton
    Probes network(KubeClusterView cluster) {
        AddressPolicy policy = policy(settings.egress());
        SystemResolver resolver =
                new SystemResolver(NameServers.of(settings.dns().resolvers().orElse(List.of()), RESOLV_CONF));
        EgressGuard guard =
                new EgressGuard(policy, new ClusterOwnAddresses(cluster.unrecorded(), System::nanoTime), resolver);
        DnsProbe dns = new DnsProbe(guard, resolver);
        return new Probes(
                guard,
                dns::ask,
                new KubeSecretSource(client),
                new KubeSecretLook(client),
                MonitoringServers.of(settings),
                InstantSource.system(),
                System::nanoTime);
    }

    static AddressPolicy policy(Settings.Egress egress) {
        return AddressPolicy.allowing(egress.allow().orElse(List.of()))
                .closing(egress.deny().orElse(List.of()));
    }

    @Produces
    @Singleton
    Prober prober(Probes network, Wakeups wakeups, PostmortemWakeups postmortems, Meters meters) {
        return new Prober(
                network,
                settings.probes().concurrency(),
                settings.probes().perHostPerSecond(),
                owner -> {
                    if (owner.startsWith(Captures.OWNER)) {
                        postmortems.wakeOwner(owner);
                    } else {
                        wakeups.wake(owner);
                    }
                },
                meters::probed,
                System::nanoTime);
    }

    @Produces
    @Singleton
    Announcer announcer(Election election, Meters meters) {
        // Events are a courtesy: when they cannot be written fast enough the oldest are dropped, and no pass waits.
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(EVENTS_WAITING),
                Thread.ofPlatform().name("events").daemon().factory(),
                new ThreadPoolExecutor.DiscardOldestPolicy());
        return new Announcer(client, election, InstantSource.system(), settings.instance(), meters, one);
    }

    @Produces
    @Singleton
    ChecklistPass pass(KubeClusterView cluster, Election election, Prober prober) {
        CheckRegistry checks = CheckRegistry.standard();
        DeploymentGate gate = new DeploymentGate(
                client,
                election,
                SettingDurations.provenFor(settings.policies().provenFor()),
                written -> cluster.offer(ResourceKind.DEPLOYMENT, written),
                InstantSource.system(),
                System::nanoTime);
        return new ChecklistPass(
                checks,
                prober,
                gate,
                new Administration(
                        settings.references().sharedNamespaces().orElse(Set.of()),
                        settings.references().clusterKinds().orElse(Set.of()),
                        MonitoringServers.of(settings).keySet(),
                        new ArgoCd(
                                settings.argocd().namespace(), settings.argocd().instanceLabel())),
                InstantSource.system(),
                System::nanoTime);
    }

    @Produces
    @Singleton
    Relisting relisting(KubeClusterView cluster, Wakeups wakeups) {
        return new Relisting(cluster, wakeups);
    }

    @Produces
    @Singleton
    OrphanSweep sweep(
            KubeClusterView cluster,
            Wakeups wakeups,
            Election election,
            Announcer announcer,
            ChecklistPass pass,
            PassLog passLog,
            Meters meters) {
        Orphans orphans = new Orphans(client, election, written -> cluster.offer(ResourceKind.DEPLOYMENT, written));
        return new OrphanSweep(cluster, wakeups, election, orphans, announcer, pass, passLog, meters);
    }
}
