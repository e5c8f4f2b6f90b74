package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.cluster.Resource;
import dev.launchgate.gate.Gate;
import dev.launchgate.gate.GateDecision;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.GateOutcome;
import dev.launchgate.gate.PausedField;
import dev.launchgate.gate.Proof;
import dev.launchgate.gate.Workload;
import dev.launchgate.gate.kube.Unpausing.Written;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out moves on the real Deployment: pausing by server-side apply without force, so that a disagreeing manager is
 * named instead of fought; releasing by a JSON Patch that tests UID and template, so that nothing but what was approved can
 * go out. Never writes a pod template, and never without a fresh look and a lease in hand.
 */
public final class DeploymentGate implements Gate {
    private static final String FIELD_CONFLICT = "FieldManagerConflict";

    private final KubernetesClient client;
    private final Leadership leadership;
    private final ArmingProof proof;
    private final PauseBudget budget;
    private final RefusedWrites refusals;
    private final RefusedWrites refusedPauses;
    private final Consumer<ObjectNode> written;
    private final DeploymentNotes notes;
    private final InstantSource clock;

    /**
     * @param provenFor how long a dry run counts that asked for the policies
     * @param written told every answer to a write, so that the cache is not behind it
     */
    public DeploymentGate(
            KubernetesClient client,
            Leadership leadership,
            Duration provenFor,
            Consumer<ObjectNode> written,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.client = client;
        this.leadership = leadership;
        this.proof = new ArmingProof(client, provenFor, nanoTime);
        this.budget = new PauseBudget(nanoTime);
        this.refusals = new RefusedWrites(nanoTime);
        this.refusedPauses = new RefusedWrites(nanoTime);
        this.written = written;
        this.notes = new DeploymentNotes(client, leadership, written);
        this.clock = clock;
    }

    @Override
    public Proof proof(Workload workload) {
        return proof.of(workload);
    }

    @Override
    public GateOutcome act(String checklist, GateDecision decision, @Nullable GateStatus before, Workload workload) {
        GateOutcome outcome = move(decision, before, workload);
        notes.write(checklist, outcome.gate().state(), outcome.gate().message(), workload);
        return outcome;
    }

    @Override
    public void correctNotes(String checklist, GateStatus gate, Workload workload) {
        if (checklist.equals(workload.annotations().get(DeploymentNotes.CHECKLIST))) {
            notes.write(checklist, gate.state(), gate.message(), workload);
        }
    }

    private GateOutcome move(GateDecision decision, @Nullable GateStatus before, Workload workload) {
        return switch (decision.move()) {
            case GateMove.None none -> GateOutcome.asDecided(withActor(decision, workload));
            case GateMove.Pause pause -> pause(decision, pause, before, workload);
            case GateMove.Resume resume -> resume(decision, resume, before, workload);
            case GateMove.Disarm disarm ->
                throw new IllegalStateException("a checklist that exists does not disarm its target " + disarm.uid());
        };
    }

    private GateOutcome resume(
            GateDecision decision, GateMove.Resume resume, @Nullable GateStatus before, Workload workload) {
        Optional<Resource> live = Unpausing.unchanged(
                Deployments.get(client, workload.namespace(), workload.name()),
                resume.approval().uid(),
                resume.approval().templateHash());
        if (live.isEmpty() || !leadership.holds()) {
            return overtaken(before);
        }
        Optional<RefusedWrites.Pending> pending = refusals.pending(live.get());
        if (pending.isPresent()) {
            return refused(pending.get(), before, workload);
        }
        return switch (Unpausing.release(client, live.get())) {
            case Written.Stored stored -> {
                budget.reset(resume.approval().uid());
                refusals.forget(resume.approval().uid());
                written.accept(stored.json());
                yield GateOutcome.asDecided(decision);
            }
            case Written.Overtaken overtaken -> overtaken(before);
            case Written.Refused refused -> refused(refusals.refused(live.get(), refused.words()), before, workload);
        };
    }

