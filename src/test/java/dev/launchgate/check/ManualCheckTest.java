package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Binding;
import dev.launchgate.api.v1alpha1.ManualParams;
import dev.launchgate.api.v1alpha1.ManualParams.Vouched;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManualCheckTest {
    private static final String TEMPLATE = """
            metadata:
              annotations: {app.kubernetes.io/version: v2.4.1}
            spec:
              containers: [{name: app, image: "registry.example.com/app:v2.4.1"}]
            """;
    private static final String NAMELESS = """
            spec:
              containers: [{name: app, image: "registry.example.com/app:v2.4.1"}]
            """;

    private final ManualCheck check = new ManualCheck();

    @Test
    void isAManualProcessBeforeTheRelease() {
        assertThat(check.params()).isEqualTo(ManualParams.class);
        assertThat(check.section()).isEqualTo(Section.ManualProcesses);
        assertThat(check.phase()).isEqualTo(Phase.BeforeRelease);
    }

    @Test
    void needsNoProbe() {
        Needs needs = new Needs();

        check.plan(item("2026-11-20T09:00:00Z", null, null, null), facts(), needs);

        assertThat(needs.probes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | nobody has vouched; do the 1 step, then set vouched
            2 | nobody has vouched; do the 2 steps, then set vouched
            """)
    void nobodyHasVouched(int steps, String message) {
        ManualParams params = new ManualParams(Collections.nCopies(steps, "call support"), null, null, null);

        assertThat(check.judge(params, facts())).isEqualTo(new Judgement(Verdict.Fail, Reason.NotVouched, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # at                        | maxAge | verdict | reason       | message
            2026-11-20T09:00:00Z        | -      | Pass    | Vouched      | vouched by dana on 2026-11-20
            2026-11-20T01:30:00+02:00   | -      | Pass    | Vouched      | vouched by dana on 2026-11-19
            2026-11-20T10:05:00Z        | -      | Pass    | Vouched      | vouched by dana on 2026-11-20
            2026-11-20T10:05:00.001Z    | -      | Fail    | DateInFuture | vouched.at: expected a time that has passed, saw 2026-11-20T10:05:00.001Z; correct the date
            2027-11-20T10:00:00Z        | 1h     | Fail    | DateInFuture | vouched.at: expected a time that has passed, saw 2027-11-20T10:00:00Z; correct the date
            2026-08-22T10:00:00Z        | -      | Pass    | Vouched      | vouched by dana on 2026-08-22
            2026-08-22T09:59:59Z        | -      | Fail    | VouchTooOld  | vouched on 2026-08-22, at most 90d allowed; do the steps again and update vouched
            2026-11-20T09:00:00Z        | 1h     | Pass    | Vouched      | vouched by dana on 2026-11-20
            2026-11-20T08:59:59Z        | 1h     | Fail    | VouchTooOld  | vouched on 2026-11-20, at most 1h allowed; do the steps again and update vouched
            0000-01-01T00:00:00Z        | 365d   | Fail    | VouchTooOld  | vouched on 0000-01-01, at most 365d allowed; do the steps again and update vouched
            9999-12-31T23:59:59Z        | -      | Fail    | DateInFuture | vouched.at: expected a time that has passed, saw 9999-12-31T23:59:59Z; correct the date
            """)
    void lastsFromItsDateUntilMaxAge(String at, String maxAge, Verdict verdict, Reason reason, String message) {
        assertThat(check.judge(item(at, null, null, maxAge), facts()))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @Test
    void expiresByTheClockAlone() {
        ManualParams params = item("2026-11-20T09:00:00Z", null, null, "2h");

        assertThat(check.judge(params, facts().at("2026-11-20T11:00:00Z")).verdict())
                .isEqualTo(Verdict.Pass);
        assertThat(check.judge(params, facts().at("2026-11-20T11:00:01Z")))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.VouchTooOld,
                        "vouched on 2026-11-20, at most 2h allowed; do the steps again and update vouched"));
    }

    @Test
    void bindsToNothingUnlessAsked() {
        ManualParams params = item("2026-11-20T09:00:00Z", "v1.0.0", null, null);

        assertThat(check.judge(params, facts().candidate(TEMPLATE)).reason()).isEqualTo(Reason.Vouched);
        assertThat(check.judge(params, facts()).reason()).isEqualTo(Reason.Vouched);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # bind   | candidate       | verdict | reason           | message
            Revision | v2.4.1          | Pass    | Vouched          | vouched by dana on 2026-11-20
            Revision | v2.4.0          | Fail    | EvidenceForOther | made for v2.4.0, candidate is v2.4.1; run it again for this revision
            Revision | v2.4.1 (really) | Fail    | EvidenceForOther | made for v2.4.1 (really), candidate is v2.4.1; run it again for this revision
            Revision | V2.4.1          | Fail    | EvidenceForOther | made for V2.4.1, candidate is v2.4.1; run it again for this revision
            Revision | {12}            | Pass    | Vouched          | vouched by dana on 2026-11-20
            Template | {12}            | Pass    | Vouched          | vouched by dana on 2026-11-20
            Template | {64}            | Pass    | Vouched          | vouched by dana on 2026-11-20
            Template | {11}            | Fail    | EvidenceForOther | made for {11}, candidate is {12}; run it again for this revision
            Template | v2.4.1          | Fail    | EvidenceForOther | made for v2.4.1, candidate is {12}; run it again for this revision
            Template | 000000000000    | Fail    | EvidenceForOther | made for 000000000000, candidate is {12}; run it again for this revision
            """)
    void bindsToTheCandidate(Binding bind, String candidate, Verdict verdict, Reason reason, String message) {
        ManualParams params = item("2026-11-20T09:00:00Z", digits(candidate), bind, null);

        assertThat(check.judge(params, facts().candidate(TEMPLATE)))
                .isEqualTo(new Judgement(verdict, reason, digits(message)));
    }

    @Test
    void aRestartKeepsTheWordForATemplate() {
        String restarted = TEMPLATE.replace(
                "app.kubernetes.io/version: v2.4.1",
                "app.kubernetes.io/version: v2.4.1, kubectl.kubernetes.io/restartedAt: '2026-11-20T09:30:00Z'");
        ManualParams params = item("2026-11-20T09:00:00Z", digits("{64}"), Binding.Template, null);

        assertThat(check.judge(params, facts().candidate(restarted)).reason()).isEqualTo(Reason.Vouched);
    }

    @Test
    void theHashOfARestartBindsToo() {
        String restarted = NAMELESS + "metadata: {annotations: {kubectl.kubernetes.io/restartedAt: yesterday}}";
        PodTemplate template = new FakeFacts().candidate(restarted).candidate().orElseThrow();
        ManualParams params = item("2026-11-20T09:00:00Z", template.hash().substring(0, 12), Binding.Template, null);

        assertThat(template.hash()).isNotEqualTo(template.identity());
        assertThat(check.judge(params, facts().candidate(restarted)).reason()).isEqualTo(Reason.Vouched);
    }

    @Test
    void aCandidateWithoutRevisionIsUnknown() {
        ManualParams params = item("2026-11-20T09:00:00Z", "v2.4.1", Binding.Revision, null);

        assertThat(check.judge(params, facts().candidate(NAMELESS)))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.RevisionUnknown,
                        "the candidate has no revision; set app.kubernetes.io/version on the pod template"));
    }

    @ParameterizedTest
    @CsvSource({"Revision", "Template"})
    void withoutATargetNothingIsKnown(Binding bind) {
        ManualParams params = item("2026-11-20T09:00:00Z", digits("{64}"), bind, null);
        Judgement unknown = new Judgement(
                Verdict.Unknown, Reason.RevisionUnknown, "no pod template to compare with; create the target");

        assertThat(check.judge(params, facts())).isEqualTo(unknown);
        assertThat(check.judge(params, facts().candidate("'a Rollout with workloadRef has none'")))
                .isEqualTo(unknown);
    }

    @Test
    void aWordThatIsOldAndForAnotherIsToldOnceWithTheRest() {
        ManualParams params = item("2026-01-01T00:00:00Z", "v1.0.0", Binding.Revision, null);

        assertThat(check.judge(params, facts().candidate(TEMPLATE)))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.EvidenceForOther,
                        "made for v1.0.0, candidate is v2.4.1; run it again for this revision (and 1 more)"));
    }

    @Test
    void acceptsEveryFieldFilledIn() {
        Vouched vouched =
                new Vouched("dana", "2026-11-20T09:00:00.123456789+02:00", "done with ops \uD83D\uDE00", "v2.4.1");

        assertThat(refusals(new ManualParams(List.of("a", "b"), vouched, Binding.Revision, "365d")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "60m", "90d", "8760h", "364d24h"})
    void acceptsAgesWithinBounds(String maxAge) {
        assertThat(refusals(item("2026-11-20T09:00:00Z", null, null, maxAge))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"59m", "0s", "366d", "365d1ms", "", "1y", "-1h", "30", "1h00000000000000m", "99999d99999d99999d"
            })
    void refusesAgesOutOfBounds(String maxAge) {
        assertThat(refusals(item("2026-11-20T09:00:00Z", null, null, maxAge)))
                .containsExactly("manual.maxAge: must be from 1h to 365d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-20",
                "2026-11-20T09:00:00",
                "2026-02-30T09:00:00Z",
                "2026-11-20T25:00:00Z",
                "2026-11-20T09:00:00+19:00",
                "2026-11-20t09:00:00z",
                "+12026-11-20T09:00:00Z",
                "2026-11-20T09:00:00.1234567890Z"
            })
    void refusesWhatIsNoDate(String at) {
        assertThat(refusals(item(at, null, null, null)))
                .containsExactly("manual.vouched.at: must be a date and time with zone, such as 2026-11-20T09:00:00Z");
    }

    @Test
    void refusesABindingThatNothingClaims() {
        String message = "manual.vouched: say what was vouched for: set vouched.candidate, or bind None";

        assertThat(refusals(item("2026-11-20T09:00:00Z", null, Binding.Revision, null)))
                .containsExactly(message);
        assertThat(refusals(item("2026-11-20T09:00:00Z", "", Binding.Template, null)))
                .containsExactly(message);
        assertThat(refusals(item("2026-11-20T09:00:00Z", "", Binding.None, null)))
                .isEmpty();
        assertThat(refusals(new ManualParams(List.of("a"), null, Binding.Revision, null)))
                .isEmpty();
    }

    @Test
    void refusesTooFewTooManyAndTooLongSteps() {
        assertThat(refusals(new ManualParams(List.of(), null, null, null)))
                .containsExactly("manual.steps: 1 to 20 steps, saw 0");
        assertThat(refusals(new ManualParams(Collections.nCopies(20, "a"), null, null, null)))
                .isEmpty();
        assertThat(refusals(new ManualParams(Collections.nCopies(21, "a"), null, null, null)))
                .containsExactly("manual.steps: 1 to 20 steps, saw 21");
        assertThat(refusals(new ManualParams(List.of("ok", "", "a".repeat(501)), null, null, null)))
                .containsExactly(
                        "manual.steps[1]: must be 1 to 500 characters without control characters",
                        "manual.steps[2]: must be 1 to 500 characters without control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\u001b[31mred", "a\u0000", "a\u007fb", "\u009b31m"})
    void refusesControlCharactersEverywhere(String text) {
        Vouched vouched = new Vouched(text, "2026-11-20T09:00:00Z", text, text);

        assertThat(refusals(new ManualParams(List.of(text), vouched, null, null)))
                .containsExactly(
                        "manual.steps[0]: must be 1 to 500 characters without control characters",
                        "manual.vouched.by: must be 1 to 100 characters without control characters",
                        "manual.vouched.note: must be 0 to 500 characters without control characters",
                        "manual.vouched.candidate: must be 0 to 100 characters without control characters");
    }

    @Test
    void countsCharactersAsTheSchemaDoes() {
        String emoji = "\uD83D\uDE80";
        Vouched longest = new Vouched(emoji.repeat(100), "2026-11-20T09:00:00Z", emoji.repeat(500), emoji.repeat(100));
        Vouched longer = new Vouched(emoji.repeat(101), "2026-11-20T09:00:00Z", emoji.repeat(501), emoji.repeat(101));

        assertThat(refusals(new ManualParams(List.of(emoji.repeat(500)), longest, null, null)))
                .isEmpty();
        assertThat(refusals(new ManualParams(List.of("a"), longer, null, null)))
                .containsExactly(
                        "manual.vouched.by: must be 1 to 100 characters without control characters",
                        "manual.vouched.note: must be 0 to 500 characters without control characters",
                        "manual.vouched.candidate: must be 0 to 100 characters without control characters");
    }

    @Test
    void refusesAWordOfNobody() {
        assertThat(refusals(new ManualParams(List.of("a"), new Vouched(null, null, null, null), null, null)))
                .containsExactly(
                        "manual.vouched.by: must be 1 to 100 characters without control characters",
                        "manual.vouched.at: must be a date and time with zone, such as 2026-11-20T09:00:00Z");
    }

    private List<String> refusals(ManualParams params) {
        Refusals refusals = new Refusals("manual");
        check.refuse(params, refusals);
        return refusals.all().stream().map(Refusals.Refusal::toString).toList();
    }

    private static FakeFacts facts() {
        return new FakeFacts();
    }

    private static ManualParams item(String at, String candidate, Binding bind, String maxAge) {
        return new ManualParams(List.of("tell support"), new Vouched("dana", at, "done", candidate), bind, maxAge);
    }

    /** Replaces {@code {12}} by the first 12 digits of the template's identity, and so on. */
    private static String digits(String text) {
        String identity =
                new FakeFacts().candidate(TEMPLATE).candidate().orElseThrow().identity();
        return text.replace("{11}", identity.substring(0, 11))
                .replace("{12}", identity.substring(0, 12))
                .replace("{64}", identity);
    }
}
