package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the weights of an Istio VirtualService, where an absent weight is 0, or everything for a lone destination, and the
 * subsets of the DestinationRules behind it.
 */
final class CanaryVirtualService {
    private static final List<String> PROTOCOLS = List.of("http", "tcp", "tls");
    private static final List<String> CHOICES = List.of("headers", "queryParams", "sourceLabels");

    private final Resource virtualService;
    private final String canarySubset;
    private final CanaryBounds bounds;
    private final Facts facts;
    private final List<Judgement> problems = new ArrayList<>();

    CanaryVirtualService(Resource virtualService, String canarySubset, CanaryBounds bounds, Facts facts) {
        this.virtualService = virtualService;
        this.canarySubset = canarySubset;
        this.bounds = bounds;
        this.facts = facts;
    }

    List<Judgement> parts() {
        List<CanarySplit> splits = new ArrayList<>();
        for (String protocol : PROTOCOLS) {
            int index = 0;
            for (JsonNode rule : virtualService.at("/spec/" + protocol)) {
                String where = "%s %s[%d]".formatted(virtualService.label(), protocol, index++);
                if (Resource.elements(rule.path("route")).anyMatch(this::isCanary)) {
                    splits.add(split(rule, where));
                }
            }
        }
        if (splits.isEmpty()) {
            return List.of(Judgement.fail(
                    Reason.WeightsInvalid,
                    "%s: no route leads to subset %s; add a destination with it and a weight"
                            .formatted(virtualService.label(), canarySubset)));
        }
        problems.addAll(CanarySplit.judge(virtualService.label(), splits, bounds, facts));
        return problems;
    }

    private CanarySplit split(JsonNode rule, String where) {
        List<CanarySplit.Part> parts = new ArrayList<>();
        JsonNode routes = rule.path("route");
        for (JsonNode route : routes) {
            OptionalLong weight = route.hasNonNull("weight")
                    ? CanaryShare.weight(route.path("weight"))
                    : OptionalLong.of(routes.size() == 1 ? 100 : 0);
            if (weight.isEmpty()) {
                problems.add(Judgement.fail(
                        Reason.WeightsInvalid, where + ": a weight is no whole number from 0 to 1000000; correct it"));
            } else {
                CanaryBackend backend = IstioDestination.backend(route.path("destination"), where, facts);
                parts.add(new CanarySplit.Part(backend, weight.getAsLong(), isCanary(route)));
            }
        }
        return new CanarySplit(where, isForChosen(rule), parts);
    }

    private boolean isCanary(JsonNode route) {
        return route.at("/destination/subset").asText().equals(canarySubset);
    }

    /** Every way into the rule asks for something that only some clients send. */
    private static boolean isForChosen(JsonNode rule) {
        JsonNode matches = rule.path("match");
        return !matches.isEmpty()
                && Resource.elements(matches)
                        .allMatch(match -> CHOICES.stream()
                                .anyMatch(choice -> !match.path(choice).isEmpty()));
    }
}
