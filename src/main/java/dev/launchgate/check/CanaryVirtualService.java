package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

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

    CanaryVirtualService(Resource virtualService, String canarySubset, CanaryBounds bounds, Facts facts) {
        this.virtualService = virtualService;
        this.canarySubset = canarySubset;
        this.bounds = bounds;
        this.facts = facts;
    }

    List<Judgement> parts() {
        List<Judgement> judgements = new ArrayList<>();
        List<CanarySplit> rules = new ArrayList<>();
        for (String protocol : PROTOCOLS) {
            int index = 0;
            for (JsonNode rule : virtualService.at("/spec/" + protocol)) {
                CanarySplit split = split(rule, "%s %s[%d]".formatted(virtualService.label(), protocol, index++));
                rules.add(split);
                if (split.hasCanary()
                        && routes(rule).anyMatch(route -> weight(route, rule).isEmpty())) {
                    judgements.add(CanarySplit.unweighable(split.where()));
                }
            }
        }
        if (rules.stream().noneMatch(CanarySplit::hasCanary)) {
            return List.of(Judgement.fail(
                    Reason.WeightsInvalid,
                    "%s: no route leads to subset %s; add a destination with it and a weight"
                            .formatted(virtualService.label(), canarySubset)));
        }
        judgements.addAll(CanarySplit.judge(virtualService.label(), rules, bounds, facts));
        return judgements;
    }

    private CanarySplit split(JsonNode rule, String where) {
        return new CanarySplit(
                where,
                isForChosen(rule),
                routes(rule)
                        .map(route -> new CanarySplit.Part(
                                IstioDestination.backend(route.path("destination"), where, facts),
                                weight(route, rule).orElse(0),
                                isCanary(route)))
                        .toList());
    }

    private static Stream<JsonNode> routes(JsonNode rule) {
        return Resource.elements(rule.path("route"));
    }

    private static OptionalLong weight(JsonNode route, JsonNode rule) {
        return route.hasNonNull("weight")
                ? CanaryShare.weight(route.path("weight"))
                : OptionalLong.of(rule.path("route").size() == 1 ? 100 : 0);
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
