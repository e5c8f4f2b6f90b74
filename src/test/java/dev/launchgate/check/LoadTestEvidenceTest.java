package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.loadtest.LoadReportReader;
import dev.launchgate.check.loadtest.ReportFixture;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the report is, when the test ended, and for which image it was made. */
class LoadTestEvidenceTest {
    private static final LoadTestCheck CHECK = new LoadTestCheck();
    private static final String REPORT = "report: {configMap: {name: load, key: report}}\n";
    private static final String SUBJECT = "ConfigMap load, key report";
    private static final String URL = "https://results.example.com/ml/summary.json";
    private static final String AT_URL = "{report: {url: '" + URL + "?token=hunter2'}, bind: None}";
    private static final String DATED = "2026-11-25T04:00:00Z";
    private static final String VEGETA = "vegeta-12.13.0/good.json";
    private static final String UNDATED = "jmeter-5.6.3/good-statistics.json";

    @Test
    void aConfigMapNeedsNoProbe() {
        assertThat(Spec.plan(CHECK, REPORT, LoadTestWorld.holding(VEGETA)).probes())
                .isEmpty();
    }

    @Test
    void aUrlIsFetchedSeldomAndReadAsAReport() {
        assertThat(Spec.plan(CHECK, AT_URL, LoadTestWorld.facts()).probes()).containsExactly(fetch());
        assertThat(fetch().atMostEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void noConfigMap() {
        assertThat(judge("", LoadTestWorld.facts()))
                .isEqualTo(fail(Reason.ObjectMissing, "ConfigMap load not found in ml; create it or correct the name"));
    }

    @Test
    void noSuchKey() {
        FakeFacts facts = LoadTestWorld.facts()
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: load, namespace: ml}\ndata: {other: ''}");

        assertThat(judge("", facts))
                .isEqualTo(fail(
                        Reason.ReportMissing,
                        "no load test report at ConfigMap load, key report (no such key); run the test and publish its"
                                + " result"));
    }

    @Test
    void textIsReadAsBinaryDataIs() {
        FakeFacts facts = LoadTestWorld.facts().with(ResourceKind.CONFIG_MAP, """
                metadata: {name: load, namespace: ml}
                data:
                  report: '%s'
                """.formatted(
                        ReportFixture.text(VEGETA).strip()));

        assertThat(judge("bind: None", facts)).isEqualTo(pass(SUBJECT + " (Vegeta, 2026-11-25)"));
    }

    @Test
    void forbidden() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.CONFIG_MAP, "ml");

