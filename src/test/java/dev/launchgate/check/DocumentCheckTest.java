package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.DocumentParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ContentReader.Content;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.status.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCheckTest {
    private static final DocumentCheck CHECK = new DocumentCheck();
    private static final String IN_CONFIG_MAP = "source: {configMap: {name: docs, key: flow}}\n";
    private static final String URL = "https://docs.example.com/ml/flow.svg";
    private static final String AT_URL = "source: {url: '" + URL + "?v=secret'}\n";
    private static final String SUBJECT = "ConfigMap docs, key flow";
    private static final Judgement DECLARED =
            pass(Reason.DeclaredOnly, SUBJECT + ": declared, not measured; add format, sha256 or mentions to prove it");

    @Test
    void belongsToTheArchitectureAndIsJudgedBeforeTheRelease() {
        assertThat(CHECK.params()).isEqualTo(DocumentParams.class);
        assertThat(CHECK.section()).isEqualTo(Section.Architecture);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    @ParameterizedTest
    @CsvSource({
        "flow.svg, Svg",
        "flow.png, Png",
        "flow.pdf, Pdf",
        "flow.drawio, Drawio",
        "flow-compressed.drawio, Drawio",
        "flow.html, Html",
        "flow.md, Markdown",
        "flow.mmd, Mermaid",
        "flow.puml, PlantUml"
    })
    void passesWhatIsOfTheFormat(String file, String format) {
        FakeFacts facts = binary(DocumentFixtures.bytes(file));

        assertThat(judge(IN_CONFIG_MAP + "format: " + format, facts)).isEqualTo(pass(SUBJECT));
        assertThat(judge(IN_CONFIG_MAP, facts)).isEqualTo(DECLARED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            login.html   | Svg      | Html; is it a login page?
            flow.md      | Mermaid  | Markdown; publish the document or correct format
            flow.png     | Pdf      | Png; publish the document or correct format
            flow.drawio  | Svg      | Drawio; publish the document or correct format
            flow.svg     | Html     | Svg; publish the document or correct format
            bomb.svg     | Markdown | Svg; publish the document or correct format
            """)
    void failsWhatIsOfAnother(String file, String format, String seen) {
        assertThat(judge(IN_CONFIG_MAP + "format: " + format, binary(DocumentFixtures.bytes(file))))
                .isEqualTo(fail(
                        Reason.FormatMismatch,
                        "%s: expected %s, content looks like %s".formatted(SUBJECT, format, seen)));
    }

    static Stream<Arguments> judgements() {
        String digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
        return Stream.of(
                arguments(
                        "a bomb, as an Svg",
                        "format: Svg",
                        DocumentFixtures.text("bomb.svg"),
                        unknown(
                                Reason.DataMalformed,
                                SUBJECT
                                        + ": not a whole Svg (it declares a document type of its own; save it without); publish"
                                        + " it again")),
                arguments(
                        "a bomb, as anything",
                        "",
                        DocumentFixtures.text("bomb.svg"),
                        unknown(
                                Reason.DataMalformed,
                                SUBJECT
                                        + ": not a whole Svg (it declares a document type of its own; save it without); publish"
                                        + " it again")),
                arguments(
                        "a broken Svg",
                        "format: Svg",
                        "<svg xmlns='http://www.w3.org/2000/svg'>\n<g>",
                        unknown(Reason.DataMalformed, SUBJECT + ": not a whole Svg (line 2); publish it again")),
                arguments(
                        "plain text, as Markdown",
                        "format: Markdown",
                        "forbidden",
                        fail(
                                Reason.FormatMismatch,
                                SUBJECT
                                        + ": expected Markdown, content looks like plain text; publish the document or correct"
                                        + " format")),
                arguments(
                        "other markup",
                        "format: Svg",
                        "<svg/>",
                        fail(
                                Reason.FormatMismatch,
                                SUBJECT
                                        + ": expected Svg, content looks like markup of another kind; publish the document or"
                                        + " correct format")),
                arguments(
                        "nothing",
                        "",
                        "",
                        fail(
                                Reason.DocumentEmpty,
                                SUBJECT + ": expected a document, saw nothing but white space; publish its content")),
                arguments(
                        "white space",
                        "{format: Svg, mentions: [a]}",
                        " \n\t",
                        fail(
                                Reason.DocumentEmpty,
                                SUBJECT + ": expected a document, saw nothing but white space; publish its content")),
                arguments("the reviewed version", "sha256: " + digest, "foo", pass(SUBJECT)),
                arguments(
                        "the reviewed version, in capitals",
                        "sha256: " + digest.toUpperCase(Locale.ROOT),
                        "foo",
                        pass(SUBJECT)),
                arguments(
                        "another version",
                        "sha256: " + digest,
                        "foo\n",
                        fail(
                                Reason.DigestMismatch,
                                SUBJECT
                                        + ": sha256 expected 2c26b46b..., saw b5bb9d80...; review the new version and record its"
                                        + " digest")),
                arguments("all words", "mentions: [Scoring-API, DATABASE]", "scoring-api, database", pass(SUBJECT)),
                arguments(
                        "a word is absent",
                        "mentions: [scoring-api, database]",
                        "Scoring-API",
                        fail(
                                Reason.MentionMissing,
                                SUBJECT + ": does not mention database; add it or correct mentions")),
                arguments(
                        "many words are absent",
                        "mentions: [a1, b2, c3, d4, e5, f6, g7]",
                        "c3",
                        fail(
                                Reason.MentionMissing,
                                SUBJECT
                                        + ": does not mention a1, b2, d4, e5, f6 and 1 more; add it or correct mentions")),
                arguments(
                        "a word is absent, or compressed",
                        "mentions: [database]",
                        DocumentFixtures.text("flow-compressed.drawio"),
                        fail(
                                Reason.MentionMissing,
                                SUBJECT + ": does not mention database; its diagrams are compressed: save it without"
                                        + " compression")),
                arguments(
                        "several faults",
                        "{format: Svg, sha256: " + digest + ", mentions: [cache]}",
                        DocumentFixtures.text("flow.md"),
                        fail(
                                Reason.FormatMismatch,
                                SUBJECT
                                        + ": expected Svg, content looks like Markdown; publish the document or correct format"
                                        + " (and 2 more)")),
                arguments(
                        "an unmeasured fault yields to a proven one",
                        "{format: Svg, mentions: [cache]}",
                        DocumentFixtures.text("bomb.svg"),
                        fail(Reason.MentionMissing, SUBJECT + ": does not mention cache; add it or correct mentions")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judgesContent(String name, String params, String text, Judgement expected) {
        FakeFacts inData = new FakeFacts().with(ResourceKind.CONFIG_MAP, """
                metadata: {name: docs, namespace: ml}
                data: {flow: %s}
                """.formatted(quoted(text)));

        assertThat(judge(IN_CONFIG_MAP + params, inData)).isEqualTo(expected);
        assertThat(judge(IN_CONFIG_MAP + params, binary(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
    }

    @Test
    void wordsAreNotLookedForInWhatIsNoText() {
        assertThat(judge(IN_CONFIG_MAP + "mentions: [PNG]", binary(DocumentFixtures.bytes("flow.png"))))
                .isEqualTo(fail(
                        Reason.FormatMismatch,
                        SUBJECT + ": expected text, for mentions, content looks like Png; publish the document or"
                                + " correct format"));
        assertThat(judge(IN_CONFIG_MAP + "mentions: [a]", binary(new byte[] {'a', 0})))
                .isEqualTo(fail(
                        Reason.FormatMismatch,
                        SUBJECT
                                + ": expected text, for mentions, content looks like data that is no UTF-8 text; publish"
                                + " the document or correct format"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # reviewedAt              | maxAge | verdict | reason       | message
            2026-11-01T00:00:00Z      | -      | Pass    | DeclaredOnly | -
            2016-11-01T00:00:00Z      | -      | Pass    | DeclaredOnly | -
            2026-11-20T10:05:00Z      | -      | Pass    | DeclaredOnly | -
            2026-11-20T10:05:01Z      | -      | Fail    | DateInFuture | reviewedAt: expected a time that has passed, saw 2026-11-20T10:05:01Z; correct the date
            2026-11-20T10:05:01Z      | 180d   | Fail    | DateInFuture | reviewedAt: expected a time that has passed, saw 2026-11-20T10:05:01Z; correct the date
            2026-11-10T10:00:00Z      | 10d    | Pass    | DeclaredOnly | -
            2026-11-10T12:00:00+02:00 | 10d    | Pass    | DeclaredOnly | -
            2026-11-10T09:59:59Z      | 10d    | Fail    | ReviewTooOld | reviewed 2026-11-10, at most 10d allowed; review it and update reviewedAt
            """)
    void judgesTheReview(String reviewedAt, String maxAge, Verdict verdict, Reason reason, String message) {
        String params =
                IN_CONFIG_MAP + "reviewedAt: '" + reviewedAt + "'\n" + (maxAge == null ? "" : "maxAge: " + maxAge);

        assertThat(judge(params, binary(new byte[] {'a'})))
                .isEqualTo(message == null ? DECLARED : new Judgement(verdict, reason, message));
    }

    @Test
    void judgesTheReviewOfADocumentThatCannotBeRead() {
        String review = "reviewedAt: 2020-01-01T00:00:00Z\nmaxAge: 1d";
        String tooOld = "reviewed 2020-01-01, at most 1d allowed; review it and update reviewedAt";

        assertThat(judge(
                        AT_URL + review,
                        new FakeFacts().failure(fetch(List.of()), Cause.Timeout, ProbeFailure.Phase.Exchange, "")))
                .isEqualTo(fail(Reason.ReviewTooOld, tooOld));
        assertThat(judge(IN_CONFIG_MAP + review, new FakeFacts()))
                .isEqualTo(fail(
                        Reason.ObjectMissing,
                        "ConfigMap docs not found in ml; create it or correct the name (and 1 more)"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments(
                        "no ConfigMap",
                        new FakeFacts(),
                        fail(Reason.ObjectMissing, "ConfigMap docs not found in ml; create it or correct the name")),
                arguments(
                        "no such key",
                        configMap("data: {other: x}"),
                        fail(
                                Reason.DocumentMissing,
                                SUBJECT + ": not there (saw no such key); publish it or correct the reference")),
                arguments(
                        "no data",
                        configMap(""),
                        fail(
                                Reason.DocumentMissing,
                                SUBJECT + ": not there (saw no such key); publish it or correct the reference")),
                arguments(
                        "no base64",
                        configMap("binaryData: {flow: '!'}"),
                        unknown(Reason.DataMalformed, SUBJECT + ": not base64")),
                arguments(
                        "not read yet",
                        new FakeFacts().obstacle(ResourceKind.CONFIG_MAP, Obstacle.notSynced(ResourceKind.CONFIG_MAP)),
                        pending(Reason.NotMeasuredYet, "configmaps are not read yet")),
                arguments(
                        "refused",
                        new FakeFacts()
                                .obstacle(ResourceKind.CONFIG_MAP, Obstacle.forbidden(ResourceKind.CONFIG_MAP, "ml")),
                        unknown(
                                Reason.Forbidden,
                                "may not list configmaps in ml; the operator's role lacks apiGroups [\"\"] resources [configmaps]"
                                        + " verbs [get, list, watch]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void tellsWhyAConfigMapCannotBeRead(String name, FakeFacts facts, Judgement expected) {
        assertThat(judge(IN_CONFIG_MAP, facts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | Pass    | AsExpected             | as expected
            203 | Pass    | AsExpected             | as expected
            204 | Fail    | DocumentEmpty          | expected a document, saw nothing but white space; publish its content
            404 | Fail    | DocumentMissing        | not there (saw 404); publish it or correct the reference
            410 | Fail    | DocumentMissing        | not there (saw 410); publish it or correct the reference
            401 | Unknown | AuthenticationRequired | answers 401; set auth, or let this client in
            403 | Unknown | AuthenticationRequired | answers 403; set auth, or let this client in
            407 | Unknown | AuthenticationRequired | answers 407; set auth, or let this client in
            302 | Unknown | RedirectRefused        | answers 302; name the final address
            308 | Unknown | RedirectRefused        | answers 308; name the final address
            400 | Unknown | ServerError            | expected 2xx, saw 400; check the server
            500 | Unknown | ServerError            | expected 2xx, saw 500; check the server
            """)
    void judgesTheStatusOfAPage(int status, Verdict verdict, Reason reason, String message) {
        byte[] body = status == 204 ? new byte[0] : DocumentFixtures.bytes("flow.svg");
        FakeFacts facts = new FakeFacts().answer(fetch(List.of()), fetched(List.of(), status, body));

        assertThat(judge(AT_URL + "format: Svg", facts))
                .isEqualTo(new Judgement(verdict, reason, URL + ": " + message));
    }

    @Test
    void judgesAPageAsItJudgesAConfigMap() {
        List<String> words = List.of("cache");
        FakeFacts facts =
                new FakeFacts().answer(fetch(words), fetched(words, 200, DocumentFixtures.bytes("login.html")));

        assertThat(judge(AT_URL + "{format: Svg, mentions: [cache]}", facts))
                .isEqualTo(fail(
                        Reason.FormatMismatch,
                        URL + ": expected Svg, content looks like Html; is it a login page? (and 1 more)"));
    }

    @ParameterizedTest
    @EnumSource
    void aProbeThatFailsNeverPasses(Cause cause) {
        Judgement judgement =
                judge(AT_URL, new FakeFacts().failure(fetch(List.of()), cause, ProbeFailure.Phase.Exchange, "detail"));

        assertThat(judgement)
                .isEqualTo(ProbeJudgement.of(
                        new ProbeFailure(cause, ProbeFailure.Phase.Exchange, "detail"), URL, Duration.ofSeconds(5)));
        assertThat(judgement.verdict()).isIn(Verdict.Fail, Verdict.Unknown);
    }

    @Test
    void waitsForTheFirstAnswerAndTrustsNoOldOne() {
        assertThat(judge(AT_URL, new FakeFacts())).isEqualTo(pending(Reason.NotMeasuredYet, "not measured yet"));
        assertThat(judge(AT_URL, new FakeFacts().tooOld(fetch(List.of()))))
                .isEqualTo(unknown(
                        Reason.ResultTooOld,
                        URL + ": the last answer is too old for a decision; the operator is behind with its probes"));
    }

    @Test
    void asksForAUrlAtMostEveryFiveMinutes() {
        assertThat(Spec.plan(CHECK, AT_URL + "mentions: [a]", new FakeFacts()).probes())
                .containsExactly(fetch(List.of("a")));
        assertThat(fetch(List.of()).atMostEvery()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Spec.plan(CHECK, IN_CONFIG_MAP, new FakeFacts()).probes()).isEmpty();
    }

    @Test
    void asksWithTheCredentialAndTrustOfTheSpec() {
        FakeFacts facts = new FakeFacts().with(ResourceKind.CONFIG_MAP, Certificates.configMap(Certificates.PEM));

        assertThat(Spec.plan(CHECK, """
                        source:
                          url: https://docs.example.com/
                          auth: {bearer: {secret: {name: docs-token, key: token}}}
                          ca: {configMap: {name: corp-ca, key: ca.pem}}
                        """, facts).probes())
                .containsExactly(new Fetch(
                        new FetchFrom.Stated(
                                "https://docs.example.com/",
                                new CredentialRef("docs-token", "token"),
                                Certificates.PEM),
                        Map.of(),
                        new DocumentReader(List.of()),
                        Duration.ofMinutes(5)));
    }

    @Test
    void isNeverNotApplicable() {
        FakeFacts facts =
                binary(DocumentFixtures.bytes("flow.svg")).asFirstLaunch().target(TargetKind.Rollout, "ml-scoring");

        assertThat(judge(IN_CONFIG_MAP + "format: Svg", facts)).isEqualTo(pass(SUBJECT));
    }

    @Test
    void anAnswerToAnotherQuestionIsADefect() {
        Content other = new Content() {};

        assertThatThrownBy(() -> judge(AT_URL, new FakeFacts().answer(fetch(List.of()), new TcpAnswer())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> judge(AT_URL, new FakeFacts().answer(fetch(List.of()), new Fetched(200, other))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Judgement judge(String params, FakeFacts facts) {
        return Spec.judge(CHECK, params.startsWith("source") ? merged(params) : params, facts);
    }

    /** A source, and the other parameters as lines or in braces. */
    private static String merged(String params) {
        int brace = params.indexOf("\n{");
        return brace < 0 ? params : "{" + params.substring(0, brace) + ", " + params.substring(brace + 2);
    }

    private static FakeFacts binary(byte[] body) {
        return configMap("binaryData: {flow: '" + Base64.getEncoder().encodeToString(body) + "'}");
    }

    private static FakeFacts configMap(String data) {
        return new FakeFacts().with(ResourceKind.CONFIG_MAP, "metadata: {name: docs, namespace: ml}\n" + data);
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }

    private static Fetch fetch(List<String> mentions) {
        return new Fetch(
                new FetchFrom.Stated(URL + "?v=secret", null, null),
                Map.of(),
                new DocumentReader(mentions),
                Duration.ofMinutes(5));
    }

    private static Fetched fetched(List<String> mentions, int status, byte[] body) {
        return new Fetched(status, new DocumentReader(mentions).read(status, body));
    }
}
