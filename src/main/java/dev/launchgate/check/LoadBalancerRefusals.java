package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.LoadBalancerRef;
import dev.launchgate.api.v1alpha1.LoadBalancerRule;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Patterns;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Refuses parameters of a loadBalancer item: what the schema refuses, and ports, which it cannot see into. */
final class LoadBalancerRefusals {
    private static final int MAX_RULES = 20;
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final Pattern HOST = Pattern.compile(Patterns.WILDCARD_HOST);
    private static final Pattern PATH = Pattern.compile(Patterns.PATH);

    private LoadBalancerRefusals() {}

    static void refuse(LoadBalancerParams params, Refusals refusals) {
        LoadBalancerRef ref = params.identifier();
        SpecBounds.exactlyOne(
                "service, ingress, gateway, httpRoute",
                "identifier",
                refusals,
                ref.service(),
                ref.ingress(),
                ref.gateway(),
                ref.httpRoute());
        name(ref.service(), "service", refusals);
        name(ref.ingress(), "ingress", refusals);
        name(ref.gateway(), "gateway", refusals);
        name(ref.httpRoute(), "httpRoute", refusals);
        refusals.require(
                ref.gateway() != null || !params.rules().isEmpty(),
                "rules",
                "rules must be given, except for a gateway");
        SpecBounds.count(params.rules(), 0, MAX_RULES, "rules", refusals);
        refusals.require(
                params.minEndpoints() >= 0 && params.minEndpoints() <= 1000, "minEndpoints", "must be from 0 to 1000");
        for (int i = 0; i < Math.min(params.rules().size(), MAX_RULES); i++) {
            rule(ref, params.rules().get(i), "rules[" + i + "]", refusals);
        }
    }

    private static void rule(LoadBalancerRef ref, LoadBalancerRule rule, String path, Refusals refusals) {
        boolean routed = rule.path() != null || rule.backend() != null;
        if (ref.service() != null) {
            refusals.require(
                    rule.port() != null && rule.host() == null && !routed,
                    path,
                    "a Service rule has port and targetPort");
        }
        if (ref.gateway() != null) {
            refusals.require(
                    rule.port() != null && rule.targetPort() == null && !routed,
                    path,
                    "a Gateway rule has port and host");
        }
        if (ref.ingress() != null || ref.httpRoute() != null) {
            refusals.require(
                    rule.backend() != null && rule.port() == null && rule.targetPort() == null,
                    path,
                    "an Ingress or HTTPRoute rule has host, path and backend");
        }
        fields(rule, path, refusals);
    }

    private static void fields(LoadBalancerRule rule, String path, Refusals refusals) {
        String host = rule.host();
        refusals.require(
                host == null || (host.length() <= 253 && HOST.matches(host)),
                path + ".host",
                "must be a host name, or one that starts with *.");
        String route = rule.path();
        refusals.require(
                route == null || (route.length() <= 1024 && PATH.matches(route)),
                path + ".path",
                "must start with / and have no white space or control characters");
        refusals.require(
                rule.port() == null || (rule.port() >= 1 && rule.port() <= 65535),
                path + ".port",
                "must be from 1 to 65535");
        port(rule.targetPort(), path + ".targetPort", refusals);
        LoadBalancerRule.Backend backend = rule.backend();
        if (backend != null) {
            refusals.require(
                    backend.service().length() <= 63 && LABEL.matches(backend.service()),
                    path + ".backend.service",
                    "must be the name of a Service");
            port(backend.port(), path + ".backend.port", refusals);
        }
    }

    private static void port(@Nullable IntOrString port, String path, Refusals refusals) {
        if (port == null) {
            return;
        }
        PortRef ref = PortRef.of(port);
        boolean valid = ref.number()
                ? port.getIntVal() >= 1 && port.getIntVal() <= 65535
                : ref.text().length() <= 63
                        && LABEL.matches(ref.text())
                        && ref.text().chars().anyMatch(Character::isLetter);
        refusals.require(valid, path, "must be a number from 1 to 65535 or the name of a port");
    }

    private static void name(@Nullable NameRef ref, String member, Refusals refusals) {
        if (ref != null) {
            ObjectNames.refuse(ref, "identifier." + member, refusals);
        }
    }
}
