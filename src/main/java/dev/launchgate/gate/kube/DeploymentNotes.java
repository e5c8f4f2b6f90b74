package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.cluster.Resource;
import dev.launchgate.gate.PausedField;
import dev.launchgate.gate.Workload;
import dev.launchgate.status.PlainText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The annotations by which a Deployment tells people about its gate. Written only when they would say something else. */
final class DeploymentNotes {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentNotes.class);

    static final String CHECKLIST = "launchgate.dev/checklist";
    static final String STATE = "launchgate.dev/gate-state";
    static final String HELD_BY = "launchgate.dev/held-by";
    static final String MANAGER = PausedField.NOTES_MANAGER;

    /** The annotations that are ours. */
    static final Set<String> KEYS = Set.of(CHECKLIST, STATE, HELD_BY);

    private static final int HELD_BY_LIMIT = 256;

    private final KubernetesClient client;
    private final Leadership leadership;
    private final Consumer<ObjectNode> written;

    DeploymentNotes(KubernetesClient client, Leadership leadership, Consumer<ObjectNode> written) {
        this.client = client;
        this.leadership = leadership;
        this.written = written;
    }

    void write(String checklist, String state, String message, Workload workload) {
        Map<String, String> wanted = new HashMap<>();
        wanted.put(CHECKLIST, checklist);
        wanted.put(STATE, state);
        if (state.equals(GateState.Held.name())) {
            wanted.put(HELD_BY, PlainText.of(message, HELD_BY_LIMIT));
        }
        boolean same = wanted.equals(ours(workload.annotations()));
        if (same || !leadership.holds()) {
            return;
        }
        try {
            apply(workload, wanted);
        } catch (KubernetesClientException e) {
            // Notes are a courtesy: a Deployment whose annotations are full must not stop its gate.
            LOG.warn(
                    "the notes on Deployment {}/{} could not be written: code {}",
                    workload.namespace(),
                    workload.name(),
                    e.getCode());
        }
    }

    private void apply(Workload workload, Map<String, String> annotations) {
        Optional<Resource> live = Deployments.get(client, workload.namespace(), workload.name())
                .filter(now -> now.uid().equals(workload.uid()));
        if (live.isEmpty() || ours(live.get().annotations()).equals(annotations)) {
            return;
        }
        ObjectNode applied = Apply.identity(live.get());
        ObjectNode notes = applied.withObject("/metadata/annotations");
        annotations.forEach(notes::put);
        // Forced: these three keys are ours by name, and a person's edit of them must not stop the gate.
        GenericKubernetesResource answer = Deployments.of(client, workload.namespace(), workload.name())
                .patch(Apply.context(MANAGER, true), applied.toString());
        Optional.ofNullable(answer).map(Deployments::json).ifPresent(written);
    }

    private static Map<String, String> ours(Map<String, String> annotations) {
        Map<String, String> ours = new HashMap<>(annotations);
        ours.keySet().retainAll(KEYS);
        return ours;
    }
}
