package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals.Refusal;
import dev.launchgate.checklist.MeasurePlanner.PlannedMeasure;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurePlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final MeasurePlanner planner = new MeasurePlanner(CheckRegistry.standard());

    private List<PlannedMeasure> plan(String measures) {
        PostmortemSpec spec = Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                spec: {prevention: [%s]}
                """.formatted(measures), Postmortem.class)
                .getSpec();
        return planner.plan(spec, "lost-url", NOW);
    }

    private PlannedMeasure one(String fields) {
        return plan("{name: db-url, blocksLaunch: true" + (fields.isEmpty() ? "" : ", " + fields) + "}")
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                | Fail MeasureNotDone: db-url of Postmortem lost-url (no owner): not done; do it, then set doneAt and doneBy
            owner: " "                                                        | Fail MeasureNotDone: db-url of Postmortem lost-url (no owner): not done; do it, then set doneAt and doneBy
            owner: ml, dueDate: 2026-12-04                                    | Fail MeasureNotDone: db-url of Postmortem lost-url (owner ml, due 2026-12-04): not done; do it, then set doneAt and doneBy
            dueDate: 2026-11-01                                               | Fail MeasureNotDone: db-url of Postmortem lost-url (no owner, due 2026-11-01): not done; do it, then set doneAt and doneBy
            owner: ml, doneBy: ana, doneAt: "2026-11-20T09:59:59Z"            | Pass MeasureDone: db-url of Postmortem lost-url (owner ml): done 2026-11-20 by ana
            owner: ml, doneBy: ana, doneAt: "2026-11-19T23:30:00-02:00"       | Pass MeasureDone: db-url of Postmortem lost-url (owner ml): done 2026-11-20 by ana
            owner: ml, doneBy: ana, doneAt: "2026-11-20T10:05:00Z"            | Pass MeasureDone: db-url of Postmortem lost-url (owner ml): done 2026-11-20 by ana
            owner: ml, doneBy: ana, doneAt: "2026-11-20T10:05:01Z"            | Fail DateInFuture: db-url of Postmortem lost-url (owner ml): doneAt: expected a time that has passed, saw 2026-11-20T10:05:01Z; correct the date
            owner: ml, doneBy: " ", doneAt: "2026-11-20T09:00:00Z"            | Fail MeasureNotDone: db-url of Postmortem lost-url (owner ml): not done; do it, then set doneAt and doneBy
            """)
    void whatPeopleSayIsTheAnswerWhereNothingMeasures(String fields, String expected) {
        PlannedItem item = one(fields).item();
        assertThat(item.refusals()).isEmpty();
        assertThat(item.kind()).isEqualTo("measure");
        assertThat("%s %s: %s"
                        .formatted(
                                item.stated().verdict(),
                                item.stated().reason(),
                                item.stated().message()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            doneBy: ana                                          | spec.prevention[0]: doneAt and doneBy must be set together
            doneAt: "2026-11-20T09:00:00Z"                       | spec.prevention[0]: doneAt and doneBy must be set together
            doneBy: ana, doneAt: "2026-11-20 09:00"              | spec.prevention[0].doneAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            doneBy: ana, doneAt: "2026-02-30T09:00:00Z"          | spec.prevention[0].doneAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            dueDate: tomorrow                                    | spec.prevention[0].dueDate: must be a day, such as 2026-12-04
            dueDate: 2026-02-30                                  | spec.prevention[0].dueDate: must be a day, such as 2026-12-04
            tracker: "javascript:alert(1)"                       | spec.prevention[0].tracker: must be an https link
            owner: "a\\u001b[2J"                                 | spec.prevention[0].owner: must be 0 to 100 characters without control characters
            description: "a\\u0000"                              | spec.prevention[0].description: must be 0 to 1000 characters without control characters but line breaks
            item: {}                                             | spec.prevention[0].item: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set
            item: {tcp: {targets: ["x:0"]}}                      | spec.prevention[0].item.tcp.targets[0]: host:port or [v6]:port with a port from 1 to 65535; no port range, no CIDR
            item: {tcp: {targets: ["x:1"]}, interval: 1s}        | spec.prevention[0].item.interval: interval must be from 5s to 24h
            """)
    void whatIsWrongIsNamedWithItsPath(String fields, String expected) {
        assertThat(one(fields).item().refusals()).extracting(Refusal::toString).containsExactly(expected);
    }

    @Test
    void namesThatAreNoneAreRefusedAndStillHaveARow() {
        List<PlannedMeasure> planned = plan("{name: a}, {name: a}, {name: 'Not A Label'}, {}, null, 7");
        assertThat(planned)
                .extracting(measure -> measure.item().name())
                .containsExactly(
                        "lost-url/a",
                        "lost-url/item-1",
                        "lost-url/item-2",
                        "lost-url/item-3",
                        "lost-url/item-4",
                        "lost-url/item-5");
        assertThat(planned)
                .extracting(measure -> measure.item().refusals().size())
                .containsExactly(0, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20, false", "2026-11-19, true", "2026-11-21, false", "never, false"})
    void theLastDayIsNotLate(String due, boolean late) {
        assertThat(one("dueDate: " + due).late(LocalDate.parse("2026-11-20"))).isEqualTo(late);
    }

    @Test
    void moreThanAHundredAreNotPlanned() {
        assertThat(plan("{name: a}, ".repeat(150) + "{name: b}")).hasSize(100);
    }
}
