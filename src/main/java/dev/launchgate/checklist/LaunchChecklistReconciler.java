package dev.launchgate.checklist;

import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.announce.StatusChange;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.gate.kube.Leadership;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * From an event of the framework to a pass, from its result to one status write, and then to what people hear. Announced is
 * what was stored: a write that is refused repeats the pass and says nothing twice; a crash between the two loses the event
 * and not the decision, which history has. The only class that knows the framework.
 */
@ControllerConfiguration(
        name = "launchchecklist",
        fieldManager = "launchgate",
        retry = EndlessRetry.class,
        // the only thing that heals a missed event
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
public class LaunchChecklistReconciler implements Reconciler<LaunchChecklist> {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ChecklistPass pass;
    private final KubeClusterView cluster;
    private final Leadership leadership;
    private final Announcer announcer;
    private final Meters meters;
    private final Wakeups wakeups;
    private final PassLog passLog;
    private final IncidentDrafts drafts;

    public LaunchChecklistReconciler(
            ChecklistPass pass,
            KubeClusterView cluster,
            Leadership leadership,
            Announcer announcer,
            Meters meters,
            Wakeups wakeups,
            PassLog passLog,
            IncidentDrafts drafts) {
        this.pass = pass;
        this.cluster = cluster;
        this.leadership = leadership;
        this.announcer = announcer;
        this.meters = meters;
        this.wakeups = wakeups;
        this.passLog = passLog;
        this.drafts = drafts;
    }

    @Override
    public List<EventSource<?, LaunchChecklist>> prepareEventSources(EventSourceContext<LaunchChecklist> context) {
        wakeups.checklists(context.getPrimaryCache());
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<LaunchChecklist> reconcile(LaunchChecklist checklist, Context<LaunchChecklist> context) {
        return Retried.pass(ChecklistPass.owner(checklist), meters, () -> pass(checklist, context));
    }

    private UpdateControl<LaunchChecklist> pass(LaunchChecklist checklist, Context<LaunchChecklist> context) {
        String owner = ChecklistPass.owner(checklist);
        if (!leadership.holds()) {
            // A follower keeps its caches warm and makes no pass; it is woken when it leads.
            return UpdateControl.noUpdate();
        }
        long started = System.nanoTime();
        // A pass that fails is repeated; only one that never comes means that the checklist was forgotten.
        passLog.passed(owner);
        try {
            KubeClusterView.Pass reading = cluster.pass(owner);
            Optional<ChecklistPass.Result> result = pass.run(checklist, reading.view());
            reading.commit();
            return result.map(made -> finish(checklist, context, made, started)).orElseGet(UpdateControl::noUpdate);
        } finally {
            if (!leadership.holds()) {
                // Lost during the pass, perhaps after everything else was let go of.
                pass.forget(owner);
                meters.forget(owner);
            }
        }
    }

    private UpdateControl<LaunchChecklist> finish(
            LaunchChecklist checklist, Context<LaunchChecklist> context, ChecklistPass.Result result, long started) {
        LaunchChecklistStatus before =
                checklist.getStatus() == null ? LaunchChecklistStatus.EMPTY : checklist.getStatus();
        LaunchChecklistStatus after = drafts.linked(checklist, result.status());
        boolean writes = !before.equals(after);
        if (!leadership.holds()) {
            return UpdateControl.noUpdate();
        }
        if (writes) {
            StatusWrite.store(checklist, new LaunchChecklist(), after, context);
            meters.changed(before, after);
            wakeups.measured(ChecklistPass.owner(checklist));
        }
        meters.passed(ChecklistPass.owner(checklist), after, Duration.ofNanos(System.nanoTime() - started));
        Optional<ObjectReference> target = result.workload()
                .map(workload -> TargetReference.of(checklist.getSpec().target().kind(), workload));
        announcer.announce(checklist, target, StatusChange.between(before, after, result.transitions()));
        announcer.announce(checklist, target, DraftNews.between(checklist, before, after));
        drafts.stored(checklist, after);
        return again(result, writes ? AT_ONCE : SOON);
    }

    private static UpdateControl<LaunchChecklist> again(ChecklistPass.Result result, Duration least) {
        UpdateControl<LaunchChecklist> done = UpdateControl.noUpdate();
        result.again()
                .map(wanted -> wanted.compareTo(least) < 0 ? least : wanted)
                .ifPresent(done::rescheduleAfter);
        return done;
    }
}
