package dev.launchgate.postmortem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.postmortem.capture.DocumentStore.Written;
import dev.launchgate.postmortem.graph.Sha256;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How an attachment from Prometheus goes from its question to the ConfigMap, and how the document is kept. */
class CapturesTest {
    private static final long START = Instant.parse("2026-11-20T20:00:00Z").getEpochSecond();
    private static final String ERRORS = attachment("errors", "errors");

    private final CaptureScene scene = new CaptureScene(ERRORS);

    private static String attachment(String name, String query) {
        return "- {name: %s, prometheus: {query: %s, start: 2026-11-20T20:00:00Z, end: 2026-11-20T21:00:00Z, step: 60s}}"
                .formatted(name, query);
    }

    private static String fine(String name) {
        return attachment(name, name).replace("step: 60s", "step: 4s");
    }

    private static Measurement measured(Fetch fetch) {
        return series(fetch, 1, "web");
    }

    private static Measurement series(Fetch fetch, int count, String job) {
        return series(fetch, count, job, 60);
    }

    private static Measurement series(Fetch fetch, int count, String job, int step) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int one = i;
            all.add("{\"metric\":{\"job\":\"%s%d\"},\"values\":[%s]}"
                    .formatted(
                            job,
                            i,
                            String.join(
                                    ",",
                                    IntStream.rangeClosed(0, 3600 / step)
                                            .mapToObj(at -> "[%d,\"%d.12345678901234\"]"
                                                    .formatted(
                                                            START + (long) step * at,
                                                            at * 7919L * (one + 1) % 1_000_003))
                                            .toList())));
        }
        return CaptureScene.answer(
                fetch,
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}"
                        .formatted(String.join(",", all)));
    }

    private CaptureScene captured() {
        scene.network = CapturesTest::measured;
        return scene.pass().ask().pass();
    }

    @Test
    void itIsNotAskedForBeforeItsWindowHasPassed() {
        scene.now = Instant.parse("2026-11-20T20:59:59Z");
        scene.pass();
        assertThat(scene.shown("errors"))
                .isEqualTo("Pending/CapturePending: is asked for at 2026-11-20T21:00:00Z, when its window has passed");
        assertThat(scene.wishes).isEmpty();

        scene.now = Instant.parse("2026-11-20T21:00:00Z");
        scene.pass();
        assertThat(scene.shown("errors")).isEqualTo("Pending/CapturePending: asked for, no answer yet");
        assertThat(scene.wishes).extracting(Subscription::interval).containsExactly(Duration.ofSeconds(15));
    }

    @Test
    void whatIsCapturedIsKeptAndNeverAskedForAgain() {
        captured();
        assertThat(scene.shown("errors")).startsWith("Captured/AttachmentCaptured: ");
        assertThat(scene.row("errors").points()).isEqualTo(61);
        assertThat(scene.row("errors").sha256())
                .isEqualTo(Sha256.of(scene.files().get("errors.csv")));
        assertThat(scene.wishes).isEmpty();
        assertThat(scene.files())
                .containsOnlyKeys("errors-dark.svg", "errors-light.svg", "errors.csv", "postmortem.md");
        assertThat(scene.published())
                .isEqualTo("True DocumentPublished: ConfigMap postmortem-sign-in holds the document");
        assertThat(scene.status.document().sha256())
                .isEqualTo(Sha256.of(scene.files().get("postmortem.md")));

        var before = scene.status;
        int writes = scene.writes;
        scene.pass().pass();
        scene.restart();
        scene.pass();
        assertThat(scene.status).isEqualTo(before);
        assertThat(scene.writes).isEqualTo(writes);
        assertThat(scene.wishes).isEmpty();
        assertThat(scene.told).isEmpty();
    }

    @Test
    void aStatusThatWasNotStoredIsMadeUpForWithoutAskingAgain() {
        scene.network = CapturesTest::measured;
        scene.pass().ask().unstored();
        scene.pass();
        assertThat(scene.shown("errors")).startsWith("Captured/");
        assertThat(scene.wishes).isEmpty();
        assertThat(scene.pass().files()).containsKey("errors.csv");
        assertThat(scene.told).isEmpty();
    }

    @Test
    void whileTheServerIsAwayTheWaitDoublesAndThenItIsGivenUp() {
        scene.network = fetch -> CaptureScene.answer(fetch, 503, "");
        List<Duration> waits = new ArrayList<>();
        for (int i = 1; i < RangeCapture.TRIES; i++) {
            scene.pass().ask().pass();
            waits.add(scene.wishes.getFirst().interval());
            assertThat(scene.row("errors").state()).isEqualTo("Pending");
        }
        assertThat(waits.subList(0, 5))
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(5));
        assertThat(scene.shown("errors"))
                .isEqualTo(
                        "Pending/ServerError: the administrator's Prometheus: expected 2xx, saw 503; check the server; try"
                                + " 19 of 20, the next within 5m");

        scene.ask().pass();
        assertThat(scene.shown("errors"))
                .isEqualTo(
                        "Missing/ServerError: the administrator's Prometheus: expected 2xx, saw 503; check the server;"
                                + " given up after 20 tries: change annotation launchgate.dev/capture-again to try again");
        assertThat(scene.wishes).isEmpty();
        scene.pass();
        assertThat(scene.wishes).isEmpty();

        scene.annotate("1");
        captured();
        assertThat(scene.shown("errors")).startsWith("Captured/");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"secret\"}",
                        400,
                        "Missing/QueryInvalid: the server rejects the query; its own page says where the mistake is: correct the query"),
                Arguments.of(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                        200,
                        "Missing/QueryInvalid: expected values over time, saw a vector; correct the query"),
                Arguments.of(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
                        200,
                        "Pending/NoData: query returned no series in its window; are the labels right, are data that old kept?; try 1 of 20, the next within 30s"),
                Arguments.of(
                        "",
                        401,
                        "Pending/AuthenticationRequired: the administrator's Prometheus: answers 401; set auth, or let this client in; try 1 of 20, the next within 30s"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("answers")
    void anAnswerThatIsNoneIsSaid(String body, int status, String shown) {
        scene.network = fetch -> CaptureScene.answer(fetch, status, body);
        scene.pass().ask().pass();
        assertThat(scene.shown("errors")).isEqualTo(shown);
    }

    @Test
    void anAnswerThatNeverEndsIsAFailure() {
        scene.network = fetch -> CaptureScene.failed(Cause.Timeout);
        scene.pass().ask().pass();
        assertThat(scene.shown("errors")).startsWith("Pending/Timeout: ").endsWith("try 1 of 20, the next within 30s");
    }

    @Test
    void alteredDataAreNotShownAnyMoreAndAskedForAgain() {
        captured().pass();
        scene.network = fetch -> CaptureScene.failed(Cause.ConnectionRefused);
        scene.alter("errors.csv", "forged");
        scene.pass();
        assertThat(scene.toldReasons()).containsExactly("AttachmentLost");
        assertThat(scene.shown("errors")).startsWith("Pending/CapturePending");
        assertThat(scene.files()).containsOnlyKeys("postmortem.md");
        scene.ask().pass();
        assertThat(scene.files()).containsOnlyKeys("postmortem.md");
        assertThat(scene.toldReasons()).containsExactly("AttachmentLost");
    }

    @Test
    void aHandEditOfTheDocumentIsUndoneAndTold() {
        captured().pass();
        String document = scene.files().get("postmortem.md");
        scene.alter("postmortem.md", "mine");
        scene.alter("more", "mine");
        scene.pass();
        assertThat(scene.files().get("postmortem.md")).isEqualTo(document);
        assertThat(scene.files()).doesNotContainKey("more");
        assertThat(scene.toldReasons()).containsExactly("DocumentRepaired");
        assertThat(scene.wishes).isEmpty();
    }

    @Test
    void askedAgainInVainItStaysAsItWas() {
        captured().pass();
        scene.annotate("again");
        scene.network = fetch -> CaptureScene.answer(fetch, 400, "{\"status\":\"error\",\"errorType\":\"bad_data\"}");
        scene.pass().ask().pass();
        assertThat(scene.shown("errors"))
                .startsWith("Captured/AttachmentCaptured: captured before; asked again in vain: ");
        assertThat(scene.files()).containsKey("errors.csv");
        scene.pass();
        assertThat(scene.wishes).isEmpty();
    }

    @Test
    void somebodyElsesConfigMapIsLeftAlone() {
        scene.put(CaptureScene.DOCUMENT, "key", "theirs");
        captured().pass();
        assertThat(scene.published())
                .isEqualTo(
                        "False DocumentNameTaken: ConfigMap postmortem-sign-in is not the one of this postmortem, so it is"
                                + " left alone; rename or delete it");
        assertThat(scene.writes).isZero();
        assertThat(scene.shown("errors")).startsWith("Pending/DocumentNameTaken: captured, not kept yet: ");

        scene.configMaps.clear();
        scene.pass();
        assertThat(scene.shown("errors")).startsWith("Captured/");
        assertThat(scene.files()).containsKey("errors.csv");
    }

    @Test
    void withoutTheRightNothingIsAskedForUntilItIsThere() {
        scene.refusal = Optional.of(new Written.Refused(Reason.PublishingNotAllowed, "may not"));
        scene.pass().pass();
        assertThat(scene.published())
                .isEqualTo(
                        "False PublishingNotAllowed: may not; allow it with: kubectl apply -k deploy/rbac/documents, or render"
                                + " it with: make postmortem NAME=sign-in NAMESPACE=ml; until then nothing is captured");
        assertThat(scene.shown("errors"))
                .isEqualTo(
                        "Pending/PublishingNotAllowed: not asked for, because nothing could keep it; see condition Published");
        assertThat(scene.wishes).isEmpty();

        scene.refusal = Optional.empty();
        scene.pass();
        captured();
        assertThat(scene.shown("errors")).startsWith("Captured/");
    }

    @Test
    void aGraphThatComesLaterTakesWhatIsLeftAndTakesNothingAway() {
        scene.network = fetch -> series(fetch, 20, "job", 4);
        scene.attach(fine("errors"));
        scene.pass().ask().pass().pass();
        String first = scene.row("errors").files();
        assertThat(first).as(scene.shown("errors")).isNotNull();
        scene.attach(fine("later"), fine("a"), fine("b"), fine("errors"), fine("last"));
        scene.pass().ask().pass().pass();
        assertThat(scene.row("errors").files()).isEqualTo(first);
        assertThat(scene.row("later").state()).isEqualTo("Captured");
        assertThat(scene.row("last").state()).isEqualTo("Captured");
        assertThat(scene.wishes).isEmpty();
        assertThat(scene.told).isEmpty();
        var before = scene.status;
        assertThat(scene.pass().status).isEqualTo(before);
        assertThat(scene.files().entrySet().stream()
                        .mapToInt(
                                file -> file.getKey().length() + file.getValue().length())
                        .sum())
                .isBetween(600_000, 1_000_000);
    }

    @Test
    void whatAServerSaysStaysText() {
        scene.attach(ERRORS.replace("errors, prom", "errors, title: '<script>alert(1)</script>', prom"));
        scene.network = fetch -> series(fetch, 1, "</text><script>alert(2)</script>");
        scene.pass().ask().pass();
        assertThat(scene.shown("errors")).startsWith("Captured/");
        assertThat(scene.files().get("errors-light.svg")).contains("<svg").doesNotContain("<script");
        assertThat(scene.files().get("postmortem.md")).doesNotContain("<script");
    }
}
