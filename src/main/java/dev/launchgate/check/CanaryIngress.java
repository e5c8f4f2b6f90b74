package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the canary annotations of ingress-nginx: the Ingress holds the canary, another one with the same host and path the
 * stable backend.
 */
final class CanaryIngress {
    private static final String PREFIX = "nginx.ingress.kubernetes.io/";
    private static final String CANARY = PREFIX + "canary";
    private static final String WEIGHT = PREFIX + "canary-weight";
    private static final String TOTAL = PREFIX + "canary-weight-total";
    private static final List<String> CHOICES = List.of(PREFIX + "canary-by-header", PREFIX + "canary-by-cookie");
    /** What the controller takes for yes. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "True", "TRUE");

    private static final long DEFAULT_TOTAL = 100;
    private static final long MAX_WEIGHT = 1_000_000;

    private final Resource ingress;
    private final CanaryBounds bounds;
    private final Facts facts;

    CanaryIngress(Resource ingress, CanaryBounds bounds, Facts facts) {
        this.ingress = ingress;
        this.bounds = bounds;
        this.facts = facts;
    }

    List<Judgement> parts() {
        if (!isCanary(ingress)) {
            return invalid("annotation %s: expected true, saw %s; set it, or name the Ingress that has it"
                    .formatted(CANARY, ingress.annotations().containsKey(CANARY) ? "another word" : "none"));
        }
        long total = number(TOTAL, DEFAULT_TOTAL);
        long weight = number(WEIGHT, 0);
        if (weight < 0 || total <= 0) {
            return invalid("%s and %s: expected whole numbers up to %d; correct them"
                    .formatted("canary-weight", "canary-weight-total", MAX_WEIGHT));
        }
        List<Path> paths = paths(ingress).toList();
        if (paths.isEmpty()) {
            return invalid("has no path with a Service; a canary takes over the paths of another Ingress");
        }
        return switch (facts.objects(ResourceKind.INGRESS, facts.namespace(), Map.of())) {
            case Lookup.Unreadable unreadable -> List.of(Judgement.unreadable(unreadable.obstacle()));
            case Lookup.Listed listed -> {
                List<Path> stable = listed.resources().stream()
                        .filter(other -> !isCanary(other))
                        .flatMap(CanaryIngress::paths)
                        .toList();
                List<CanarySplit> splits = paths.stream()
                        .map(path -> split(path, stable, Math.min(weight, total), total))
                        .toList();
                yield CanarySplit.judge(ingress.label(), splits, bounds, facts);
            }
        };
    }

    private CanarySplit split(Path path, List<Path> stable, long weight, long total) {
        List<CanarySplit.Part> parts = new ArrayList<>();
        parts.add(new CanarySplit.Part(backend(path), weight, true));
        stable.stream()
                .filter(path::serves)
                .limit(1)
                .forEach(other -> parts.add(new CanarySplit.Part(backend(other), total - weight, false)));
        boolean chosen =
                weight == 0 && parts.size() > 1 && CHOICES.stream().anyMatch(ingress.annotations()::containsKey);
        return new CanarySplit("%s %s%s".formatted(ingress.label(), path.host(), path.path()), chosen, parts);
    }

    private CanaryBackend backend(Path path) {
        return CanaryBackend.of(facts.namespace(), path.service(), Map.of());
    }

    private static boolean isCanary(Resource ingress) {
        return TRUE.contains(ingress.annotations().getOrDefault(CANARY, ""));
    }

    /** The number in an annotation; below zero for text that is none. */
    private long number(String annotation, long absent) {
        String text = ingress.annotations().get(annotation);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            return number <= MAX_WEIGHT ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Stream<Path> paths(Resource ingress) {
        return ingress.elements("/spec/rules")
                .flatMap(rule -> Resource.elements(rule.at("/http/paths"))
                        .filter(path -> !service(path).isEmpty())
                        .map(path -> new Path(
                                rule.path("host").asText(), path.path("path").asText("/"), service(path))));
    }

    private static String service(JsonNode path) {
        return path.at("/backend/service/name").asText();
    }

    private List<Judgement> invalid(String why) {
        return List.of(Judgement.fail(Reason.WeightsInvalid, ingress.label() + ": " + why));
    }

    /** One host and path, and the Service behind them; an empty host is every host. */
    private record Path(String host, String path, String service) {
        boolean serves(Path other) {
            return host.equals(other.host) && path.equals(other.path);
        }
    }
}
