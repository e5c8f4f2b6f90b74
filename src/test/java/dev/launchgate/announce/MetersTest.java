package dev.launchgate.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeListener;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.status.Reason;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the registry that the application runs with
class MetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);

    private static LaunchChecklistStatus status(GateState state, String... verdicts) {
        GateStatus gate = new GateStatus(state.name(), null, "", null, null, null, List.of(), null, "", null);
        return new LaunchChecklistStatus(
                1L,
                List.of(),
                null,
                gate,
                List.of(verdicts).stream().map(MetersTest::item).toList(),
                List.of());
    }

    private static ItemStatus item(String verdict) {
        return new ItemStatus("a", "dns", "s", "Blocking", "BeforeRelease", verdict, "Because", "m", "Checklist", "");
    }

    private void passed(String owner, LaunchChecklistStatus status) {
        meters.passed(owner, status, Duration.ofMillis(3));
        meters.told(Reason.Released);
    }

    private Set<String> series() {
        return registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    private String value(String series) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("none");
    }

    @Test
    void namesAreThoseThatMonitoringExpects() {
        assertThat(series().stream().map(line -> line.replaceAll("\\{.*", "")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "launchgate_start_to_first_pass_seconds",
                        "launchgate_checklists",
                        "launchgate_items",
                        "launchgate_measures",
                        "launchgate_measures_regressed_total",
                        "launchgate_incidents",
                        "launchgate_incident_seconds",
                        "launchgate_gate_transitions_total",
                        "launchgate_pass_failures_total",
                        "launchgate_blocked_seconds_total",
                        "launchgate_readiness_lead_time_seconds_count",
                        "launchgate_readiness_lead_time_seconds_sum",
                        "launchgate_readiness_lead_time_seconds_max",
                        "launchgate_pass_duration_seconds_count",
                        "launchgate_pass_duration_seconds_sum",
                        "launchgate_pass_duration_seconds_max",
                        "launchgate_probe_duration_seconds_count",
                        "launchgate_probe_duration_seconds_sum",
                        "launchgate_probe_duration_seconds_max");
    }

    /**
     * A thousand checklists cost no more series than none, and none of their names is anywhere. What is there from the start
     * can be seen to increase by its first event.
     */
    @Test
    void theNumberOfSeriesDoesNotFollowTheNumberOfChecklists() {
        Set<String> none = series();

        for (int i = 0; i < 1_000; i++) {
            passed("ml/checklist-" + i, status(GateState.Held, "Pass", "Fail"));
        }
        meters.failed();
        for (Reason reason : StatusChange.TOLD_ON_TARGET) {
            meters.told(reason);
        }
        for (Cause cause : Cause.values()) {
            meters.probed("http", cause.name(), Duration.ofMillis(4));
        }
        meters.probed("dns", "Answered", Duration.ofMillis(4));

        assertThat(series()).isEqualTo(none).hasSizeLessThan(600);
        assertThat(registry.scrape()).doesNotContain("checklist-0", "ml/");
    }

    @Test
    void everyKindOfItemIsCounted() {
        assertThat(Meters.KINDS)
                .hasSize(CheckParams.class.getPermittedSubclasses().length + 1)
                .contains("measure");
        assertThat(series())
                .containsAll(Meters.KINDS.stream()
                        .map("launchgate_items{kind=\"%s\",verdict=\"Fail\",}"::formatted)
                        .toList());
    }

    /** One that the closed list leaves out would get its series when its first probe ends. */
    @Test
    void everyProtocolIsInTheList() throws ReflectiveOperationException {
        for (Class<?> kind : ProbeRequest.class.getPermittedSubclasses()) {
            assertThat(ProbeListener.PROTOCOLS).contains(empty(kind).protocol());
        }
    }

    private static ProbeRequest empty(Class<?> kind) throws ReflectiveOperationException {
        Constructor<?> constructor = kind.getDeclaredConstructors()[0];
        return (ProbeRequest) constructor.newInstance(
                Stream.of(constructor.getParameterTypes()).map(MetersTest::any).toArray());
    }

    private static @Nullable Object any(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        return type == Map.class ? Map.of() : type == String.class ? "name" : null;
    }

    @Test
    void gaugesCountWhatTheLatestPassesCameTo() {
        passed("ml/a", status(GateState.Held, "Pass", "Fail", "Fail"));
        passed("ml/b", status(GateState.Held, "Pass"));
        passed("ml/b", status(GateState.Armed, "Pass"));

        assertThat(value("launchgate_checklists{state=\"Held\",}")).isEqualTo("1.0");
        assertThat(value("launchgate_checklists{state=\"Armed\",}")).isEqualTo("1.0");
        assertThat(value("launchgate_items{kind=\"dns\",verdict=\"Fail\",}")).isEqualTo("2.0");
        assertThat(value("launchgate_items{kind=\"dns\",verdict=\"Pass\",}")).isEqualTo("2.0");
        assertThat(value("launchgate_gate_transitions_total{reason=\"Released\",}"))
                .isEqualTo("3.0");
        assertThat(value("launchgate_pass_duration_seconds_count")).isEqualTo("3.0");
    }

    @Test
    void whatWasWaitedForIsCountedByKind() {
        ItemStatus failing =
                new ItemStatus("a", "dns", "s", "Blocking", "BeforeRelease", "Fail", "Because", "m", "Checklist", "");
        LaunchChecklistStatus held = waiting("Held", "2026-11-20T10:00:00Z", failing);
        LaunchChecklistStatus strange = waiting(
                "Held",
                "2026-11-20T10:00:00Z",
                new ItemStatus("a", "ours", "s", "Blocking", "BeforeRelease", "Fail", "Because", "m", "Checklist", ""));
        LaunchChecklistStatus over = waiting("Approved", "2026-11-20T10:01:30Z", failing);

        meters.changed(held, over);
        meters.changed(strange, over);

        assertThat(value("launchgate_blocked_seconds_total{kind=\"dns\",}")).isEqualTo("90.0");
        assertThat(value("launchgate_blocked_seconds_total{kind=\"tcp\",}")).isEqualTo("0.0");
        assertThat(registry.scrape()).doesNotContain("ours");
        assertThat(value("launchgate_readiness_lead_time_seconds_count")).isEqualTo("2.0");
        assertThat(value("launchgate_readiness_lead_time_seconds_sum")).isEqualTo("180.0");
    }

    private static LaunchChecklistStatus waiting(String state, String since, ItemStatus item) {
        Approval approval = new Approval("hash", null, "uid", 1L, since, "ChecklistPassed", "digest", null);
        GateStatus gate = new GateStatus(state, null, since, null, null, approval, List.of(), null, "", null);
        return new LaunchChecklistStatus(1L, List.of(), null, gate, List.of(item), List.of());
    }

    @Test
    void aChecklistThatIsGoneIsNotCounted() {
        passed("ml/a", status(GateState.Held, "Fail"));
        passed("ml/b", status(GateState.Held, "Fail"));

        meters.keep(Set.of("ml/b", "ml/c"));

        assertThat(value("launchgate_checklists{state=\"Held\",}")).isEqualTo("1.0");
        assertThat(value("launchgate_items{kind=\"dns\",verdict=\"Fail\",}")).isEqualTo("1.0");
    }

    /** A status may have been edited, or written by a later version. */
    @Test
    void wordsThatAreUnknownAndAStatusWithoutGateAreNotCounted() {
        passed("ml/a", status(GateState.Held, "Amazing"));
        passed("ml/b", LaunchChecklistStatus.EMPTY);

        assertThat(value("launchgate_checklists{state=\"Held\",}")).isEqualTo("1.0");
        assertThat(registry.scrape()).doesNotContain("Amazing");
    }

    @Test
    void beforeTheFirstPassItsTimeIsUnknown() {
        assertThat(value("launchgate_start_to_first_pass_seconds")).isEqualTo("NaN");

        passed("ml/a", status(GateState.Held));
        String first = value("launchgate_start_to_first_pass_seconds");
        assertThat(Double.parseDouble(first)).isPositive();

        passed("ml/a", status(GateState.Held));
        assertThat(value("launchgate_start_to_first_pass_seconds")).isEqualTo(first);
    }
}
