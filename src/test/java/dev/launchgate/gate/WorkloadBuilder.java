package dev.launchgate.gate;

import dev.launchgate.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Deployment of a test with its ReplicaSets: three replicas wanted unless it says otherwise. */
public final class WorkloadBuilder {
    public static final String UID = "11111111-2222-3333-4444-555555555555";

    private final PodTemplate wanted;
    private final List<OwnedReplicaSet> sets = new ArrayList<>();
    private final Map<String, String> annotations = new HashMap<>();
    private String uid = UID;
    private boolean paused;
    private boolean ownsPaused;
    private int replicas = 3;
    private boolean progressDeadlineExceeded;
    private Delivery delivery = Delivery.ByItself;

    private WorkloadBuilder(PodTemplate wanted) {
        this.wanted = wanted;
    }

    public static WorkloadBuilder wanting(PodTemplate template) {
        return new WorkloadBuilder(template);
    }

    public static WorkloadBuilder wanting(String tag) {
        return new WorkloadBuilder(Templates.template(tag));
    }

    /** Paused by the gate. */
    public WorkloadBuilder paused() {
        ownsPaused = true;
        return pausedBySomebody();
    }

    public WorkloadBuilder pausedBySomebody() {
        paused = true;
        return this;
    }

    public WorkloadBuilder uid(String other) {
        uid = other;
        return this;
    }

    public WorkloadBuilder replicas(int wantedReplicas) {
        replicas = wantedReplicas;
        return this;
    }

    public WorkloadBuilder stuck() {
        progressDeadlineExceeded = true;
        return this;
    }

    public WorkloadBuilder delivery(Delivery other) {
        delivery = other;
        return this;
    }

    public WorkloadBuilder annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    /** Adds a ReplicaSet, younger than those before it, whose pods are all available. */
    public WorkloadBuilder set(PodTemplate template, int pods) {
        return set(template, pods, pods);
    }

    public WorkloadBuilder set(String tag, int pods) {
        return set(Templates.template(tag), pods, pods);
    }

    public WorkloadBuilder set(PodTemplate template, int pods, int available) {
        String created = "2026-11-%02dT08:00:00Z".formatted(sets.size() + 1);
        sets.add(new OwnedReplicaSet(
                "set-" + sets.size(), "set-uid-" + sets.size(), template, created, pods, pods, available));
        return this;
    }

    public Workload build() {
        return new Workload(
                "ml",
                "ml-scoring",
                uid,
                paused,
                ownsPaused,
                wanted,
                replicas,
                sets,
                progressDeadlineExceeded,
                600,
                Map.of(),
                annotations,
                delivery);
    }
}
