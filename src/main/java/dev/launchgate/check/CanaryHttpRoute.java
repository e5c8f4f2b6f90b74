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
        List<Judgement> problems = new ArrayList<>();
        List<CanarySplit> splits = new ArrayList<>();
        int index = 0;
        for (JsonNode rule : route.at("/spec/rules")) {
            String where = "%s rules[%d]".formatted(route.label(), index++);
            if (Resource.elements(rule.path("backendRefs")).anyMatch(this::isCanary)) {
                splits.add(split(rule, where, problems));
            }
        }
        if (splits.isEmpty()) {
            return List.of(Judgement.fail(
                    Reason.WeightsInvalid,
                    "%s: no rule leads to Service %s; add it to backendRefs with a weight"
                            .formatted(route.label(), canaryService)));
        }
        problems.addAll(CanarySplit.judge(route.label(), splits, bounds, facts));
        return problems;
    }

    private CanarySplit split(JsonNode rule, String where, List<Judgement> problems) {
        List<CanarySplit.Part> parts = new ArrayList<>();
        for (JsonNode reference : rule.path("backendRefs")) {
            OptionalLong weight =
                    reference.hasNonNull("weight") ? CanaryShare.weight(reference.path("weight")) : OptionalLong.of(1);
            if (weight.isEmpty()) {
                problems.add(Judgement.fail(
                        Reason.WeightsInvalid, where + ": a weight is no whole number from 0 to 1000000; correct it"));
            } else {
                parts.add(new CanarySplit.Part(backend(reference, where), weight.getAsLong(), isCanary(reference)));
            }
        }
        return new CanarySplit(where, isForChosen(rule), parts);
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
