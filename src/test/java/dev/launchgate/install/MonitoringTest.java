package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.docs.Document;
import dev.launchgate.docs.SchemaPaths;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and metrics of objects ask for what is really there. */
class MonitoringTest {
    private static final String COPY = "helm/launchgate/files/prometheus-rule.yaml";
    private static final Pattern SELECTOR = Pattern.compile("(launchgate_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=~?\"([A-Za-z|]+)\"");

    private final List<JsonNode> alerts = alerts(Manifests.in("deploy/monitoring"));

    private static List<JsonNode> alerts(Manifests manifests) {
        return Manifests.elements(manifests.one("PrometheusRule", "launchgate").at("/spec/groups/0/rules"))
                .toList();
    }

    /** An increase from nothing is none: a series that appears with its first event never raises an alert by it. */
    @ParameterizedTest
    @ValueSource(strings = {"deploy/monitoring/prometheus-rule.yaml", COPY})
    void everySeriesOfAnAlertIsThereFromTheStart(String file) {
        List<String> exposed = exposedAtStart();
        List<JsonNode> rules = alerts(Manifests.read(Manifests.file(file)));

        assertThat(rules).isNotEmpty();
        for (JsonNode alert : rules) {
            assertExposed(alert.path("expr").asText(), exposed);
        }
    }

    static List<String> documented() {
        return Document.all().stream()
                .flatMap(document -> document.blocks("promql"))
                .map(block -> block.text())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everySeriesOfTheGuideIsThereFromTheStart(String expression) {
        assertExposed(expression, exposedAtStart());
    }

    private static void assertExposed(String expression, List<String> exposed) {
        Matcher selectors = SELECTOR.matcher(expression);
        int found = 0;
        for (; selectors.find(); found++) {
            String metric = selectors.group(1);
            String labels = Objects.requireNonNullElse(selectors.group(2), "");
            assertThat(series(metric, labels))
                    .as(expression)
                    .allSatisfy(wanted -> assertThat(exposed)
                            .anySatisfy(
                                    line -> assertThat(line).startsWith(metric).contains(wanted)));
        }
        assertThat(found).isPositive();
    }

    /** What to look for: the metric with each value of each label. */
    private static List<String> series(String metric, String labels) {
        List<String> all = new ArrayList<>(List.of(metric + (labels.isEmpty() ? "" : "{")));
        Matcher matcher = LABEL.matcher(labels);
        while (matcher.find()) {
            Stream.of(matcher.group(2).split("\\|"))
                    .map(value -> matcher.group(1) + "=\"" + value + "\"")
                    .forEach(all::add);
        }
        return all;
    }

    @SuppressWarnings("deprecation") // the registry that the application runs with
    private static List<String> exposedAtStart() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        assertThat(meters).isNotNull();
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void everyAlertSaysWhatToDo() {
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/annotations/description").asText()).isNotEmpty();
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
        });
    }

    @Test
    void metricsOfObjectsReadFieldsThatExist() {
        JsonNode config = Manifests.parse(Manifests.in("deploy/monitoring")
                        .one("ConfigMap", "launchgate-kube-state-metrics")
                        .at("/data/config.yaml")
                        .asText())
                .objects()
                .getFirst();
        JsonNode resource = config.at("/spec/resources/0");
        for (JsonNode metric : resource.path("metrics")) {
            JsonNode each = metric.path("each");
            JsonNode source = each.path(each.path("type").asText().equals("Info") ? "info" : lower(each));
            String path = path(source.path("path"));
            assertThat(SchemaPaths.exists(path))
                    .as(metric.path("name").asText())
                    .isTrue();
            if (source.has("valueFrom")) {
                assertThat(SchemaPaths.exists(path + path(source.path("valueFrom"))))
                        .isTrue();
            }
            source.path("labelsFromPath")
                    .forEach(label ->
                            assertThat(SchemaPaths.exists(path + path(label))).isTrue());
        }
        assertThat(resource.toString())
                .contains(Arrays.stream(GateState.values()).map(Enum::name).toList());
        assertThat(resource.toString())
                .contains(Arrays.stream(Verdict.values()).map(Enum::name).toList());
    }

    private static String lower(JsonNode each) {
        return each.path("type").asText().equals("StateSet") ? "stateSet" : "gauge";
    }

    private static String path(JsonNode steps) {
        return Manifests.elements(steps).map(step -> "." + step.asText()).collect(Collectors.joining());
    }
}
