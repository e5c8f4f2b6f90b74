package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a destination of an Istio route leads to: a Service, narrowed down by a subset of a DestinationRule. */
final class IstioDestination {
    /** A name without dots is a Service beside the rule; with dots it counts as written, and only this form is a Service. */
    private static final Pattern HOST = Pattern.compile("([-a-z0-9]+)(?:\\.([-a-z0-9]+)\\.svc(?:\\..*)?)?");

    private IstioDestination() {}

    static CanaryBackend backend(JsonNode destination, String where, Facts facts) {
        String host = destination.path("host").asText();
        String subset = destination.path("subset").asText();
        Optional<Host> service = host(host, facts.namespace());
        if (service.isEmpty()) {
            return CanaryBackend.unusable(Judgement.unknown(
                    Reason.DataMalformed,
                    "%s: destination %s is no Service of this cluster; its endpoints cannot be judged"
                            .formatted(where, host)));
        }
        return subset.isEmpty()
                ? CanaryBackend.of(service.get().namespace(), service.get().name(), Map.of())
                : subset(service.get(), subset, where, facts);
    }

    /** The mesh looks for rules where the client is, and where the Service is. */
    private static CanaryBackend subset(Host service, String subset, String where, Facts facts) {
        Judgement problem = Judgement.fail(
                Reason.CanaryBackendEmpty,
                "%s: subset %s of Service %s is in no DestinationRule, so that its users get errors; define it"
                        .formatted(where, subset, service.name()));
        Set<String> namespaces = new LinkedHashSet<>(List.of(facts.namespace(), service.namespace()));
        for (String namespace : namespaces) {
            switch (facts.objects(ResourceKind.DESTINATION_RULE, namespace, Map.of())) {
                case Lookup.Unreadable unreadable -> problem = Judgement.unreadable(unreadable.obstacle());
                case Lookup.Listed rules -> {
                    Optional<JsonNode> found = rules.resources().stream()
                            .filter(rule -> host(rule.text("/spec/host"), namespace)
                                    .filter(service::equals)
                                    .isPresent())
                            .flatMap(rule -> rule.elements("/spec/subsets"))
                            .filter(element -> element.path("name").asText().equals(subset))
                            .findFirst();
                    if (found.isPresent()) {
                        return CanaryBackend.of(
                                service.namespace(),
                                service.name(),
                                Resource.strings(found.get().path("labels")));
                    }
                }
            }
        }
        return CanaryBackend.unusable(problem);
    }

    private static Optional<Host> host(String host, String namespace) {
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String named = matcher.group(2);
        return Optional.of(new Host(named == null ? namespace : named, matcher.group(1)));
    }

    private record Host(String namespace, String name) {}
}
