package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Spread;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of a pod template that keep its own pods apart: hard ones, for these very pods, over the places asked for. */
final class SpreadRules {
    static final String HOST_KEY = "kubernetes.io/hostname";
    static final String ZONE_KEY = "topology.kubernetes.io/zone";

    private static final String ANTI_AFFINITY = "/spec/affinity/podAntiAffinity/";

    private final PodTemplate template;
    private final String namespace;
    private final int replicas;
    private final Set<String> keys;
    private final List<String> flaws = new ArrayList<>();
    private boolean enforced;

    /** @param replicas wanted at least; a skew of as many would let all of them stand in one place */
    SpreadRules(PodTemplate template, String namespace, Spread spread, int replicas) {
        this.template = template;
        this.namespace = namespace;
        this.replicas = replicas;
        // pods in two zones are on two nodes
        this.keys = spread == Spread.Zone ? Set.of(ZONE_KEY) : Set.of(HOST_KEY, ZONE_KEY);
        constraints();
        antiAffinity();
    }

    boolean enforced() {
        return enforced;
    }

    /** What is said when nothing enforces the spread. */
    Judgement missing(String subject, Spread spread) {
        return Judgement.fail(
                Reason.SpreadMissing,
                "%s: expected a rule that keeps its pods on different %s, saw %s; add a topologySpreadConstraint with"
                                .formatted(
                                        subject,
                                        spread == Spread.Zone ? "zones" : "nodes",
                                        flaws.isEmpty() ? "none" : Wording.list(flaws))
                        + " DoNotSchedule over " + (spread == Spread.Zone ? ZONE_KEY : HOST_KEY));
    }

    private void constraints() {
        List<JsonNode> constraints = Resource.elements(template.json().at("/spec/topologySpreadConstraints"))
                .toList();
        for (int i = 0; i < constraints.size(); i++) {
            JsonNode constraint = constraints.get(i);
            String rule = "topologySpreadConstraints[" + i + "]";
            int skew = constraint.path("maxSkew").asInt(1);
            if (!keys.contains(key(constraint))) {
                flaws.add(rule + " over " + key(constraint));
            } else if (!constraint.path("whenUnsatisfiable").asText().equals("DoNotSchedule")) {
                flaws.add(rule + " that is only soft");
            } else if (!selectsItself(constraint.path("labelSelector"))) {
                flaws.add(rule + " for other pods");
            } else if (skew >= replicas) {
                flaws.add("%s with maxSkew %d for %d replicas".formatted(rule, skew, replicas));
            } else {
                enforced = true;
            }
        }
    }

    private void antiAffinity() {
        Resource.elements(template.json().at(ANTI_AFFINITY + "requiredDuringSchedulingIgnoredDuringExecution"))
                .forEach(term -> {
                    if (!keys.contains(key(term))) {
                        flaws.add("podAntiAffinity over " + key(term));
                    } else if (!selectsItself(term.path("labelSelector")) || !looksHere(term)) {
                        flaws.add("podAntiAffinity for other pods");
                    } else {
                        enforced = true;
                    }
                });
        if (!template.json()
                .at(ANTI_AFFINITY + "preferredDuringSchedulingIgnoredDuringExecution")
                .isEmpty()) {
            flaws.add("podAntiAffinity that is only preferred");
        }
    }

    private static String key(JsonNode rule) {
        return rule.path("topologyKey").asText();
    }

    /** An absent selector selects no pod. */
    private boolean selectsItself(JsonNode selector) {
        Map<String, String> own = template.labels();
        return selector.isObject() && LabelSelector.of(selector).matches(own);
    }

    /**
     * Without namespaces a term is about the pod's own. Which namespaces a selector chooses may change any day, so that
     * only the one which chooses all counts; nor does a term that leaves out pods with the same value of a label.
     */
    private boolean looksHere(JsonNode term) {
        JsonNode names = term.path("namespaces");
        JsonNode selector = term.path("namespaceSelector");
        boolean own = names.isEmpty() && !selector.isObject();
        boolean all = selector.isObject() && selector.isEmpty();
        return term.path("mismatchLabelKeys").isEmpty()
                && (own
                        || all
                        || Resource.elements(names)
                                .anyMatch(name -> name.asText().equals(namespace)));
    }
}
