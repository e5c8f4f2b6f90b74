package dev.launchgate.check;

import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.List;
import java.util.Map;

/** A dependency inside the cluster: the ready replicas of a workload, or the ready endpoints of a Service. */
final class DependencyObjects {
    private final Facts facts;
    private final DependencyVerdict verdict;
    private final Parts parts;

    DependencyObjects(Facts facts, DependencyVerdict verdict, Parts parts) {
        this.facts = facts;
        this.verdict = verdict;
        this.parts = parts;
    }

    /** Judges a workload; answers what it is called. */
    String workload(ResourceKind kind, String name) {
        parts.found(facts.object(kind, name)).ifPresent(this::workload);
        return kind.kind() + " " + name;
    }

    private void workload(Resource workload) {
        long seen = workload.at("/status/observedGeneration").asLong();
        if (seen < workload.generation()) {
            parts.add(ObservedConditions.outdated(workload.label(), seen, workload.generation()));
        } else {
            count(workload, workload.at("/status/readyReplicas").asInt(), "see why its pods are not");
        }
    }

    /** Judges a Service; answers what it is called. */
    String service(String name) {
        parts.found(facts.object(ResourceKind.SERVICE, name)).ifPresent(this::service);
        return "Service " + name;
    }

    private void service(Resource service) {
        if (service.text("/spec/type").equals("ExternalName")) {
            verdict.nothing(service.label(), "it is another name for a host outside; name that in target.hosts");
            return;
        }
        parts.listed(facts.objects(
                        ResourceKind.ENDPOINT_SLICE,
                        facts.namespace(),
                        Map.of(BackendService.SLICE_OF, service.name())))
                .ifPresent(slices -> endpoints(service, slices));
    }

    private void endpoints(Resource service, List<Resource> slices) {
        if (service.at("/spec/publishNotReadyAddresses").asBoolean()) {
            parts.remark(service.label()
                    + " sets publishNotReadyAddresses, so its endpoints count as ready whether they are or not");
        }
        boolean written = service.at("/spec/selector").isEmpty();
        count(
                service,
                ReadyEndpoints.of(slices),
                written ? "write down its endpoints, or use target.hosts" : "see the pods that it selects");
        if (written) {
            parts.add(Judgement.declared(service.label() + ", whose endpoints somebody wrote down", "target.hosts"));
        }
    }

    private void count(Resource of, int ready, String next) {
        if (ready <= 0) {
            verdict.nothing(of.label(), next);
        } else {
            verdict.judge(of.label(), ready);
        }
    }
}
