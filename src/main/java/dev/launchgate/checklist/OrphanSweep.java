package dev.launchgate.checklist;

import dev.launchgate.announce.Announcement;
import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.GatePolicy;
import dev.launchgate.gate.Workload;
import dev.launchgate.gate.kube.Leadership;
import dev.launchgate.gate.kube.Orphans;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a deleted checklist leaves behind. Checklists carry no finalizer, so that a namespace goes without us; this looks,
 * now and then and after each deletion, for Deployments that name a checklist while none gates them, and forgets what was
 * remembered for those that are gone.
 */
public final class OrphanSweep {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

    private static final Set<String> DEPLOYMENT_OR_DEFAULT = Set.of(TargetKind.Deployment.name(), "");

    private final KubeClusterView cluster;
    private final Wakeups framework;
    private final Leadership leadership;
    private final Orphans orphans;
    private final Announcer announcer;
    private final ChecklistPass pass;
    private final PassLog passLog;
    private final Meters meters;
    private final GatePolicy policy = new GatePolicy();

    public OrphanSweep(
            KubeClusterView cluster,
            Wakeups framework,
            Leadership leadership,
            Orphans orphans,
            Announcer announcer,
            ChecklistPass pass,
            PassLog passLog,
            Meters meters) {
        this.cluster = cluster;
        this.framework = framework;
        this.leadership = leadership;
        this.orphans = orphans;
        this.announcer = announcer;
        this.pass = pass;
        this.passLog = passLog;
        this.meters = meters;
    }

    /** Looks once. Never throws: it is called by a timer that would stop. */
    public void sweep() {
        try {
            if (cluster.everywhere(ResourceKind.LAUNCH_CHECKLIST) instanceof Lookup.Listed checklists) {
                sweep(checklists.resources().stream()
                        .filter(checklist ->
                                checklist.text("/metadata/deletionTimestamp").isEmpty())
                        .toList());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("the sweep for deleted checklists failed; it comes again", e);
        }
    }

    private void sweep(List<Resource> checklists) {
        Set<String> owners = remembered(checklists, framework.checklists());
        pass.keep(owners);
        passLog.keep(owners);
        meters.keep(owners);
        cluster.keep(owners);
        if (!leadership.holds()
                || !(cluster.everywhere(ResourceKind.DEPLOYMENT) instanceof Lookup.Listed deployments)) {
            return;
        }
        orphans(checklists, deployments.resources()).forEach(this::release);
    }

    /**
     * Whom something is remembered for: those that are watched, and those that the framework makes passes for. It hears of a
     * new one before the watch does now and then, and to forget what that one has just read would leave it unwoken.
     */
    static Set<String> remembered(List<Resource> watched, Stream<LaunchChecklist> known) {
        return Stream.concat(watched.stream().map(OrphanSweep::qualifiedName), known.map(ChecklistPass::owner))
                .collect(Collectors.toSet());
    }

    /** Deployments that name a checklist while none gates them: theirs is gone, or has another target. */
    static List<Resource> orphans(List<Resource> checklists, List<Resource> deployments) {
        Set<String> gated = checklists.stream()
                .filter(checklist -> DEPLOYMENT_OR_DEFAULT.contains(checklist.text("/spec/target/kind")))
                .map(checklist -> checklist.namespace() + "/" + checklist.text("/spec/target/name"))
                .collect(Collectors.toSet());
        return deployments.stream()
                .filter(deployment -> deployment.annotations().containsKey(Orphans.CHECKLIST))
                .filter(deployment -> !gated.contains(qualifiedName(deployment)))
                .toList();
    }

    /** One that cannot be looked after must not keep the others waiting. */
    private void release(Resource deployment) {
        try {
            letGo(deployment);
        } catch (RuntimeException e) {
            LOG.warn("Deployment {} could not be let go; it is tried again", qualifiedName(deployment), e);
        }
    }

    private void letGo(Resource deployment) {
        if (cluster.unrecorded().list(ResourceKind.REPLICA_SET, deployment.namespace(), Map.of())
                instanceof Lookup.Listed sets) {
            Workload workload = Workload.of(deployment, sets.resources());
            GateMove move = policy.orphaned(workload);
            orphans.act(move, workload)
                    .ifPresent(transition -> announcer.announce(
                            TargetReference.of(TargetKind.Deployment, workload), announcement(transition)));
        }
    }

    private static Announcement announcement(Transition transition) {
        return new Announcement(
                transition.reason(), transition.message(), transition.reason() == Reason.GateOrphaned, true);
    }

    private static String qualifiedName(Resource resource) {
        return resource.namespace() + "/" + resource.name();
    }
}
