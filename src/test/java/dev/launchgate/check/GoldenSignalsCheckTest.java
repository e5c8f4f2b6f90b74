package dev.launchgate.check;

import static dev.launchgate.check.Fetches.assertLive;
import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.QueryReaderTest.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenSignalsCheckTest {
    private static final GoldenSignalsCheck CHECK = new GoldenSignalsCheck();
    private static final String ALL = """
            prometheus: {url: 'https://p.example.com'}
            latency: {query: latency, max: '0.25'}
            traffic: {query: traffic, min: '0.1'}
            errors: {query: errors, max: '0.5'}
            saturation: {query: saturation}
            """;
    private static final String ONE_EXEMPT =
            ALL.replace("saturation: {query: saturation}", "saturation: {exempt: scales to zero between batches}");
    private static final Map<String, String> GOOD = Map.of(
            "latency", vector("0.25"), "traffic", vector("0.1", "9"), "errors", vector("0"), "saturation", vector("1"));

    private static FakeFacts answered(String yaml, String signal, int status, String body) {
        FakeFacts facts = new FakeFacts();
        for (Fetch fetch : Fetches.of(CHECK, yaml, facts)) {
            String asked = Fetches.address(fetch).replaceAll(".*=", "");
            boolean meant = asked.equals(signal);
            facts.answer(fetch, Fetches.answer(fetch, meant ? status : 200, meant ? body : GOOD.get(asked)));
        }
        return facts;
    }

    private static Judgement judged(String signal, int status, String body) {
        return Spec.judge(CHECK, ALL, answered(ALL, signal, status, body));
    }

    @Test
    void itIsJudgedAfterTheReleaseUnlessSaidOtherwise() {
        assertThat(CHECK.phase()).isEqualTo(Phase.AfterRelease);
        assertThat(CHECK.section()).isEqualTo(Section.Monitoring);
    }

    @Test
    void eachQueryIsAsked() {
        assertThat(Fetches.of(CHECK, ONE_EXEMPT, new FakeFacts()))
                .extracting(Fetches::address)
                .containsExactly(
                        "https://p.example.com/api/v1/query?query=errors",
                        "https://p.example.com/api/v1/query?query=latency",
                        "https://p.example.com/api/v1/query?query=traffic");
    }

    @Test
    void fourThatFitPass() {
        assertThat(Spec.judge(CHECK, ALL, answered(ALL, "", 200, "")))
                .isEqualTo(Judgement.pass("latency, traffic, errors, saturation"));
    }

    @Test
    void anExemptSignalRestsOnAWord() {
        assertThat(Spec.judge(CHECK, ONE_EXEMPT, answered(ONE_EXEMPT, "", 200, "")))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "latency, traffic, errors: as expected; saturation exempt (scales to zero between batches)"));
        assertThat(Spec.judge(CHECK, ONE_EXEMPT, answered(ONE_EXEMPT, "errors", 200, vector()))
                        .verdict())
                .isEqualTo(Verdict.Fail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        latency    | latency: no data; is it scraped, are the labels right?
        traffic    | traffic: no data; is it scraped, are the labels right?
        errors     | errors: no data; a counter without errors has no series, add a zero term as in the example
        saturation | saturation: no data; is it scraped, are the labels right?
        """)
    void eachMayBeEmptyAlone(String signal, String message) {
        assertFail(judged(signal, 200, vector()), Reason.SignalEmpty, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency", "traffic", "errors", "saturation"})
    void withoutTrafficThereIsNoNumber(String signal) {
        assertLive(
                judged(signal, 200, vector("NaN")),
                Reason.SignalEmpty,
                signal + ": no number but NaN for 1 of 1 series; is there traffic?");
    }

    @Test
    void beyondItsBoundsASignalFails() {
        assertLive(
                judged("latency", 200, vector("0.41")),
                Reason.SignalOutOfBounds,
                "latency: expected at most 0.25, saw 0.41 (1 of 1 series); mend it, or correct the bound");
        assertLive(
                judged("traffic", 200, vector("0.05", "1")),
                Reason.SignalOutOfBounds,
                "traffic: expected at least 0.1, saw 0.05 (1 of 2 series); mend it, or correct the bound");
    }

    @Test
    void faultsOfTheQueryNameTheSignal() {
        assertFail(
                judged("errors", 400, "{\"status\":\"error\",\"errorType\":\"bad_data\"}"),
                Reason.QueryInvalid,
                "errors: the server rejects the query; its own page says where the mistake is");
        assertFail(
                judged("errors", 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"),
                Reason.QueryInvalid,
                "errors: expected a scalar or vector, saw a matrix; correct the query");
        assertThat(judged("errors", 422, "{\"status\":\"error\",\"errorType\":\"execution\"}"))
                .isEqualTo(Judgement.unknown(
                        Reason.QueryFailed,
                        "errors: the server could not run the query (execution); make it cheaper, or have its limits"
                                + " raised"));
        assertThat(judged("errors", 200, vector("0").replace("{\"status\"", "{\"warnings\":[\"x\"],\"status\"")))
                .isEqualTo(Judgement.unknown(
                        Reason.DataPartial,
                        "errors: the answer carries warnings, so data may be missing; run the query in the server's own"
                                + " page to see them"));
        assertThat(judged("errors", 403, "no"))
                .isEqualTo(Judgement.unknown(
                        Reason.AuthenticationRequired,
                        "https://p.example.com: answers 403; set auth, or let this client in"));
    }

    @Test
    void theFirstOfTheWorstSpeaks() {
        FakeFacts facts = new FakeFacts();
        for (Fetch fetch : Fetches.of(CHECK, ALL, facts)) {
            switch (Fetches.address(fetch).replaceAll(".*=", "")) {
                case "latency" -> facts.failure(fetch, Cause.Timeout, ProbeFailure.Phase.Exchange, "");
                case "traffic" -> facts.answer(fetch, Fetches.answer(fetch, 200, vector("0")));
                case "errors" -> facts.answer(fetch, Fetches.answer(fetch, 200, vector()));
                default -> facts.answer(fetch, Fetches.answer(fetch, 200, vector("1")));
            }
        }
        assertLive(
                Spec.judge(CHECK, ALL, facts),
                Reason.SignalOutOfBounds,
                "traffic: expected at least 0.1, saw 0 (1 of 1 series); mend it, or correct the bound (and 1 more)");
    }

    @Test
    void nothingIsKnownBeforeAllAreMeasured() {
        FakeFacts facts = new FakeFacts();
        Fetch first = Fetches.of(CHECK, ALL, facts).getFirst();
        facts.answer(first, Fetches.answer(first, 200, vector("0")));
        assertThat(Spec.judge(CHECK, ALL, facts))
                .isEqualTo(Judgement.pending(Reason.NotMeasuredYet, "not measured yet (and 2 more)"));
    }
}
