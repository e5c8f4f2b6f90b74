package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Prometheus takes up a monitor: by its selectors, as the Prometheus operator defines them, and by what that
 * operator wrote into the status of the monitor, where it does.
 */
final class MonitorSelection {
    private final MonitorKind kind;
    private final Facts facts;
    private final Parts parts;

    MonitorSelection(MonitorKind kind, Facts facts, Parts parts) {
        this.kind = kind;
        this.facts = facts;
        this.parts = parts;
    }

    /** @param by the Prometheus that must select the monitor; null for any */
    void judge(Resource monitor, Agent.@Nullable PrometheusRef by) {
        List<JsonNode> bindings = monitor.elements("/status/bindings").toList();
        if (by == null) {
            anyBinding(monitor, bindings);
            return;
        }
        String namespace = namespace(by, facts);
        parts.found(facts.object(ResourceKind.PROMETHEUS, namespace, by.name())).ifPresent(prometheus -> {
            labels(monitor, prometheus);
            namespaces(prometheus, namespace);
            rejections(monitor, prometheus);
            bindings.stream()
                    .filter(binding -> binding.path("group").asText().equals(ResourceKind.PROMETHEUS.group())
                            && binding.path("resource").asText().equals(ResourceKind.PROMETHEUS.plural())
                            && binding.path("name").asText().equals(by.name())
                            && binding.path("namespace").asText().equals(namespace))
                    .filter(binding -> !accepted(monitor, binding))
                    .forEach(binding -> parts.add(refused(monitor, binding)));
        });
    }

    static String namespace(Agent.PrometheusRef by, Facts facts) {
        return by.namespace() == null ? facts.namespace() : by.namespace();
    }

    /** A monitor that is selected is skipped all the same where it asks for what the Prometheus does not have or allow. */
    private void rejections(Resource monitor, Resource prometheus) {
        String scrapeClass = monitor.text("/spec/scrapeClass");
        if (!scrapeClass.isEmpty()
                && prometheus
                        .elements("/spec/scrapeClasses")
                        .noneMatch(known -> known.path("name").asText().equals(scrapeClass))) {
            parts.add(notSelected("%s: it has no scrape class %s, which %s asks for; add it, or take it out"
                    .formatted(prometheus.label(), scrapeClass, monitor.label())));
        }
        if (prometheus.at("/spec/arbitraryFSAccessThroughSMs/deny").asBoolean()
                && monitor.elements("/spec/endpoints").anyMatch(MonitorSelection::readsFiles)) {
            parts.add(notSelected(
                    "%s: it skips %s, which reads files (arbitraryFSAccessThroughSMs); refer to Secrets instead"
                            .formatted(prometheus.label(), monitor.label())));
        }
    }

    private static boolean readsFiles(JsonNode endpoint) {
        return Stream.of("/bearerTokenFile", "/tlsConfig/caFile", "/tlsConfig/certFile", "/tlsConfig/keyFile")
                .anyMatch(field -> !endpoint.at(field).asText("").isEmpty());
    }

    /** An absent selector selects no monitor, an empty one all. */
    private void labels(Resource monitor, Resource prometheus) {
        JsonNode selector = prometheus.at("/spec/" + kind.selector());
        if (!selector.isObject()) {
            parts.add(notSelected("%s: it has no %s, so it selects no %s; set it"
                    .formatted(prometheus.label(), kind.selector(), kind.kind().kind())));
        } else if (!LabelSelector.of(selector).matches(monitor.labels())) {
            parts.add(notSelected("%s: its %s %s leaves out %s, which has %s; add the labels"
                    .formatted(
                            prometheus.label(),
                            kind.selector(),
                            LabelSelector.of(selector).show(),
                            monitor.label(),
                            LabelSelector.show(monitor.labels()))));
        }
    }

    /** An absent selector of namespaces selects that of the Prometheus, an empty one all. */
    private void namespaces(Resource prometheus, String own) {
        JsonNode selector = prometheus.at("/spec/" + kind.namespaceSelector());
        if (!selector.isObject()) {
            if (!own.equals(facts.namespace())) {
                parts.add(notSelected("%s: it has no %s, so it looks for %s in %s only; set it"
                        .formatted(
                                prometheus.label(),
                                kind.namespaceSelector(),
                                kind.kind().kind(),
                                own)));
            }
            return;
        }
        LabelSelector namespaces = LabelSelector.of(selector);
        if (namespaces.matchesEverything()) {
            return;
        }
        parts.found(facts.object(ResourceKind.NAMESPACE, facts.namespace()))
                .filter(namespace -> !namespaces.matches(namespace.labels()))
                .ifPresent(namespace -> parts.add(notSelected("%s: its %s %s leaves out namespace %s; add the labels"
                        .formatted(
                                prometheus.label(), kind.namespaceSelector(), namespaces.show(), facts.namespace()))));
    }

    /** Where the status names who took up the monitor, one must have accepted it as it is now. */
    private void anyBinding(Resource monitor, List<JsonNode> bindings) {
        if (bindings.stream().noneMatch(binding -> accepted(monitor, binding))) {
            bindings.stream().map(binding -> refused(monitor, binding)).forEach(parts::add);
        }
    }

    private static boolean accepted(Resource monitor, JsonNode binding) {
        JsonNode condition = condition(binding);
        return condition.path("status").asText().equals("True") && seen(condition) >= monitor.generation();
    }

    private Judgement refused(Resource monitor, JsonNode binding) {
        JsonNode condition = condition(binding);
        if (seen(condition) < monitor.generation()) {
            return ObservedConditions.outdated(monitor.label(), seen(condition), monitor.generation());
        }
        return notSelected("%s: %s/%s does not accept it (%s); see status.bindings"
                .formatted(
                        monitor.label(),
                        binding.path("namespace").asText(),
                        binding.path("name").asText(),
                        condition.path("reason").asText()));
    }

    private static JsonNode condition(JsonNode binding) {
        return Resource.elements(binding.path("conditions"))
                .filter(condition -> condition.path("type").asText().equals("Accepted"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static long seen(JsonNode condition) {
        return condition.path("observedGeneration").asLong();
    }

    private static Judgement notSelected(String message) {
        return Judgement.fail(Reason.MonitorNotSelected, message);
    }
}
