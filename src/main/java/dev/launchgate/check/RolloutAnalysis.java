package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One analysis of an Argo Rollout, with the templates that it names.
 *
 * @param problems templates that are not there or could not be read
 * @param judges whether any metric counts, dry runs left out
 * @param time how long the analysis takes at least
 */
record RolloutAnalysis(List<Judgement> problems, boolean judges, Duration time) {
    /** More than anybody nests; what is named beyond is not read. */
    private static final int MAX_TEMPLATES = 50;

    private static final int MAX_PATTERN = 256;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,9}");

    RolloutAnalysis {
        problems = List.copyOf(problems);
    }

    /** @param analysis with {@code templates}, as steps, background and blue-green analyses have it; missing if there is none */
    static RolloutAnalysis of(JsonNode analysis, String subject, Facts facts) {
        return read(analysis.path("templates"), analysis.path("dryRun"), subject, facts);
    }

    /** @param experiment with {@code analyses}, each of which names one template */
    static RolloutAnalysis ofExperiment(JsonNode experiment, String subject, Facts facts) {
        return read(experiment.path("analyses"), experiment.path("dryRun"), subject, facts);
    }

    private static RolloutAnalysis read(JsonNode references, JsonNode dryRun, String subject, Facts facts) {
        List<Judgement> problems = new ArrayList<>();
        List<JsonNode> templates = new ArrayList<>();
        Set<JsonNode> seen = new HashSet<>();
        Deque<JsonNode> toRead = new ArrayDeque<>();
        Resource.elements(references).forEach(toRead::add);
        while (!toRead.isEmpty() && seen.size() < MAX_TEMPLATES) {
            JsonNode reference = toRead.poll();
            if (seen.add(reference)) {
                switch (read(reference, facts)) {
                    case Lookup.Found found -> {
                        templates.add(found.resource().at("/spec"));
                        found.resource().elements("/spec/templates").forEach(toRead::add);
                    }
                    case Lookup.Missing missing -> problems.add(missing(missing, subject));
                    case Lookup.Unreadable unreadable -> problems.add(Judgement.unreadable(unreadable.obstacle()));
                }
            }
        }
        List<JsonNode> counting = counting(dryRun, templates);
        return new RolloutAnalysis(
                problems,
                !counting.isEmpty(),
                counting.stream()
                        .map(RolloutAnalysis::time)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    private static Lookup read(JsonNode reference, Facts facts) {
        ResourceKind kind = reference.path("clusterScope").asBoolean()
                ? ResourceKind.CLUSTER_ANALYSIS_TEMPLATE
                : ResourceKind.ANALYSIS_TEMPLATE;
        return facts.object(kind, reference.path("templateName").asText());
    }

    private static Judgement missing(Lookup.Missing missing, String subject) {
        return Judgement.fail(
                Reason.AnalysisMissing,
                "%s: names %s %s, which was not found%s; create it or correct the name"
                        .formatted(
                                subject,
                                missing.kind().kind(),
                                missing.name(),
                                missing.namespace().isEmpty() ? "" : " in " + missing.namespace()));
    }

    /** The metrics whose result counts. */
    private static List<JsonNode> counting(JsonNode dryRun, List<JsonNode> templates) {
        List<JsonNode> dryRuns = new ArrayList<>();
        Resource.elements(dryRun).forEach(dryRuns::add);
        templates.forEach(template -> Resource.elements(template.path("dryRun")).forEach(dryRuns::add));
        return templates.stream()
                .flatMap(template -> Resource.elements(template.path("metrics")))
                .filter(metric -> dryRuns.stream().noneMatch(dry -> covers(dry, metric)))
                .toList();
    }

    /** The engine searches the expression in the name; one that nobody can read may cover anything. */
    private static boolean covers(JsonNode dryRun, JsonNode metric) {
        String expression = dryRun.path("metricName").asText();
        try {
            return expression.length() > MAX_PATTERN
                    || Pattern.compile(expression)
                            .matcher(metric.path("name").asText())
                            .find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    /** A metric ends after {@code count} measurements, or earlier after that many successes in a row. */
    private static Duration time(JsonNode metric) {
        Duration delay = CanaryDurations.of(metric.path("initialDelay")).orElse(Duration.ZERO);
        Duration interval = CanaryDurations.of(metric.path("interval")).orElse(Duration.ZERO);
        long measurements = Math.min(
                limit(metric.path("count")).orElse(Long.MAX_VALUE),
                limit(metric.path("consecutiveSuccessLimit")).orElse(Long.MAX_VALUE));
        return measurements == Long.MAX_VALUE
                ? delay
                : CanaryDurations.sum(delay, CanaryDurations.times(interval, measurements - 1));
    }

    /** A whole number above zero, also as text; an argument that is filled in later is none. */
    private static Optional<Long> limit(JsonNode node) {
        return Optional.of(node.asText()).filter(LIMIT::matches).map(Long::valueOf);
    }
}
