package dev.launchgate.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that a role allows.
 *
 * @param name empty for objects of every name
 */
record Right(String group, String resource, String verb, String name) {
    static Right to(String verb, String group, String resource) {
        return new Right(group, resource, verb, "");
    }

    /** Everything that the rules of these roles allow, one by one. */
    static Set<Right> of(Collection<JsonNode> roles) {
        return roles.stream()
                .flatMap(role -> Manifests.elements(role.path("rules")))
                .flatMap(Right::ofRule)
                .collect(Collectors.toSet());
    }

    static Set<Right> of(JsonNode role) {
        return of(Set.of(role));
    }

    private static Stream<Right> ofRule(JsonNode rule) {
        return texts(rule, "apiGroups")
                .flatMap(group -> texts(rule, "resources")
                        .flatMap(resource -> texts(rule, "verbs")
                                .flatMap(verb -> names(rule).map(name -> new Right(group, resource, verb, name)))));
    }

    private static Stream<String> names(JsonNode rule) {
        return rule.path("resourceNames").isEmpty() ? Stream.of("") : texts(rule, "resourceNames");
    }

    private static Stream<String> texts(JsonNode rule, String member) {
        return Manifests.elements(rule.path(member)).map(JsonNode::asText);
    }
}
