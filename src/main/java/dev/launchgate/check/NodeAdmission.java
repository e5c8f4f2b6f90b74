package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether pods of a template may run on a node: node selector, required node affinity, taints, cordons. What is not
 * looked at, such as free memory, makes it say yes too often rather than too seldom.
 */
final class NodeAdmission {
    private static final String TERMS = "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution";
    private static final Set<String> REPELLING = Set.of("NoSchedule", "NoExecute");
    private static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    private final JsonNode spec;

    NodeAdmission(PodTemplate template) {
        this.spec = template.json().path("spec");
    }

    boolean admits(Resource node) {
        String pinned = spec.path("nodeName").asText("");
        return (pinned.isEmpty() || pinned.equals(node.name()))
                && node.labels()
                        .entrySet()
                        .containsAll(Resource.strings(spec.path("nodeSelector")).entrySet())
                && affine(node)
                && taints(node).allMatch(this::tolerates);
    }

    /** Terms are alternatives; a term without requirements matches no node. */
    private boolean affine(Resource node) {
        JsonNode required = spec.at(TERMS);
        return required.isMissingNode()
                || Resource.elements(required.path("nodeSelectorTerms"))
                        .anyMatch(term -> meets(term.path("matchExpressions"), term.path("matchFields"), node));
    }

    private static boolean meets(JsonNode expressions, JsonNode fields, Resource node) {
        return !(expressions.isEmpty() && fields.isEmpty())
                && all(expressions, node.labels())
                && all(fields, Map.of("metadata.name", node.name()));
    }

    private static boolean all(JsonNode requirements, Map<String, String> values) {
        return Resource.elements(requirements)
                .map(LabelSelector.Expression::of)
                .allMatch(requirement -> requirement.matches(values));
    }

    private static Stream<Taint> taints(Resource node) {
        Stream<Taint> taints =
                node.elements("/spec/taints").map(Taint::of).filter(taint -> REPELLING.contains(taint.effect()));
        return node.at("/spec/unschedulable").asBoolean() ? Stream.concat(taints, Stream.of(CORDON)) : taints;
    }

    private boolean tolerates(Taint taint) {
        return Resource.elements(spec.path("tolerations")).anyMatch(toleration -> {
            String key = toleration.path("key").asText("");
            String effect = toleration.path("effect").asText("");
            // operators of newer versions count as met, so that a node is rather asked for an agent too much
            boolean met = !toleration.path("operator").asText("Equal").equals("Equal")
                    || toleration.path("value").asText("").equals(taint.value());
            return met
                    && (key.isEmpty() || key.equals(taint.key()))
                    && (effect.isEmpty() || effect.equals(taint.effect()));
        });
    }

    private record Taint(String key, String value, String effect) {
        static Taint of(JsonNode taint) {
            return new Taint(
                    taint.path("key").asText(),
                    taint.path("value").asText(""),
                    taint.path("effect").asText());
        }
    }
}
