package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.docs.SchemaPaths;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts and metrics of objects ask for what is really there. */
class MonitoringTest {
    private static final Pattern METRIC = Pattern.compile("launchgate_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("(reason|state|verdict)=~?\"([A-Za-z|]+)\"");

    private final List<JsonNode> alerts = Manifests.elements(Manifests.in("deploy/monitoring")
                    .one("PrometheusRule", "launchgate")
                    .at("/spec/groups/0/rules"))
            .toList();

    @Test
    void everyMetricOfAnAlertIsMeasured() {
        assertThat(alerts).isNotEmpty();
        for (JsonNode alert : alerts) {
            Matcher metrics = METRIC.matcher(alert.path("expr").asText());
            while (metrics.find()) {
                assertThat(metrics()).as(alert.path("alert").asText()).contains(metrics.group());
            }
        }
    }

    @Test
    void everyWordOfAnAlertExists() {
        for (JsonNode alert : alerts) {
            Matcher labels = LABEL.matcher(alert.path("expr").asText());
            while (labels.find()) {
                assertThat(words(labels.group(1))).contains(labels.group(2).split("\\|"));
            }
        }
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

    private static Set<String> words(String label) {
        return switch (label) {
            case "reason" -> names(Reason.values());
            case "state" -> names(GateState.values());
            default -> names(Verdict.values());
        };
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    /** Names as Prometheus sees them. */
    private static Set<String> metrics() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry);
        meters.passed(
                "checklist",
                LaunchChecklistStatus.EMPTY,
                List.of(new Transition(Reason.Armed, "")),
                Duration.ofMillis(1));
        meters.failed();
        Set<String> names = new TreeSet<>();
        registry.getMeters().forEach(meter -> {
            String name = meter.getId().getName().replace('.', '_');
            names.add(
                    switch (meter.getId().getType()) {
                        case COUNTER -> name + "_total";
                        case TIMER -> name + "_seconds";
                        default -> name;
                    });
        });
        return names;
    }
}