        assertThat(judge("", LoadTestWorld.facts().obstacle(ResourceKind.CONFIG_MAP, obstacle)))
                .isEqualTo(unknown(Reason.Forbidden, obstacle.message()));
    }

    @Test
    void cachesThatAreNotFilledYet() {
        Obstacle obstacle = Obstacle.notSynced(ResourceKind.CONFIG_MAP);

        assertThat(judge("", LoadTestWorld.facts().obstacle(ResourceKind.CONFIG_MAP, obstacle)))
                .isEqualTo(pending(Reason.NotMeasuredYet, obstacle.message()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | it is empty
            Running 10s test @ ... | it is the text of wrk, which lacks p95, the share of failed requests and a date; use a tool that writes JSON or CSV
            {"latencies": {        | not JSON (line 1, column 16); is it cut off?
            """)
    void malformed(String report, String why) {
        assertThat(judge("", LoadTestWorld.holdingText(report)))
                .isEqualTo(unknown(Reason.DataMalformed, SUBJECT + ": not a load test report: " + why));
    }

    @Test
    void anotherToolThanTheItemSays() {
        assertThat(judge("tool: K6", LoadTestWorld.holding(VEGETA)))
                .isEqualTo(unknown(
                        Reason.DataMalformed,
                        SUBJECT + ": not a load test report: expected a report of K6, saw one of Vegeta"));
    }

    @Test
    void aUrlThatAnswersWithAReport() {
        assertThat(Spec.judge(CHECK, AT_URL, answered(200, VEGETA))).isEqualTo(pass(URL + " (Vegeta, 2026-11-25)"));
        assertThat(Spec.judge(CHECK, AT_URL, answered(200, "refused/hey.txt")))
                .isEqualTo(unknown(
                        Reason.DataMalformed,
                        URL
                                + ": not a load test report: it is the text of hey, which lacks the share of failed requests"
                                + " and a date; use a tool that writes JSON or CSV"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | Fail    | ReportMissing          | no load test report at URL (404); run the test and publish its result
            410 | Fail    | ReportMissing          | no load test report at URL (410); run the test and publish its result
            401 | Unknown | AuthenticationRequired | URL: answers 401; set auth, or let this client in
            403 | Unknown | AuthenticationRequired | URL: answers 403; set auth, or let this client in
            302 | Unknown | RedirectRefused        | URL: answers 302; name the final address
            500 | Unknown | ServerError            | URL: expected 2xx, saw 500; check the server
            """)
    void aUrlThatAnswersOtherwise(int status, Verdict verdict, Reason reason, String message) {
        assertThat(Spec.judge(CHECK, AT_URL, answered(status, VEGETA)))
                .isEqualTo(new Judgement(verdict, reason, message.replace("URL", URL)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Timeout           | Exchange | -                                      | Unknown | Timeout           | URL: no complete answer within 5s
            ConnectionRefused | Connect  | -                                      | Fail    | ConnectionRefused | URL: refused; nothing listens there
            EgressDenied      | Connect  | -                                      | Unknown | EgressDenied      | URL: not an allowed destination; ask the platform team
            DataTooLarge      | Exchange | expected at most 1 MiB; make it smaller | Unknown | DataTooLarge     | URL: expected at most 1 MiB; make it smaller
            """)
    void aUrlThatDoesNotAnswer(
            Cause cause, Phase phase, String detail, Verdict verdict, Reason reason, String message) {
        assertThat(Spec.judge(CHECK, AT_URL, LoadTestWorld.facts().failure(fetch(), cause, phase, detail)))
                .isEqualTo(new Judgement(verdict, reason, message.replace("URL", URL)));
    }

    @Test
    void aUrlThatWasNotFetchedYetOrTooLongAgo() {
        assertThat(Spec.judge(CHECK, AT_URL, LoadTestWorld.facts()).reason()).isEqualTo(Reason.NotMeasuredYet);
        assertThat(Spec.judge(CHECK, AT_URL, LoadTestWorld.facts().tooOld(fetch()))
                        .reason())
                .isEqualTo(Reason.ResultTooOld);
    }

    /** The candidate runs registry.example.com/ml/scoring:v2.4.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # annotation                                | run.image                             | reason           | message
            registry.example.com/ml/scoring:v2.4.1      | -                                     | -                | -
            -                                           | registry.example.com/ml/scoring:v2.4.1 | -               | -
            registry.example.com/ml/scoring:v2.4.1      | registry.example.com/ml/scoring:v2.4.0 | -               | -
            registry.example.com/ml/scoring:v2.4.0      | registry.example.com/ml/scoring:v2.4.1 | EvidenceForOther | made for registry.example.com/ml/scoring:v2.4.0, candidate is registry.example.com/ml/scoring:v2.4.1; run it again for this revision
            -                                           | registry.example.com/ml/other:v2.4.1  | EvidenceForOther | made for registry.example.com/ml/other:v2.4.1, candidate is registry.example.com/ml/scoring:v2.4.1; run it again for this revision
            registry.example.com/ml/scoring:latest      | -                                     | EvidenceUnbound  | made for registry.example.com/ml/scoring:latest, candidate is registry.example.com/ml/scoring:v2.4.1: these names cannot be told apart; use a tag or digest in both
            registry.example.com/ml/scoring@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | - | EvidenceUnbound | made for registry.example.com/ml/scoring@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, candidate is registry.example.com/ml/scoring:v2.4.1: these names cannot be told apart; use a tag or digest in both
            -                                           | -                                     | EvidenceUnbound  | nothing says which image was tested; annotate the ConfigMap with launchgate.dev/image or set run.image
            no image at all                             | registry.example.com/ml/scoring:v2.4.1 | EvidenceUnbound | ConfigMap load, key report: annotation launchgate.dev/image expected the name of an image
            """)
    void bindsToTheImageOfTheCandidate(String annotation, String image, Reason reason, String message) {
        String annotations = annotation == null ? "" : "launchgate.dev/image: '" + annotation + "'";
        String run = image == null ? "" : "run: {image: '" + image + "'}";
        Judgement expected = reason == null ? pass(SUBJECT + " (Vegeta, 2026-11-25)") : fail(reason, message);

        assertThat(judge(run, LoadTestWorld.holding(VEGETA, annotations))).isEqualTo(expected);
        assertThat(judge(run + "\nbind: None", LoadTestWorld.holding(VEGETA, annotations))
                        .verdict())
                .isEqualTo(Verdict.Pass);
    }

    @Test
    void bindsDigestToDigest() {
        String digest = "@sha256:" + "a".repeat(64);
        String candidate = "spec: {containers: [{name: app, image: 'registry.example.com/ml/scoring:v9%s'}]}";
        FakeFacts facts = LoadTestWorld.holding(
                VEGETA, "launchgate.dev/image: 'registry.example.com/ml/scoring:v2.4.1" + digest + "'");

        assertThat(judge("", facts.candidate(candidate.formatted(digest))).verdict())
                .isEqualTo(Verdict.Pass);
        assertThat(judge("", facts.candidate(candidate.formatted("@sha256:" + "b".repeat(64))))
                        .reason())
                .isEqualTo(Reason.EvidenceForOther);
    }

    @Test
    void aReportAtAUrlIsBoundByTheItem() {
        String unbound = "{report: {url: '" + URL + "?token=hunter2'}}";
        String bound = "{report: {url: '%s?token=hunter2'}, run: {image: '%s'}}".formatted(URL, LoadTestWorld.IMAGE);

        assertThat(Spec.judge(CHECK, unbound, answered(200, VEGETA)))
                .isEqualTo(fail(Reason.EvidenceUnbound, "nothing says which image was tested; set run.image"));
        assertThat(Spec.judge(CHECK, bound, answered(200, VEGETA))).isEqualTo(pass(URL + " (Vegeta, 2026-11-25)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # container | image of the report            | annotation of the template | reason           | message
            proxy       | registry.example.com/proxy:v1  | -     | -                | -
            -           | registry.example.com/proxy:v1  | proxy | -                | -
            -           | registry.example.com/proxy:v1  | -     | EvidenceForOther | made for registry.example.com/proxy:v1, candidate is registry.example.com/ml/scoring:v2.4.1; run it again for this revision
            setup       | registry.example.com/proxy:v1  | -     | ObjectMissing    | container setup not found in the pod template; correct its name
            -           | registry.example.com/proxy:v1  | gone  | ObjectMissing    | the default container not found in the pod template; correct its name
            """)
    void theContainerDecidesWhichImage(
            String container, String image, String preferred, Reason reason, String message) {
        FakeFacts facts = LoadTestWorld.holding(VEGETA, "launchgate.dev/image: '" + image + "'")
                .candidate("""
                        metadata: {annotations: {%s}}
                        spec:
                          initContainers: [{name: setup, image: "registry.example.com/proxy:v1"}]
                          containers:
                            - {name: app, image: "registry.example.com/ml/scoring:v2.4.1"}
                            - {name: proxy, image: "registry.example.com/proxy:v1"}
                        """.formatted(
                                preferred == null ? "" : "kubectl.kubernetes.io/default-container: " + preferred));
        Judgement expected = reason == null ? pass(SUBJECT + " (Vegeta, 2026-11-25)") : fail(reason, message);

        assertThat(judge(container == null ? "" : "container: " + container, facts))
                .isEqualTo(expected);
    }

    @Test
    void withoutATargetNothingIsKnown() {
        FakeFacts facts = LoadTestWorld.with(
                new FakeFacts().at("2026-11-26T10:00:00Z"), ReportFixture.bytes(VEGETA), "launchgate.dev/image: a:1");

        assertThat(judge("", facts))
                .isEqualTo(fail(
                        Reason.ObjectMissing, "Deployment ml-scoring not found in ml; create it or correct the name"));
    }

    /** A new candidate needs a new test; a report that is rewritten for it heals the item. */
    @Test
    void aReportIsGoodForOneImage() {
        String next = "spec: {containers: [{name: app, image: 'registry.example.com/ml/scoring:v2.5.0'}]}";

        assertThat(judge("", LoadTestWorld.holding(VEGETA)).verdict()).isEqualTo(Verdict.Pass);
        assertThat(judge("", LoadTestWorld.holding(VEGETA).candidate(next)).reason())
                .isEqualTo(Reason.EvidenceForOther);
        assertThat(judge(
                                "",
                                LoadTestWorld.holding(
                                                VEGETA,
                                                "launchgate.dev/image: 'registry.example.com/ml/scoring:v2.5.0'")
                                        .candidate(next))
                        .verdict())
                .isEqualTo(Verdict.Pass);
    }

    /** It is 2026-11-26T10:00:00Z; the report of vegeta ended 2026-11-25T03:49:45.99Z, that of JMeter has no date. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # report | annotation           | run.finishedAt       | maxAge | verdict | reason        | message
            vegeta   | -                    | -                    | 31h    | Pass    | AsExpected    | ConfigMap load, key report (Vegeta, 2026-11-25): as expected
            vegeta   | -                    | -                    | 30h    | Fail    | ReportTooOld  | finished 2026-11-25, at most 1d6h allowed; run the test again
            vegeta   | 2026-11-26T09:00:00Z | 2026-11-26T09:00:00Z | 30h    | Fail    | ReportTooOld  | finished 2026-11-25, at most 1d6h allowed; run the test again
            jmeter   | 2026-11-26T09:00:00Z | 2020-01-01T00:00:00Z | 1h     | Pass    | AsExpected    | ConfigMap load, key report (JMeter, 2026-11-26): as expected
            jmeter   | 2026-11-26T08:59:59Z | 2026-11-26T10:00:00Z | 1h     | Fail    | ReportTooOld  | finished 2026-11-26, at most 1h allowed; run the test again
            jmeter   | -                    | 2026-11-26T11:00:00+02:00 | 1h | Pass   | AsExpected    | ConfigMap load, key report (JMeter, 2026-11-26): as expected
            jmeter   | -                    | 2026-08-28T10:00:00Z | -      | Pass    | AsExpected    | ConfigMap load, key report (JMeter, 2026-08-28): as expected
            jmeter   | -                    | 2026-08-28T09:59:59Z | -      | Fail    | ReportTooOld  | finished 2026-08-28, at most 90d allowed; run the test again
            jmeter   | 2026-11-26T10:05:00Z | -                    | -      | Pass    | AsExpected    | ConfigMap load, key report (JMeter, 2026-11-26): as expected
            jmeter   | 2026-11-26T10:05:01Z | -                    | -      | Fail    | DateInFuture  | end of the load test: expected a time that has passed, saw 2026-11-26T10:05:01Z; correct the date
            jmeter   | -                    | -                    | -      | Fail    | ReportUndated | nothing says when the test ended; annotate the ConfigMap with launchgate.dev/finished-at or set run.finishedAt
            jmeter   | yesterday            | 2026-11-26T09:00:00Z | -      | Unknown | DataMalformed | ConfigMap load, key report: annotation launchgate.dev/finished-at expected a date and time with zone, such as 2026-11-20T09:00:00Z
            """)
    void lastsFromItsEndUntilMaxAge(
            String report,
            String annotation,
            String finishedAt,
            String maxAge,
            Verdict verdict,
            Reason reason,
            String message) {
        String annotations = annotation == null ? "" : "launchgate.dev/finished-at: '" + annotation + "'";
        String fields = "bind: None\n"
                + (finishedAt == null ? "" : "run: {finishedAt: '" + finishedAt + "'}\n")
                + (maxAge == null ? "" : "maxAge: " + maxAge + "\n");

        assertThat(judge(fields, LoadTestWorld.holding(report.equals("vegeta") ? VEGETA : UNDATED, annotations)))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @Test
    void expiresByTheClockAlone() {
        FakeFacts facts = LoadTestWorld.holding(VEGETA);

        assertThat(judge("", facts.at("2027-02-23T03:49:45Z")).verdict()).isEqualTo(Verdict.Pass);
        assertThat(judge("", facts.at("2027-02-23T03:49:46Z")).reason()).isEqualTo(Reason.ReportTooOld);
    }

    @Test
    void aReportAtAUrlWithoutDateIsDatedByTheItem() {
        assertThat(Spec.judge(CHECK, AT_URL, answered(200, UNDATED)))
                .isEqualTo(fail(Reason.ReportUndated, "nothing says when the test ended; set run.finishedAt"));
        assertThat(Spec.judge(
                        CHECK,
                        AT_URL.replace("bind: None", "bind: None, run: {finishedAt: '" + DATED + "'}"),
                        answered(200, UNDATED)))
                .isEqualTo(pass(URL + " (JMeter, 2026-11-25)"));
    }

    @Test
    void neverTellsTheQueryOfTheUrlNorTheContent() {
        for (int status : new int[] {200, 301, 404, 500}) {
            assertThat(Spec.judge(CHECK, AT_URL, answered(status, "refused/hey.txt"))
                            .message())
                    .doesNotContain("hunter2")
                    .doesNotContain("Slowest");
        }
    }

    private static Judgement judge(String fields, FakeFacts facts) {
        return Spec.judge(CHECK, REPORT + fields, facts);
    }

    private static Fetch fetch() {
        return new Fetch(
                new FetchFrom.Stated(URL + "?token=hunter2", null, null),
                Map.of(),
                new LoadReportReader(LoadTestTool.Auto),
                SourceContent.AT_MOST_EVERY);
    }

    private static FakeFacts answered(int status, String file) {
        return LoadTestWorld.facts()
                .answer(fetch(), new Fetched(status, fetch().reader().read(status, ReportFixture.bytes(file))));
    }
}
