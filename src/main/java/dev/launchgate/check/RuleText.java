package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LoadBalancerRule;

/** How messages write the rules of a load balancer. */
final class RuleText {
    private RuleText() {}

    /** The host that a rule is for, empty for every host. */
    static String host(LoadBalancerRule rule) {
        return rule.host() == null ? "" : rule.host();
    }

    static String count(int rules) {
        return rules == 1 ? "1 rule" : rules + " rules";
    }

    /** {@code host/path -> service:port}, with a star for every host. */
    static String ofRoute(LoadBalancerRule rule) {
        StringBuilder text = new StringBuilder(rule.host() == null ? "*" : rule.host());
        text.append(rule.path() == null ? "" : rule.path());
        LoadBalancerRule.Backend backend = rule.backend();
        if (backend != null) {
            text.append(" -> ").append(backend.service());
            if (backend.port() != null) {
                text.append(':').append(PortRef.of(backend.port()).text());
            }
        }
        return text.toString();
    }

    /** {@code host:port}, with a star for every host. */
    static String ofListener(LoadBalancerRule rule) {
        return (rule.host() == null ? "*" : rule.host()) + ":" + rule.port();
    }
}
