package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Service, or a part of its pods, that gets a share of the traffic.
 *
 * @param subset labels that narrow the Service's pods down; empty for all of them
 * @param problem why it serves nobody, or why nothing can be known of it; null for a Service that can be looked up
 */
record CanaryBackend(
        String namespace,
        String service,
        Map<String, String> subset,
        @Nullable Judgement problem) {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    CanaryBackend {
        subset = Map.copyOf(subset);
    }

    static CanaryBackend of(String namespace, String service, Map<String, String> subset) {
        return new CanaryBackend(namespace, service, subset, null);
    }

    static CanaryBackend unusable(Judgement problem) {
        return new CanaryBackend("", "", Map.of(), problem);
    }

    /** Passes if pods of this template would stand behind it; a Service without selector has none of its own. */
    Judgement selects(PodTemplate template, Facts facts) {
        return found(facts, service -> {
            Map<String, String> wanted = new HashMap<>(Resource.strings(service.at("/spec/selector")));
            if (facts.target().kind() == TargetKind.Rollout) {
                // Argo Rollouts adds it to the selectors of its Services; it stands in no template.
                wanted.remove(PodTemplate.ROLLOUT_TEMPLATE_HASH);
            }
            boolean selected = !wanted.isEmpty();
            wanted.putAll(subset);
            return selected && template.labels().entrySet().containsAll(wanted.entrySet())
                    ? Judgement.pass(label())
                    : Judgement.fail(Reason.TargetMismatch, label() + ": selects other pods");
        });
    }

    /** A backend that has a share but no ready endpoint answers its users with errors. */
    Judgement ready(Facts facts) {
        return found(facts, service -> facts.firstLaunch() ? Judgement.firstLaunch() : endpoints(facts));
    }

    private Judgement found(Facts facts, Function<Resource, Judgement> judge) {
        if (problem != null) {
            return problem;
        }
        return switch (facts.object(ResourceKind.SERVICE, namespace, service)) {
            case Lookup.Missing missing -> Judgement.missing(missing);
            case Lookup.Unreadable unreadable -> Judgement.unreadable(unreadable.obstacle());
            case Lookup.Found found -> judge.apply(found.resource());
        };
    }

    private Judgement endpoints(Facts facts) {
        if (subset.isEmpty()) {
            return endpoints(facts, Set.of());
        }
        return switch (facts.objects(ResourceKind.POD, namespace, subset)) {
            case Lookup.Unreadable unreadable -> Judgement.unreadable(unreadable.obstacle());
            case Lookup.Listed pods ->
                endpoints(facts, pods.resources().stream().map(Resource::name).collect(Collectors.toSet()));
        };
    }

    private Judgement endpoints(Facts facts, Set<String> pods) {
        return switch (facts.objects(ResourceKind.ENDPOINT_SLICE, namespace, Map.of(SERVICE_NAME, service))) {
            case Lookup.Unreadable unreadable -> Judgement.unreadable(unreadable.obstacle());
            case Lookup.Listed slices -> {
                boolean any = slices.resources().stream()
                        .flatMap(slice -> slice.elements("/endpoints"))
                        .filter(endpoint -> subset.isEmpty()
                                || pods.contains(endpoint.at("/targetRef/name").asText()))
                        .anyMatch(CanaryBackend::isReady);
                yield any
                        ? Judgement.pass(label())
                        : Judgement.fail(
                                Reason.CanaryBackendEmpty,
                                label() + ": has a share of the traffic and no ready endpoint;"
                                        + " start its pods, or set its weight to 0");
            }
        };
    }

    /** Left out means ready, as the API has it. */
    private static boolean isReady(JsonNode endpoint) {
        return endpoint.at("/conditions/ready").asBoolean(true);
    }

    private String label() {
        String name = "Service " + service;
        return subset.isEmpty()
                ? name
                : name + " with "
                        + subset.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .sorted()
                                .collect(Collectors.joining(","));
    }
}
