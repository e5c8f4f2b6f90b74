package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.launchgate.cluster.Resource;
import java.util.List;
import java.util.stream.Stream;

/** Judges the rules of an HTTPRoute. */
final class HttpRouteRules {
    /** A rule without match takes every path. */
    private static final JsonNode NO_MATCH = MissingNode.getInstance();

    private final Facts facts;

    HttpRouteRules(Facts facts) {
        this.facts = facts;
    }

    void judge(Resource route, RouteRules rules) {
        List<HostPattern> hosts = hosts(route);
        List<Route> routes = route.elements("/spec/rules").flatMap(this::routes).toList();
        rules.judge(
                route.label(),
                rule -> hosts.stream().anyMatch(host -> host.covers(RuleText.host(rule)))
                        ? Route.taken(routes, rule.path())
                        : List.of(),
                routes.size());
    }

    private static List<HostPattern> hosts(Resource route) {
        List<String> names = route.texts("/spec/hostnames");
        return (names.isEmpty() ? List.of("") : names)
                .stream().map(HostPattern::ofGateway).toList();
    }

    /** A match that also asks for a header or query parameter does not carry every request, so it proves nothing. */
    private Stream<Route> routes(JsonNode rule) {
        JsonNode matches = rule.path("matches");
        Stream<JsonNode> plain = matches.isEmpty()
                ? Stream.of(NO_MATCH)
                : Resource.elements(matches)
                        .filter(match -> match.path("headers").isEmpty()
                                && match.path("queryParams").isEmpty());
        List<JsonNode> backends = Resource.elements(rule.path("backendRefs"))
                .filter(this::carries)
                .toList();
        return plain.flatMap(match -> backends.stream().map(backend -> route(match.path("path"), backend)));
    }

    /** A backend of weight 0 gets no request. */
    private boolean carries(JsonNode backend) {
        return backend.path("weight").asInt(1) > 0
                && backend.path("group").asText("").isEmpty()
                && backend.path("kind").asText("Service").equals("Service")
                && backend.path("namespace").asText(facts.namespace()).equals(facts.namespace());
    }

    private static Route route(JsonNode path, JsonNode backend) {
        Route.Match match = switch (path.path("type").asText("PathPrefix")) {
            case "Exact" -> Route.Match.Exact;
            case "PathPrefix" -> Route.Match.Prefix;
            default -> Route.Match.Opaque;
        };
        return new Route(
                match, path.path("value").asText("/"), backend.path("name").asText(), PortRef.of(backend.path("port")));
    }
}
