package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.launchgate.gate.Arming;
import dev.launchgate.gate.Proof;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves by a dry run which admission policies are in force for a Deployment: the write clears {@code spec.paused} and
 * changes the template, and its answer tells what the policies made of it. Nothing is stored. Proven anew for each namespace
 * when the last proof has come of age. What cannot be proven, because somebody else or a guard of another version refuses the
 * write, counts as not there, and what is proven says what would change that.
 */
final class ArmingProof {
    private static final String GUARD = "guard/1";
    private static final Pattern ACTIVE = Pattern.compile("launchgate (guard/[0-9]{1,9}) is active");
    private static final String UNLABELLED =
            "To close that install the policies and set label launchgate.dev/gate: enabled";
    private static final String UNGUARDED =
            "The guard policy is not in force, %s: to close that apply policy and binding guard.launchgate.dev of this version"
                    + " of Launchgate";
    private static final Logger LOG = LoggerFactory.getLogger(ArmingProof.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KubernetesClient client;
    private final long provenFor;
    private final LongSupplier nanoTime;
    private final Map<String, Proven> proofs = new ConcurrentHashMap<>();

    /** @param provenFor how long a proof counts; shorter than what is promised by the longest time between two passes */
    ArmingProof(KubernetesClient client, Duration provenFor, LongSupplier nanoTime) {
        this.client = client;
        this.provenFor = provenFor.toNanos();
        this.nanoTime = nanoTime;
    }

    /** A Deployment without the label is outside the policies, whatever they say. */
    Proof of(Workload workload) {
        if (!workload.labels().containsKey(ResumeCommand.GATE_LABEL)) {
            return unguarded(UNLABELLED);
        }
        long now = nanoTime.getAsLong();
        Proven known = proofs.get(workload.namespace());
        if (known != null && now - known.at() < provenFor) {
            return known.proof();
        }
        proofs.values().removeIf(proven -> now - proven.at() >= provenFor);
        Proof proof = dryRun(workload);
        proofs.put(workload.namespace(), new Proven(proof, now));
        return proof;
    }

    private Proof dryRun(Workload workload) {
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
            boolean paused = Deployments.json(Objects.requireNonNull(answer))
                    .at("/spec/paused")
                    .asBoolean();
            return unguarded(UNGUARDED.formatted(paused ? "auto-hold is" : "nor is auto-hold"));
        } catch (KubernetesClientException e) {
            String message = Optional.ofNullable(e.getStatus())
                    .map(status -> status.getMessage())
                    .orElse("");
            Matcher guard = ACTIVE.matcher(message);
            if (guard.find()) {
                return guarded(guard.group(1), message.contains("spec.paused=true"));
            }
            if (e.getCode() != 403 && e.getCode() != 422) {
                throw e;
            }
            // Somebody else refuses first, so that nothing is proven: the arming that needs no policy is safe.
            String words = Unpausing.words(e);
            LOG.warn(
                    "which policies guard {}/{} could not be proven, the dry run was refused: {}",
                    workload.namespace(),
                    workload.name(),
                    words);
            return unguarded("Which policies are in force is not known, the dry run that asks was refused: " + words);
        }
    }

    /** Rules of another version are not known here, so nothing is left open that needs them. */
    private static Proof guarded(String version, boolean paused) {
        if (!version.equals(GUARD)) {
            return unguarded("guard policy: expected %s, saw %s; apply the policies of this version of Launchgate"
                    .formatted(GUARD, version));
        }
        return new Proof(paused ? Arming.AutoHold : Arming.AlwaysPaused, "");
    }

    private static Proof unguarded(String remedy) {
        return new Proof(Arming.AlwaysPausedUnguarded, remedy);
    }

    private record Proven(Proof proof, long at) {}
}
