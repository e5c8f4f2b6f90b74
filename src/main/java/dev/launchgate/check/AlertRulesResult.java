package dev.launchgate.check;

import dev.launchgate.probe.ContentReader.Content;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Prometheus says of the alert rules that it has loaded. */
sealed interface AlertRulesResult extends Content {
    /**
     * The rules of the names that were asked for.
     *
     * @param rules in one order, whatever the server's
     * @param partial the answer carries warnings, so a rule that is not here may be loaded all the same
     */
    record Loaded(List<LoadedRule> rules, boolean partial) implements AlertRulesResult {
        public Loaded {
            rules = rules.stream().sorted(LoadedRule.ORDER).toList();
        }
    }

    /** The server reports an error instead of rules. */
    record Refused() implements AlertRulesResult {}

    /** More rules or longer labels than anybody can mean. */
    record TooLarge() implements AlertRulesResult {}

    /**
     * Not a list of rules.
     *
     * @param position where that shows
     */
    record Malformed(String position) implements AlertRulesResult {}

    /**
     * One alert rule.
     *
     * @param labels those that the rule itself sets, templates not filled in
     * @param firing whether it fires; false where nobody asked
     */
    record LoadedRule(String name, Map<String, String> labels, Health health, boolean firing) {
        private static final Comparator<LoadedRule> ORDER =
                Comparator.comparing(LoadedRule::name).thenComparing(rule -> new TreeMap<>(rule.labels()).toString());

        public LoadedRule {
            labels = Map.copyOf(labels);
        }
    }

    /** How the last evaluation of a rule ended. */
    enum Health {
        Good,
        Failing,
        NotEvaluated
    }
}
