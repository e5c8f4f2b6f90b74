package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads the weights of a Gateway API HTTPRoute, where an absent weight is 1. */
final class CanaryHttpRoute {
    private final Resource route;
    private final String canaryService;
    private final CanaryBounds bounds;
    private final Facts facts;

    CanaryHttpRoute(Resource route, String canaryService, CanaryBounds bounds, Facts facts) {
        this.route = route;
        this.canaryService = canaryService;
        this.bounds = bounds;
        this.facts = facts;
    }

    List<Judgement> parts() {
        List<Judgement> judgements = new ArrayList<>();
        List<CanarySplit> rules = new ArrayList<>();
        for (JsonNode rule : route.at("/spec/rules")) {
            CanarySplit split = split(rule, "%s rules[%d]".formatted(route.label(), rules.size()));
            rules.add(split);
            if (split.hasCanary()
                    && Resource.elements(rule.path("backendRefs")).anyMatch(CanaryHttpRoute::unweighable)) {
                judgements.add(CanarySplit.unweighable(split.where()));
            }
        }
        if (rules.stream().noneMatch(CanarySplit::hasCanary)) {
            return List.of(Judgement.fail(
                    Reason.WeightsInvalid,
                    "%s: no rule leads to Service %s; add it to backendRefs with a weight"
                            .formatted(route.label(), canaryService)));
        }
        judgements.addAll(CanarySplit.judge(route.label(), rules, bounds, facts));
        return judgements;
    }

    private CanarySplit split(JsonNode rule, String where) {
        return new CanarySplit(
                where,
                isForChosen(rule),
                Resource.elements(rule.path("backendRefs"))
                        .map(reference -> new CanarySplit.Part(
                                backend(reference, where), weight(reference).orElse(0), isCanary(reference)))
                        .toList());
    }

    private static OptionalLong weight(JsonNode reference) {
        return reference.hasNonNull("weight") ? CanaryShare.weight(reference.path("weight")) : OptionalLong.of(1);
    }

    private static boolean unweighable(JsonNode reference) {
        return weight(reference).isEmpty();
    }

    private CanaryBackend backend(JsonNode reference, String where) {
        String namespace = reference.path("namespace").asText();
        return isService(reference)
                ? CanaryBackend.of(
                        namespace.isEmpty() ? facts.namespace() : namespace,
                        reference.path("name").asText(),
                        Map.of())
                : CanaryBackend.unusable(Judgement.unknown(
                        Reason.DataMalformed,
                        "%s: expected Services as backends, saw a %s; its endpoints cannot be judged"
                                .formatted(where, reference.path("kind").asText())));
    }

    private boolean isCanary(JsonNode reference) {
        String namespace = reference.path("namespace").asText();
        return isService(reference)
                && reference.path("name").asText().equals(canaryService)
                && (namespace.isEmpty() || namespace.equals(facts.namespace()));
    }

    private static boolean isService(JsonNode reference) {
        return reference.path("kind").asText("Service").equals("Service")
                && reference.path("group").asText("").isEmpty();
    }

    /** Every way into the rule asks for a header or a query parameter. */
    private static boolean isForChosen(JsonNode rule) {
        JsonNode matches = rule.path("matches");
        return !matches.isEmpty()
                && Resource.elements(matches)
                        .noneMatch(match -> match.path("headers").isEmpty()
                                && match.path("queryParams").isEmpty());
    }
}