    /** Somebody else's policy is not ours to break; who refuses, and what to do, is said for as long as it does. */
    private GateOutcome refused(RefusedWrites.Pending refusal, @Nullable GateStatus before, Workload workload) {
        return GateOutcome.refused(
                before,
                "release of %s: expected the API server to accept it, saw it refused: %s; change what refuses it or give Launchgate the right, it is tried again at least once a minute"
                        .formatted(workload.template().displayName(), refusal.words()),
                refusal.again(),
                now());
    }

    private GateOutcome overtaken(@Nullable GateStatus before) {
        return GateOutcome.overtaken(before, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private GateOutcome pause(
            GateDecision decision, GateMove.Pause pause, @Nullable GateStatus before, Workload workload) {
        Optional<Resource> live = Unpausing.unchanged(
                Deployments.get(client, workload.namespace(), workload.name()), pause.uid(), pause.templateIdentity());
        if (live.isEmpty() || !leadership.holds()) {
            return overtaken(before);
        }
        Optional<RefusedWrites.Pending> pending = refusedPauses.pending(live.get());
        if (pending.isPresent()) {
            return open(decision, pending.get(), before, workload);
        }
        if (!budget.take(pause.uid(), PausedField.otherOwners(live.get()))) {
            return live.get().at("/spec/paused").asBoolean()
                    ? GateOutcome.pausedBySomebody(decision)
                    : conflict(decision, live.get(), before, workload);
        }
        ObjectNode applied = Apply.identity(live.get());
        applied.withObject("/spec").put("paused", true);
        try {
            accept(Deployments.of(client, workload.namespace(), workload.name())
                    .patch(Apply.context(Deployments.MANAGER, false), applied.toString()));
            refusedPauses.forget(pause.uid());
            return GateOutcome.asDecided(decision);
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case 409 -> isOfFields(e) ? conflict(decision, live.get(), before, workload) : overtaken(before);
                case 403, 422 ->
                    open(decision, refusedPauses.refused(live.get(), Unpausing.words(e)), before, workload);
                default -> throw e;
            };
        }
    }

    /** Nobody may be told that a gate is shut that is not. */
    private GateOutcome open(
            GateDecision decision, RefusedWrites.Pending refusal, @Nullable GateStatus before, Workload workload) {
        return GateOutcome.open(
                decision,
                before,
                workload,
                "pausing of %s: expected the API server to accept it, saw it refused: %s; change what refuses it or give Launchgate the right, it is tried again at least once a minute"
                        .formatted(workload.name(), refusal.words()),
                refusal.again(),
                now());
    }

    /** Whether somebody else owns what we applied; other conflicts only mean that the object is another by now. */
    private static boolean isOfFields(KubernetesClientException e) {
        return Stream.ofNullable(e.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getDetails()))
                .flatMap(details -> details.getCauses().stream())
                .anyMatch(cause -> FIELD_CONFLICT.equals(cause.getReason()));
    }

    private GateOutcome conflict(GateDecision decision, Resource live, @Nullable GateStatus before, Workload workload) {
        String managers = String.join(", ", PausedField.otherOwners(live));
        return GateOutcome.conflict(
                decision,
                before,
                workload,
                "field manager %s owns spec.paused and keeps changing it: drop spec.paused from that manifest, or tell the tool to ignore differences there"
                        .formatted(managers.isEmpty() ? "of somebody else" : managers),
                now());
    }

    /** Names who resumed a Deployment behind our back, as far as the object tells. */
    private GateDecision withActor(GateDecision decision, Workload workload) {
        boolean bypassed = decision.transitions().stream().anyMatch(t -> t.reason() == Reason.Bypassed);
        if (!bypassed) {
            return decision;
        }
        String who = Deployments.get(client, workload.namespace(), workload.name())
                .flatMap(PausedField::lastWriter)
                .map("last written by field manager %s"::formatted)
                .orElse("see the audit log for who");
        List<Transition> named = new ArrayList<>();
        decision.transitions()
                .forEach(t -> named.add(
                        t.reason() == Reason.Bypassed
                                ? new Transition(t.reason(), t.message() + " (" + who + ")")
                                : t));
        return new GateDecision(decision.next(), decision.move(), named);
    }

    private void accept(@Nullable GenericKubernetesResource answer) {
        if (answer != null) {
            written.accept(Deployments.json(answer));
        }
    }
}
