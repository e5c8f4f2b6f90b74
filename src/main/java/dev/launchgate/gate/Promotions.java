package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last revisions that were promoted, and how they are known again in what is live. */
final class Promotions {
    private static final int KEPT = 5;

    private final Workload workload;
    private final List<Promotion> known = new ArrayList<>();

    /** Takes over what was recorded. */
    Promotions(List<Promotion> recorded, Workload workload) {
        this.workload = workload;
        recorded.stream().map(this::asItRuns).forEach(this::add);
    }

    /**
     * A template is known by its hash. Where the API server gives it a field that it had not, as after an upgrade, its hash is
     * another; then the ReplicaSet that ran it tells, as long as it has pods and is of what the Deployment wants. An idle
     * ReplicaSet tells nothing: whoever may edit it could put any template there.
     */
    private Promotion asItRuns(Promotion recorded) {
        Optional<OwnedReplicaSet> running = workload.active().stream()
                .filter(set -> !set.uid().isEmpty() && set.uid().equals(recorded.replicaSet()))
                .filter(set ->
                        set.template().identity().equals(workload.template().identity()))
                .findFirst();
        return running.map(
                        set -> new Promotion(set.template().identity(), recorded.revision(), recorded.at(), set.uid()))
                .orElseGet(() -> runningSet(recorded.templateHash())
                        .map(uid -> new Promotion(recorded.templateHash(), recorded.revision(), recorded.at(), uid))
                        .orElse(recorded));
    }

    private Optional<String> runningSet(String identity) {
        return workload.setOf(identity)
                .filter(OwnedReplicaSet::active)
                .map(OwnedReplicaSet::uid)
                .filter(uid -> !uid.isEmpty());
    }

    /** The newest of at most five. */
    void add(PodTemplate template, String now) {
        add(new Promotion(
                template.identity(),
                template.revision().orElse(null),
                now,
                runningSet(template.identity()).orElse(null)));
    }

    private void add(Promotion promotion) {
        known.removeIf(other -> other.templateHash().equals(promotion.templateHash()));
        known.add(promotion);
        if (known.size() > KEPT) {
            known.removeFirst();
        }
    }

    Optional<Promotion> last() {
        return known.isEmpty() ? Optional.empty() : Optional.of(known.getLast());
    }

    /** Whether this is one of them. */
    boolean has(PodTemplate template) {
        return known.stream().anyMatch(promotion -> promotion.templateHash().equals(template.identity()));
    }

    /** Whether this ReplicaSet ran one of them. */
    boolean ranIn(@Nullable String uid) {
        return known.stream().anyMatch(promotion -> uid != null && uid.equals(promotion.replicaSet()));
    }

    List<Promotion> toList() {
        return List.copyOf(known);
    }
}
