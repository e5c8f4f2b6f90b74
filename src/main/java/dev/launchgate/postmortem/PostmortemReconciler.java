package dev.launchgate.postmortem;

import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.checklist.EndlessRetry;
import dev.launchgate.checklist.Retried;
import dev.launchgate.checklist.StatusWrite;
import dev.launchgate.checklist.Wakeups;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.gate.kube.Leadership;
import dev.launchgate.postmortem.capture.Captures;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * From an event of the framework to a pass over a postmortem, from its result to one status write, and then to what people
 * hear. The same care as with checklists: announced is what was stored, and whatever is thrown is retried. With its wakeups
 * the only class here that knows the framework.
 */
@Ignore // started apart, once its kind is served
@ControllerConfiguration(
        name = "postmortem",
        fieldManager = "launchgate",
        retry = EndlessRetry.class,
        // the only thing that heals a missed event, and what notices that a day has passed
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
public class PostmortemReconciler implements Reconciler<Postmortem> {
    private final PostmortemPass pass;
    private final Optional<Captures> captures;
    private final ClusterView cluster;
    private final Leadership leadership;
    private final Announcer announcer;
    private final Meters meters;
    private final Wakeups checklists;
    private final PostmortemWakeups wakeups;

    /** @param captures what captures and publishes; empty to do neither */
    public PostmortemReconciler(
            PostmortemPass pass,
            Optional<Captures> captures,
            KubeClusterView cluster,
            Leadership leadership,
            Announcer announcer,
            Meters meters,
            Wakeups checklists,
            PostmortemWakeups wakeups) {
        this.pass = pass;
        this.captures = captures;
        this.cluster = cluster.unrecorded();
        this.leadership = leadership;
        this.announcer = announcer;
        this.meters = meters;
        this.checklists = checklists;
        this.wakeups = wakeups;
    }

    @Override
    public List<EventSource<?, Postmortem>> prepareEventSources(EventSourceContext<Postmortem> context) {
        wakeups.postmortems(context.getPrimaryCache());
        meters.postmortems().among(wakeups::has);
        checklists.whenMeasured(wakeups::measured);
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<Postmortem> reconcile(Postmortem postmortem, Context<Postmortem> context) {
        String object = "Postmortem %s/%s"
                .formatted(
                        postmortem.getMetadata().getNamespace(),
                        postmortem.getMetadata().getName());
        return Retried.pass(object, meters, () -> {
            if (leadership.holds()) {
                try {
                    pass(postmortem, context);
                } finally {
                    if (!leadership.holds()) {
                        // Lost during the pass, perhaps after everything else was let go of.
                        meters.postmortems().forget(owner(postmortem));
                    }
                }
            }
            return UpdateControl.noUpdate();
        });
    }

    private void pass(Postmortem postmortem, Context<Postmortem> context) {
        PostmortemStatus before = PostmortemPass.before(postmortem);
        String namespace = postmortem.getMetadata().getNamespace();
        PostmortemPass.Assessed assessed = pass.run(postmortem, name -> known(namespace, name));
        if (!leadership.holds()) {
            return;
        }
        Captures.Outcome outcome = captures.map(
                        one -> one.run(postmortem, assessed.status(), assessed.refusals(), assessed.at()))
                .orElseGet(() -> new Captures.Outcome(assessed.status(), List.of()));
        if (!leadership.holds()) {
            return;
        }
        PostmortemStatus after = outcome.status();
        if (!before.equals(after)) {
            StatusWrite.store(postmortem, new Postmortem(), after, context);
            meters.postmortems().changed(before, after);
        }
        if (postmortem.getSpec() != null) {
            meters.postmortems()
                    .passed(
                            owner(postmortem),
                            postmortem.getSpec().severity(),
                            IncidentTimes.of(postmortem.getSpec().impact()),
                            after);
        }
        ObjectReference about = Announcer.about(postmortem);
        Stream.concat(outcome.told().stream(), PostmortemChange.between(postmortem.getSpec(), before, after).stream())
                .forEach(announcement -> announcer.announce(about, announcement));
    }

    /** Drops what is held for postmortems that are gone; for all of them when another process leads. */
    public void forgetDeleted() {
        captures.ifPresent(one -> one.keep(leadership.holds() ? wakeups.owners() : Set.of()));
    }

    private static String owner(Postmortem postmortem) {
        return postmortem.getMetadata().getNamespace() + "/"
                + postmortem.getMetadata().getName();
    }

    /** Whether there is a checklist says the watch that is replaced now and then; what it measured, the framework's cache. */
    private KnownChecklist known(String namespace, String name) {
        return switch (cluster.get(ResourceKind.LAUNCH_CHECKLIST, namespace, name)) {
            case Lookup.Missing missing -> new KnownChecklist.Missing(namespace);
            case Lookup.Unreadable(var obstacle) -> new KnownChecklist.Unread(obstacle);
            case Lookup.Found found ->
                new KnownChecklist.Seen(checklists
                        .checklist(namespace, name)
                        .map(LaunchChecklist::getStatus)
                        .map(LaunchChecklistStatus::items)
                        .orElse(List.of()));
        };
    }
}
