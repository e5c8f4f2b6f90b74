package dev.launchgate.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.announce.PostmortemMeters.Until;
import dev.launchgate.api.v1alpha1.IncidentSeverity;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures by standing and the times of incidents, each counted once, whatever restarts. */
@SuppressWarnings("deprecation") // the registry that the application runs with
class PostmortemMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PostmortemMeters meters = new Meters(registry).postmortems();

    private static PostmortemStatus status(MeasureStatus... measures) {
        return new PostmortemStatus(1L, List.of(), null, List.of(measures), List.of(), List.of(), null);
    }

    private static MeasureStatus measure(String name, String verdict, boolean overdue) {
        return new MeasureStatus(name, verdict, "Because", "m", true, "2026-11-20T10:00:00Z", overdue);
    }

    private void passed(String owner, Duration mitigated) {
        meters.passed(owner, IncidentSeverity.Low, Map.of(Until.Mitigated, mitigated), status());
    }

    private double value(String series) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .map(Double::valueOf)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double mitigated(String metric) {
        return value(metric + "{severity=\"Low\",until=\"Mitigated\",}");
    }

    private Set<String> series() {
        return registry.scrape()
                .lines()
                .map(line -> line.replaceAll(" \\S+$", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void measuresAreCountedByHowTheyStand() {
        meters.passed(
                "ml/a",
                null,
                Map.of(),
                status(
                        measure("a", "Pass", false),
                        measure("b", "Waived", false),
                        measure("c", "Fail", true),
                        measure("d", "Fail", false),
                        measure("e", "Unknown", false),
                        measure("f", "Pending", true)));
        meters.passed("ml/b", null, Map.of(), status(measure("a", "Pass", false)));

        assertThat(value("launchgate_measures{standing=\"Verified\",}")).isEqualTo(3);
        assertThat(value("launchgate_measures{standing=\"Overdue\",}")).isEqualTo(2);
        assertThat(value("launchgate_measures{standing=\"Open\",}")).isEqualTo(2);
    }

    /** Every pass, every restart and every failover takes the same postmortem in again. */
    @Test
    void anIncidentCountsOnceHoweverOftenItIsSeen() {
        for (int i = 0; i < 3; i++) {
            passed("ml/a", Duration.ofMinutes(42));
            passed("ml/b", Duration.ofMinutes(18));
        }
        assertThat(mitigated("launchgate_incidents")).isEqualTo(2);
        assertThat(mitigated("launchgate_incident_seconds")).isEqualTo(3_600);

        PrometheusMeterRegistry other = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new Meters(other)
                .postmortems()
                .passed("ml/a", IncidentSeverity.Low, Map.of(Until.Mitigated, Duration.ofMinutes(42)), status());
        assertThat(other.scrape())
                .contains("launchgate_incident_seconds{severity=\"Low\",until=\"Mitigated\",} 2520.0");
    }

    @Test
    void correctedTimesReplaceTheOldOnes() {
        passed("ml/a", Duration.ofMinutes(42));
        meters.passed("ml/a", null, Map.of(Until.Mitigated, Duration.ofMinutes(1)), status());
        assertThat(mitigated("launchgate_incidents")).isZero();
        assertThat(value("launchgate_incident_seconds{severity=\"Unrated\",until=\"Mitigated\",}"))
                .isEqualTo(60);
    }

    @Test
    void whatIsGoneOrSomebodyElsesIsNotCounted() {
        Set<String> there = new HashSet<>(Set.of("ml/a", "ml/b"));
        meters.among(there::contains);
        passed("ml/a", Duration.ofMinutes(1));
        passed("ml/b", Duration.ofMinutes(2));
        passed("ml/c", Duration.ofMinutes(4));
        assertThat(mitigated("launchgate_incident_seconds")).isEqualTo(180);
        there.remove("ml/a");
        assertThat(mitigated("launchgate_incident_seconds")).isEqualTo(120);
        meters.forget("ml/b");
        assertThat(mitigated("launchgate_incidents")).isZero();

        passed("ml/b", Duration.ofMinutes(2));
        meters.forgetAll();
        assertThat(mitigated("launchgate_incidents")).isZero();
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "Pass,Fail,1",
        "Waived,Fail,1",
        "Pass,Unknown,0",
        "Pass,Pass,0",
        "Fail,Fail,0",
        "Pending,Fail,0",
        "Fail,Pass,0"
    })
    void aMeasureThatHeldAndFailsHasRegressed(String before, String after, double regressed) {
        meters.changed(status(measure("a", before, false)), status(measure("a", after, false)));
        assertThat(value("launchgate_measures_regressed_total")).isEqualTo(regressed);
    }

    @Test
    void theNumberOfSeriesDoesNotFollowTheNumberOfPostmortems() {
        Set<String> none = series();
        Stream.iterate(0, i -> i + 1)
                .limit(1_000)
                .forEach(i -> meters.passed(
                        "ml/incident-" + i,
                        IncidentSeverity.High,
                        Map.of(Until.Detected, Duration.ofMinutes(1), Until.Over, Duration.ofHours(1)),
                        status(measure("m-" + i, "Amazing", false))));
        assertThat(series()).isEqualTo(none);
        assertThat(registry.scrape()).doesNotContain("incident-1", "m-1");
    }
}
