package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.checklist.MeasurePlanner.PlannedMeasure;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostmortemPlannerTest {
    private static String objection(String yaml) {
        return Postmortems.plan("title: t\n" + yaml).objection();
    }

    @Test
    void nothingIsWrongWithAWholeOneOrAnEmptyDraft() {
        assertThat(Postmortems.plan(Postmortems.WHOLE).objection()).isEmpty();
        assertThat(Postmortems.plan(Postmortems.WHOLE).accepted()).isTrue();
        assertThat(Postmortems.plan("title: t").accepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {startedAt: 2026-11-20T10:00:00Z, detectedAt: 2026-11-20T09:59:59Z}           | spec.impact.detectedAt: detectedAt must not be before startedAt
            {startedAt: 2026-11-20T10:00:00Z, detectedAt: 2026-11-20T10:30:00+01:00}      | spec.impact.detectedAt: detectedAt must not be before startedAt
            {detectedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T09:00:00Z}         | spec.impact.mitigatedAt: mitigatedAt must not be before detectedAt
            {startedAt: 2026-11-20T10:00:00Z, resolvedAt: 2026-11-20T09:00:00Z}           | spec.impact.resolvedAt: resolvedAt must not be before startedAt
            {mitigatedAt: 2026-11-20T10:00:00Z, resolvedAt: 2026-11-20T09:00:00Z}         | spec.impact.resolvedAt: resolvedAt must not be before mitigatedAt
            {startedAt: 2026-11-21T10:05:01Z}                                             | spec.impact.startedAt: lies in the future; expected a time that has passed
            {startedAt: "9999-12-31T23:59:59Z"}                                           | spec.impact.startedAt: lies in the future; expected a time that has passed
            {startedAt: yesterday}                                                        | spec.impact.startedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            {startedAt: "2026-02-30T10:00:00Z"}                                           | spec.impact.startedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            {startedAt: "2026-11-20T10:00:00"}                                            | spec.impact.startedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            {startedAt: 2026-11-20T10:00:00Z, detectedAt: 2026-11-20T10:00:00Z}           | ``
            {startedAt: 2026-11-21T10:05:00Z}                                             | ``
            """)
    void timesRunForwardAndHavePassed(String impact, String expected) {
        assertThat(objection("impact: " + impact)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title: ""                                                       | spec.title: must be 1 to 200 characters without control characters
            checklists: [{name: Web}]                                       | spec.checklists[0].name: must be the name of an object
            checklists: [{name: web}, {name: web}]                          | spec.checklists[1].name: another checklist has this name
            authors: [""]                                                   | spec.authors[0]: must be 1 to 100 characters without control characters
            state: Published                                                | spec.state: cannot be read; expected a value as in kubectl explain, saw another type or word
            severity: 3                                                     | spec.severity: cannot be read; expected a value as in kubectl explain, saw another type or word
            rootCause: "a\\u0007"                                           | spec.rootCause: must be 0 to 16384 characters without control characters but line breaks
            trigger: "a\\u009b2J"                                           | spec.trigger: must be 0 to 4096 characters without control characters but line breaks
            causes: [a, ""]                                                 | spec.causes[1]: must be 1 to 1000 characters without control characters but line breaks
            mitigation: [{result: it helped}]                               | spec.mitigation[0].step: must be 1 to 1000 characters without control characters but line breaks
            mitigation: [{step: a, at: 2026-11-22T00:00:00Z}]               | spec.mitigation[0].at: lies in the future; expected a time that has passed
            timeline: [{at: 2026-11-22T00:00:00Z, event: e}]                | spec.timeline[0].at: lies in the future; expected a time that has passed
            timeline: [{at: "", event: e}]                                  | spec.timeline[0].at: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            timeline: [{at: 2026-11-20T00:00:00Z, event: e, link: "http://a"}]    | spec.timeline[0].link: must be an https link
            lessons: {gotLucky: [""]}                                       | spec.lessons.gotLucky[0]: must be 1 to 1000 characters without control characters but line breaks
            review: {meetingAt: soon}                                       | spec.review.meetingAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            trackers: ["javascript:alert(1)"]                               | spec.trackers[0]: must be an https link
            links: ["https://a b"]                                          | spec.links[0]: must be an https link
            links: ["https://user@example.com/"]                            | spec.links[0]: must be an https link
            """)
    void whatIsWrongIsNamedWithItsPath(String field, String expected) {
        String yaml = field.startsWith("title") ? field : "title: t\n" + field;
        assertThat(Postmortems.plan(yaml).objection()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {name: a}                                                       | spec.attachments[0]: exactly one of prometheus, url, configMap must be set
            {name: a, configMap: {name: c, key: k}, url: "https://a.example.com/", sha256: %1$s}  | spec.attachments[0]: exactly one of prometheus, url, configMap must be set
            {name: A, configMap: {name: c, key: k}}                         | spec.attachments[0].name: must be a DNS label of 1 to 63 characters
            {name: a, configMap: {name: C, key: k}}                         | spec.attachments[0].configMap.name: must be the name of an object
            {name: a, configMap: {name: c, key: "../k"}}                    | spec.attachments[0].configMap.key: must be a key: letters, digits, dots, dashes, underscores
            {name: a, url: "https://a.example.com/x"}                       | spec.attachments[0].sha256: url needs sha256
            {name: a, url: "file:///etc/passwd", sha256: %1$s}              | spec.attachments[0].url: must start with http:// or https://
            {name: a, url: "http://169.254.169.254/", sha256: %1$s}         | spec.attachments[0].url: an address in this range is never reached
            {name: a, configMap: {name: c, key: k}, sha256: abc}            | spec.attachments[0].sha256: must be 64 hexadecimal digits
            {name: a, prometheus: %2$s, sha256: %1$s}                       | spec.attachments[0].sha256: sha256 is for url and configMap; that of a query is in the status
            {name: a, prometheus: {start: 2026-11-20T10:00:00Z, end: 2026-11-20T10:00:00Z, query: up}} | spec.attachments[0].prometheus.end: end must be after start
            {name: a, prometheus: {start: 2026-10-01T10:00:00Z, end: 2026-11-20T10:00:00Z, query: up}} | spec.attachments[0].prometheus.end: the window must be at most 31 days
            {name: a, prometheus: {start: 2026-11-20T10:00:00Z, end: 2026-11-22T10:00:00Z, query: up}} | spec.attachments[0].prometheus.end: lies in the future; expected a time that has passed
            {name: a, prometheus: {start: 2026-11-20T10:00:00Z, end: 2026-11-20T11:00:00Z, query: ""}} | spec.attachments[0].prometheus.query: must be 1 to 2000 characters without control characters but line breaks
            {name: a, prometheus: {start: 2026-11-20T10:00:00Z, end: 2026-11-20T11:00:00Z, query: up, step: 1d}} | spec.attachments[0].prometheus.step: step must be from 1s to 24h
            {name: a, prometheus: {start: 2026-11-20T10:00:00Z, end: 2026-11-20T11:00:00Z, query: up, step: 1ms}} | spec.attachments[0].prometheus.step: step must be from 1s to 24h
            {name: a, prometheus: {start: 2026-11-20T10:00:00Z, end: 2026-11-20T11:00:00Z, query: up, server: {url: "http://p.example.com/?a"}}} | spec.attachments[0].prometheus.server.url: the base URL has no query
            {name: a, prometheus: %2$s}, {name: a, prometheus: %2$s}        | spec.attachments[1].name: another attachment has this name
            {name: a, prometheus: %2$s}                                     | ``
            {name: a, url: "http://a.example.com/", sha256: %1$s}           | ``
            """)
    void attachmentsHaveOneSourceThatCanBeVerified(String attachments, String expected) {
        String filled = attachments.formatted(
                "ab".repeat(32), "{start: 2026-11-20T10:00:00Z, end: 2026-11-20T11:00:00Z, query: up, step: 30s}");
        assertThat(objection("attachments: [" + filled + "]")).isEqualTo(expected);
    }

    @Test
    void aMeasureThatIsWrongIsNamedAndTheRestWorks() {
        PostmortemPlan plan = Postmortems.plan("""
                title: t
                prevention:
                - {name: bad, blocksLaunch: true, item: {dns: {names: ["*.example.com"]}}}
                - {name: good, blocksLaunch: true, item: {tcp: {targets: ["vm.example.com:9100"]}}}
                """);
        assertThat(plan.accepted()).isFalse();
        assertThat(plan.objection())
                .isEqualTo(
                        "spec.prevention[0].item.dns.names[0]: must be an absolute name of at least two labels; no wildcard,"
                                + " no address");
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.measures())
                .extracting(PlannedMeasure::item)
                .extracting(PlannedItem::name, item -> item.refusals().isEmpty())
                .containsExactly(tuple("lost-url/bad", false), tuple("lost-url/good", true));
    }

    @Test
    void withoutASpecThereIsNothingToAccept() {
        PostmortemPlan plan = new PostmortemPlanner(CheckRegistry.standard()).plan(null, "lost-url", Postmortems.NOW);
        assertThat(plan.objection()).isEqualTo("spec: is missing; a postmortem needs a title");
    }

    static Stream<Arguments> hostile() {
        String million = "a".repeat(1 << 20);
        return Stream.of(
                Arguments.of("rootCause: " + million, "spec.rootCause: must be 0 to 16384 characters"),
                Arguments.of("notes: " + million, "spec.notes: must be 0 to 16384 characters"),
                Arguments.of("links: ['https://" + million + "']", "spec.links[0]: must be an https link"),
                Arguments.of(
                        "prevention: [{name: " + million + "}]",
                        "spec.prevention[0].name: must be a DNS label of 1 to 63 characters"),
                Arguments.of("timeline: [{at: " + million + ", event: e}]", "spec.timeline[0].at: must be a date"),
                Arguments.of("rootCause: \"\\u202Eevil\\u0000\"", "spec.rootCause: must be 0 to 16384"),
                Arguments.of(
                        "prevention: [" + "{name: same}, ".repeat(100) + "{name: same}]",
                        "spec.prevention: 0 to 100 elements, saw 101; spec.prevention[1].name: another measure has this name"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileInputIsRefusedQuicklyAndNotRepeated(String field, String expected) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(objection(field)).startsWith(expected).hasSizeLessThan(1_000);
        });
    }

    /** Text is data: it is escaped where it is shown, and not refused because it looks like markup. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "${jndi:ldap://x}", "{{ .Values }}", "](javascript:x)", "| a | b |"
            })
    void markupIsText(String text) {
        assertThat(objection("rootCause: '%s'\nnotes: '%s'\ntrigger: '%s'".formatted(text, text, text)))
                .isEmpty();
    }

    @Test
    void aHundredMeasuresAreFine() {
        assertThat(objection("prevention: [%s]"
                        .formatted(IntStream.range(0, 100)
                                .mapToObj("{name: m%d, owner: a}"::formatted)
                                .collect(Collectors.joining(", ")))))
                .isEmpty();
    }
}
