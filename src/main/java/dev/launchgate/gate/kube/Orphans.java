package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Resource;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.GatePolicy;
import dev.launchgate.gate.ResumeCommand;
import dev.launchgate.gate.Workload;
import dev.launchgate.gate.kube.Unpausing.Written;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deployments whose checklist is gone: lets idle ones go, and tells people about those that nobody will release. */
public final class Orphans {
    /** Annotation that names the checklist which gates a Deployment. */
    public static final String CHECKLIST = DeploymentNotes.CHECKLIST;

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final String ORPHANED = "Orphaned";

    private final KubernetesClient client;
    private final Leadership leadership;
    private final Consumer<ObjectNode> written;
    private final GatePolicy policy = new GatePolicy();

    /** @param written told every answer to a write, so that the cache is not behind it */
    public Orphans(KubernetesClient client, Leadership leadership, Consumer<ObjectNode> written) {
        this.client = client;
        this.leadership = leadership;
        this.written = written;
    }

    /** Carries out the move; says what people should hear of, once. */
    public Optional<Transition> act(GateMove move, Workload workload) {
        return move instanceof GateMove.Disarm disarm ? letGo(disarm, workload) : mark(workload);
    }

    private Optional<Transition> letGo(GateMove.Disarm disarm, Workload workload) {
        Optional<Resource> live = Unpausing.unchanged(
                        Deployments.get(client, workload.namespace(), workload.name()),
                        disarm.uid(),
                        disarm.templateIdentity())
                .filter(Orphans::stillOurs)
                .filter(this::stillIdle);
        if (live.isEmpty() || isGated(workload) || !leadership.holds()) {
            return Optional.empty();
        }
        return switch (Unpausing.letGo(client, live.get(), ours(live.get()))) {
            case Written.Stored stored -> {
                written.accept(stored.json());
                yield Optional.of(new Transition(
                        Reason.Disarmed,
                        "its LaunchChecklist %s does not gate it any more and nothing waits: new revisions are not held"
                                .formatted(workload.annotations().get(CHECKLIST))));
            }
            case Written.Overtaken overtaken -> Optional.empty();
            case Written.Refused refused -> {
                LOG.warn(
                        "Deployment {}/{} could not be let go, the API server refuses it: {}",
                        workload.namespace(),
                        workload.name(),
                        refused.words());
                yield Optional.empty();
            }
        };
    }

    /** A cache may be older than our own letting go. */
    private static boolean stillOurs(Resource live) {
        return live.annotations().containsKey(CHECKLIST);
    }

    /** The same proof over what is live: a cache may be older than a change of the template. */
    private boolean stillIdle(Resource live) {
        return policy.orphaned(Deployments.workload(client, live)) instanceof GateMove.Disarm;
    }

    /** A live look: a cache that missed an event must not let a Deployment go that is gated, by whichever checklist. */
    private boolean isGated(Workload workload) {
        Target target = new Target(TargetKind.Deployment, workload.name());
        return client.resources(LaunchChecklist.class).inNamespace(workload.namespace()).list().getItems().stream()
                .filter(checklist -> checklist.getMetadata().getDeletionTimestamp() == null)
                .anyMatch(checklist -> checklist.getSpec().target().equals(target));
    }

    private static List<String> ours(Resource live) {
        List<String> pointers = new ArrayList<>();
        for (String key : DeploymentNotes.KEYS) {
            if (live.annotations().containsKey(key)) {
                pointers.add("/metadata/annotations/" + key.replace("/", "~1"));
            }
        }
        if (live.labels().containsKey(ResumeCommand.GATE_LABEL)) {
            pointers.add("/metadata/labels/" + ResumeCommand.GATE_LABEL.replace("/", "~1"));
        }
        return pointers;
    }

    private Optional<Transition> mark(Workload workload) {
        boolean told = ORPHANED.equals(workload.annotations().get(DeploymentNotes.STATE));
        if (told || !leadership.holds()) {
            return Optional.empty();
        }
        new DeploymentNotes(client, leadership, written)
                .write(workload.annotations().getOrDefault(CHECKLIST, ""), ORPHANED, "", workload);
        return Optional.of(new Transition(
                Reason.GateOrphaned,
                "paused, and no LaunchChecklist gates it any more (it was %s), so nothing will release it. Apply a checklist for it, or release it: %s"
                        .formatted(
                                workload.annotations().getOrDefault(CHECKLIST, "(none)"), ResumeCommand.of(workload))));
    }
}
