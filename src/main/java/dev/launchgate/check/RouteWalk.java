package dev.launchgate.check;

import dev.launchgate.check.RouteMatcher.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks the routes of an Alertmanager as it does itself, for one item: expressions are compiled once, and effort is bounded. */
final class RouteWalk {
    private static final long MOST_STEPS = 50_000_000;

    private final AlertRoute root;
    private final Map<String, LabelExpression> expressions = new HashMap<>();
    private long steps;

    RouteWalk(AlertRoute root) {
        this.root = root;
    }

    /**
     * Where an alert arrives.
     *
     * @param receivers each once, in the order of the routes
     * @param undecided a label of unknown value that decides the way
     * @param tooCostly whether the walk was given up
     */
    record Arrival(Set<String> receivers, Optional<String> undecided, boolean tooCostly) {}

    /** @param unknown names of labels that the alert carries with a value that is not known */
    Arrival arrival(Map<String, String> labels, Set<String> unknown) {
        Walk walk = new Walk(labels, unknown);
        walk.from(root, root.receiver());
        return new Arrival(walk.receivers, walk.undecided, steps > MOST_STEPS);
    }

    /** The way of one alert. */
    private final class Walk {
        private final Map<String, String> labels;
        private final Set<String> unknown;
        private final Set<String> receivers = new LinkedHashSet<>();
        private Optional<String> undecided = Optional.empty();

        private Walk(Map<String, String> labels, Set<String> unknown) {
            this.labels = labels;
            this.unknown = unknown;
        }

        /** Whether the alert goes here; then it arrives at a route below that takes it, else at this one. */
        private boolean from(AlertRoute route, String above) {
            if (!matches(route.matchers())) {
                return false;
            }
            String receiver = route.receiver().isEmpty() ? above : route.receiver();
            boolean taken = false;
            for (AlertRoute below : route.routes()) {
                boolean here = from(below, receiver);
                taken |= here;
                if (here && !below.goesOn()) {
                    break;
                }
            }
            if (!taken) {
                receivers.add(receiver);
            }
            return true;
        }

        private boolean matches(List<RouteMatcher> matchers) {
            List<String> open = new ArrayList<>();
            for (RouteMatcher matcher : matchers) {
                if (unknown.contains(matcher.label())) {
                    open.add(matcher.label());
                } else if (!matches(matcher)) {
                    return false;
                }
            }
            if (!open.isEmpty() && undecided.isEmpty()) {
                undecided = Optional.of(open.getFirst());
            }
            return open.isEmpty();
        }

        private boolean matches(RouteMatcher matcher) {
            String value = labels.getOrDefault(matcher.label(), "");
            if (!matcher.operator().byExpression()) {
                steps++;
                return value.equals(matcher.value()) == (matcher.operator() == Operator.Equal);
            }
            LabelExpression expression = expressions.computeIfAbsent(matcher.value(), LabelExpression::of);
            steps += expression.steps(value);
            return steps <= MOST_STEPS && expression.matches(value) == (matcher.operator() == Operator.Matches);
        }
    }
}
