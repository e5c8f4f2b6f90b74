package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.LoadBalancerRule;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges an Ingress: its rules, class and status. */
final class IngressRules {
    private final LoadBalancerParams params;
    private final Facts facts;
    private final Parts parts;

    IngressRules(LoadBalancerParams params, Facts facts, Parts parts) {
        this.params = params;
        this.facts = facts;
        this.parts = parts;
    }

    void judge(Resource ingress, RouteRules rules) {
        Map<HostPattern, List<Route>> hosts = ingress.elements("/spec/rules")
                .collect(Collectors.groupingBy(
                        rule -> HostPattern.ofIngress(rule.path("host").asText("")),
                        Collectors.flatMapping(
                                rule -> Resource.elements(rule.at("/http/paths"))
                                        .map(IngressRules::route),
                                Collectors.toList())));
        List<Route> fallback = new ArrayList<>();
        if (ingress.at("/spec/defaultBackend").isObject()) {
            fallback.add(route(Route.Match.Prefix, "/", ingress.at("/spec/defaultBackend")));
        }
        int present = hosts.values().stream().mapToInt(List::size).sum() + fallback.size();
        rules.judge(ingress.label(), rule -> taken(rule, hosts, fallback), present);
        ingressClass(ingress);
        LoadBalancerStatus.judge(ingress, params.address(), parts);
    }

    /** The closest host decides alone; what none of its paths takes goes to the default backend. */
    private static List<Route> taken(LoadBalancerRule rule, Map<HostPattern, List<Route>> hosts, List<Route> fallback) {
        String host = RuleText.host(rule);
        List<Route> taken = hosts.entrySet().stream()
                .filter(entry -> entry.getKey().covers(host))
                .max(Comparator.comparingInt(entry -> entry.getKey().rank()))
                .map(entry -> Route.taken(entry.getValue(), rule.path()))
                .orElse(List.of());
        return taken.isEmpty() ? fallback : taken;
    }

    private static Route route(JsonNode path) {
        Route.Match match = switch (path.path("pathType").asText()) {
            case "Exact" -> Route.Match.Exact;
            case "Prefix" -> Route.Match.Prefix;
            default -> Route.Match.Opaque;
        };
        String text = path.path("path").asText("");
        return route(text.isEmpty() ? Route.Match.Prefix : match, text.isEmpty() ? "/" : text, path.path("backend"));
    }

    private static Route route(Route.Match match, String path, JsonNode backend) {
        JsonNode service = backend.path("service");
        JsonNode port = service.path("port");
        return new Route(
                match,
                path,
                service.path("name").asText(""),
                PortRef.of(port.has("name") ? port.path("name") : port.path("number")));
    }

    private void ingressClass(Resource ingress) {
        String name = ingress.text("/spec/ingressClassName");
        if (name.isEmpty()) {
            return;
        }
        switch (facts.object(ResourceKind.INGRESS_CLASS, name)) {
            case Lookup.Found found -> {}
            case Lookup.Missing missing ->
                parts.add(Judgement.fail(
                        Reason.ClassMissing,
                        "%s: IngressClass %s not found; create it or correct the class"
                                .formatted(ingress.label(), name)));
            case Lookup.Unreadable unreadable -> parts.add(Judgement.unreadable(unreadable.obstacle()));
        }
    }
}
