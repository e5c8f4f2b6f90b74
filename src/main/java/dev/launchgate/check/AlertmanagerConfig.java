package dev.launchgate.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of an Alertmanager's configuration that say who is told: routes, and which receivers notify. */
final class AlertmanagerConfig {
    /** As Go's YAML reads them. */
    private static final Set<String> TRUE =
            Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");

    private static final int DEEPEST = 40;
    private static final long LARGEST_SUM = 200_000;

    private final Set<String> receivers = new HashSet<>();
    private final Set<String> notifying = new HashSet<>();
    private Optional<AlertRoute> root = Optional.empty();
    private long expressions;
    private boolean tooLarge;

    private AlertmanagerConfig() {}

    static AlertRoutesResult read(String text) {
        AlertmanagerConfig config = new AlertmanagerConfig();
        try {
            YamlScan.document(text, config::member);
        } catch (YamlScan.Fault e) {
            return new AlertRoutesResult.Malformed("configuration, " + e.getMessage());
        }
        if (config.tooLarge) {
            return new AlertRoutesResult.TooLarge();
        }
        return config.root
                .filter(config::sound)
                .<AlertRoutesResult>map(root -> new AlertRoutesResult.Tree(root, config.notifying))
                .orElseGet(() -> new AlertRoutesResult.Malformed("configuration without route and its receiver"));
    }

    private void member(String name, YamlScan yaml) throws YamlScan.Fault {
        switch (name) {
            case "route" -> root = Optional.of(route(yaml, 0));
            case "receivers" -> {
                if (!yaml.absent()) {
                    yaml.sequence(this::receiver);
                }
            }
            default -> {
                // times, inhibition and templates do not decide who is told
            }
        }
    }

    /** Alertmanager takes no configuration where this is not so. */
    private boolean sound(AlertRoute top) {
        return !top.receiver().isEmpty() && top.matchers().isEmpty() && known(top);
    }

    private boolean known(AlertRoute route) {
        return (route.receiver().isEmpty() || receivers.contains(route.receiver()))
                && route.routes().stream().allMatch(this::known);
    }

    private AlertRoute route(YamlScan yaml, int depth) throws YamlScan.Fault {
        if (depth > DEEPEST) {
            throw yaml.fault();
        }
        String[] receiver = {""};
        boolean[] goesOn = {false};
        List<RouteMatcher> matchers = new ArrayList<>();
        List<AlertRoute> routes = new ArrayList<>();
        yaml.mapping((name, at) -> {
            switch (name) {
                case "receiver" -> receiver[0] = at.scalar();
                case "continue" -> goesOn[0] = TRUE.contains(at.scalar());
                case "match" -> labels(at, (label, value) -> add(RouteMatcher.equal(label, value), matchers, at));
                case "match_re" ->
                    labels(at, (label, value) -> add(RouteMatcher.expression(label, value), matchers, at));
                case "matchers" -> {
                    if (!at.absent()) {
                        at.sequence(line -> matchers(line, matchers));
                    }
                }
                case "routes" -> {
                    if (!at.absent()) {
                        at.sequence(below -> routes.add(route(below, depth + 1)));
                    }
                }
                default -> {
                    // grouping and timing
                }
            }
        });
        return new AlertRoute(receiver[0], matchers, goesOn[0], routes);
    }

    private static void labels(YamlScan yaml, Label label) throws YamlScan.Fault {
        if (!yaml.absent()) {
            yaml.mapping((name, at) -> label.read(name, at.scalar()));
        }
    }

    private void matchers(YamlScan yaml, List<RouteMatcher> matchers) throws YamlScan.Fault {
        for (RouteMatcher matcher : MatcherText.parse(yaml.scalar()).orElseThrow(yaml::fault)) {
            add(matcher, matchers, yaml);
        }
    }

    private void add(RouteMatcher matcher, List<RouteMatcher> matchers, YamlScan yaml) throws YamlScan.Fault {
        if (matcher.operator().byExpression()) {
            long size = LabelExpression.size(matcher.value());
            expressions += size;
            tooLarge |= size > LabelExpression.LARGEST || expressions > LARGEST_SUM;
            if (!tooLarge && !LabelExpression.valid(matcher.value())) {
                throw yaml.fault();
            }
        }
        matchers.add(matcher);
    }

    /** A receiver notifies by its integrations: any list of them that is not empty. */
    private void receiver(YamlScan yaml) throws YamlScan.Fault {
        String[] name = {""};
        boolean[] notifies = {false};
        yaml.mapping((member, at) -> {
            if (member.equals("name")) {
                name[0] = at.scalar();
            } else if (member.endsWith("_configs")) {
                notifies[0] |= at.filled();
            }
        });
        if (name[0].isEmpty() || !receivers.add(name[0])) {
            throw yaml.fault();
        }
        if (notifies[0]) {
            notifying.add(name[0]);
        }
    }

    /** Takes one label of a map. */
    @FunctionalInterface
    private interface Label {
        void read(String name, String value) throws YamlScan.Fault;
    }
}
