package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.gate.Arming;
import dev.launchgate.gate.ResumeCommand;
import dev.launchgate.gate.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves by a dry run which admission policies are in force for a Deployment: the write clears {@code spec.paused} and
 * changes the template, and its answer tells what the policies made of it. Nothing is stored. Proven again every five
 * minutes for each namespace. What cannot be proven, because somebody else or a guard of another version refuses the write, counts as not there.
 */
final class ArmingProof {
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String GUARD = "launchgate guard/1 is active";
    private static final Logger LOG = LoggerFactory.getLogger(ArmingProof.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KubernetesClient client;
    private final LongSupplier nanoTime;
    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();

    ArmingProof(KubernetesClient client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
    }

    /** A Deployment without the label is outside the policies, whatever they say. */
    Arming of(Workload workload) {
        if (!workload.labels().containsKey(ResumeCommand.GATE_LABEL)) {
            return Arming.AlwaysPausedUnguarded;
        }
        long now = nanoTime.getAsLong();
        Proof known = proofs.get(workload.namespace());
        if (known != null && now - known.at() < VALID.toNanos()) {
            return known.arming();
        }
        proofs.values().removeIf(proof -> now - proof.at() >= VALID.toNanos());
        Arming proven = dryRun(workload);
        proofs.put(workload.namespace(), new Proof(proven, now));
        return proven;
    }

    private Arming dryRun(Workload workload) {
        JsonNode patch = MAPPER.valueToTree(Map.of(
                "metadata", Map.of("annotations", Map.of("launchgate.dev/probe", "dry-run")),
                "spec",
                        Map.of(
                                "paused",
                                false,
                                "template",
                                Map.of("metadata", Map.of("annotations", Map.of("launchgate.dev/probe", "dry-run"))))));
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(Deployments.MANAGER)
                .withDryRun(List.of("All"))
                .build();
        try {
            GenericKubernetesResource answer = Deployments.of(client, workload.namespace(), workload.name())
                    .patch(context, patch.toString());
            // Accepted: no guard. Without it, whoever may patch can resume, whether admission pauses or not.
            return Optional.ofNullable(answer)
                    .map(ignored -> Arming.AlwaysPausedUnguarded)
                    .orElseThrow();
        } catch (KubernetesClientException e) {
            String message = Optional.ofNullable(e.getStatus())
                    .map(status -> status.getMessage())
                    .orElse("");
            if (message.contains(GUARD)) {
                return message.contains("spec.paused=true") ? Arming.AutoHold : Arming.AlwaysPaused;
            }
            if (e.getCode() != 403 && e.getCode() != 422) {
                throw e;
            }
            // Somebody else refuses first, or a guard whose rules are not known here, so that nothing is proven: the
            // arming that needs no policy is safe.
            LOG.warn(
                    "which policies guard {}/{} could not be proven, the dry run was refused: {}",
                    workload.namespace(),
                    workload.name(),
                    Unpausing.words(e));
            return Arming.AlwaysPausedUnguarded;
        }
    }

    private record Proof(Arming arming, long at) {}
}
