package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One resolver, every answer that it can give. */
class DnsCheckTest {
    private static final DnsCheck CHECK = new DnsCheck();
    private static final String NAME = "ml.example.com";
    private static final DnsQuery PROBE = new DnsQuery(NAME, DnsType.A, "System");
    private static final String ANY = "names: [ml.example.com]";
    private static final String TEN = "{names: [ml.example.com], expect: {values: [203.0.113.10]}}";

    @Test
    void isShownUnderIntegrationAndJudgedBeforeTheRelease() {
        assertThat(CHECK.section()).isEqualTo(Section.Integration);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    @Test
    void plansOneQuestionForEachNameAndServer() {
        String spec = """
                names: [a.example.com, B.example.com.]
                type: MX
                resolvers: [System, Authoritative, System, '192.0.2.53', '[2001:db8::53]:5353']
                """;

        assertThat(Spec.plan(CHECK, spec, new FakeFacts()).probes())
                .containsExactlyInAnyOrder(
                        new DnsQuery("a.example.com", DnsType.MX, "System"),
                        new DnsQuery("a.example.com", DnsType.MX, "Authoritative"),
                        new DnsQuery("a.example.com", DnsType.MX, "192.0.2.53"),
                        new DnsQuery("a.example.com", DnsType.MX, "[2001:db8::53]:5353"),
                        new DnsQuery("B.example.com.", DnsType.MX, "System"),
                        new DnsQuery("B.example.com.", DnsType.MX, "Authoritative"),
                        new DnsQuery("B.example.com.", DnsType.MX, "192.0.2.53"),
                        new DnsQuery("B.example.com.", DnsType.MX, "[2001:db8::53]:5353"));
    }

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("any record", ANY, records("10.1.2.3"), pass("ml.example.com A")),
                row("the record", TEN, records("203.0.113.10"), pass("ml.example.com A")),
                row("not measured", TEN, facts -> facts, pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "no such name",
                        TEN,
                        says(DnsCode.NoName),
                        fail(
                                Reason.RecordMissing,
                                "ml.example.com A: NXDOMAIN from System; expected 203.0.113.10; create the record")),
                row(
                        "no such name, and for how long",
                        TEN,
                        facts -> facts.answer(
                                PROBE,
                                new DnsAnswer(List.of(
                                        new ServerAnswer("System", DnsCode.NoName, List.of(), null, 5400L, "")))),
                        fail(
                                Reason.RecordMissing,
                                "ml.example.com A: NXDOMAIN from System; expected 203.0.113.10; create the record"
                                        + " (resolvers may keep this answer for 1h30m)")),
                row(
                        "no such name, anything expected",
                        ANY,
                        says(DnsCode.NoName),
                        fail(
                                Reason.RecordMissing,
                                "ml.example.com A: NXDOMAIN from System; expected a record; create the record")),
                row(
                        "no such record",
                        TEN,
                        says(DnsCode.NoRecords),
                        fail(
                                Reason.RecordEmpty,
                                "ml.example.com A: no record from System; expected 203.0.113.10; create the record")),
                row(
                        "records without values are none",
                        ANY,
                        records(),
                        fail(
                                Reason.RecordEmpty,
                                "ml.example.com A: no record from System; expected a record; create the record")),
                row(
                        "another value",
                        TEN,
                        records("198.51.100.7"),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 203.0.113.10, saw 198.51.100.7 from System; correct the"
                                        + " record")),
                row(
                        "one more value",
                        TEN,
                        records("198.51.100.7", "203.0.113.10"),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 203.0.113.10, saw 198.51.100.7, 203.0.113.10 from System;"
                                        + " correct the record")),
                row(
                        "private addresses are counted",
                        TEN,
                        records("10.0.0.1", "192.168.0.1", "198.51.100.7"),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 203.0.113.10, saw 198.51.100.7 and 2 private addresses from"
                                        + " System; correct the record")),
                row(
                        "a private address is counted though the spec names it",
                        "{names: [ml.example.com], expect: {values: [10.0.0.1, 10.0.0.2]}}",
                        records("10.0.0.1"),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 10.0.0.1, 10.0.0.2, saw 1 private address from System;"
                                        + " correct the record")),
                row(
                        "what is no address is counted",
                        TEN,
                        records("<script>"),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 203.0.113.10, saw 1 private address from System; correct the"
                                        + " record")),
                row(
                        "a chain without end",
                        TEN,
                        says(DnsCode.CnameLoop),
                        fail(
                                Reason.CnameLoop,
                                "ml.example.com A: a CNAME chain that repeats or has more than 8 steps from System;"
                                        + " correct the CNAME records")),
                row(
                        "a chain to nowhere",
                        TEN,
                        says(DnsCode.CnameDangling),
                        fail(
                                Reason.CnameDangling,
                                "ml.example.com A: a CNAME chain to a name that does not exist from System; create that"
                                        + " name or correct the CNAME")),
                row(
                        "SERVFAIL",
                        TEN,
                        says(DnsCode.ServerFailed),
                        unknown(
                                Reason.ServerFailed,
                                "ml.example.com A: SERVFAIL from System; check the zone and its signatures")),
                row(
                        "SERVFAIL with its reason",
                        TEN,
                        says(DnsCode.ServerFailed, "extended error 6 (DNSSEC bogus)"),
                        unknown(
                                Reason.ServerFailed,
                                "ml.example.com A: SERVFAIL from System (extended error 6 (DNSSEC bogus)); check the zone"
                                        + " and its signatures")),
                row(
                        "REFUSED",
                        TEN,
                        says(DnsCode.Refused, "REFUSED"),
                        unknown(
                                Reason.QueryRefused,
                                "ml.example.com A: refused by System (REFUSED); let the operator ask, or name another"
                                        + " server")),
                row(
                        "lame",
                        TEN,
                        says(DnsCode.Lame),
                        unknown(
                                Reason.ServerLame,
                                "ml.example.com A: System is listed for the zone but has no authority; correct the NS"
                                        + " records or the server")),
                row(
                        "truncated, and TCP fails",
                        TEN,
                        says(DnsCode.Truncated),
                        unknown(
                                Reason.AnswerTruncated,
                                "ml.example.com A: the answer of System is truncated, and TCP fails; open TCP to it")),
                row(
                        "silent",
                        TEN,
                        says(DnsCode.Silent),
                        unknown(Reason.Timeout, "ml.example.com A from System: no complete answer within 5s")),
                row(
                        "unreachable",
                        TEN,
                        says(DnsCode.Unreachable, "refused"),
                        unknown(Reason.NetworkError, "ml.example.com A from System: connection failed (refused)")),
                row(
                        "random bytes",
                        TEN,
                        says(DnsCode.Malformed),
                        unknown(Reason.DataMalformed, "ml.example.com A from System: not a DNS answer")),
                row(
                        "denied",
                        "{names: [ml.example.com], resolvers: ['192.0.2.53']}",
                        facts -> facts.answer(
                                new DnsQuery(NAME, DnsType.A, "192.0.2.53"),
                                new DnsAnswer(List.of(
                                        new ServerAnswer("192.0.2.53", DnsCode.Denied, List.of(), null, null, "")))),
                        unknown(
                                Reason.EgressDenied,
                                "192.0.2.53:53: not an allowed destination; ask the platform team")),
                row(
                        "denied, IPv6",
                        "{names: [ml.example.com], resolvers: ['2001:db8::53']}",
                        facts -> facts.answer(
                                new DnsQuery(NAME, DnsType.A, "2001:db8::53"),
                                new DnsAnswer(List.of(
                                        new ServerAnswer("2001:db8::53", DnsCode.Denied, List.of(), null, null, "")))),
                        unknown(
                                Reason.EgressDenied,
                                "[2001:db8::53]:53: not an allowed destination; ask the platform team")),
                row(
                        "denied, with port",
                        "{names: [ml.example.com], resolvers: ['192.0.2.53:5353']}",
                        facts -> facts.answer(
                                new DnsQuery(NAME, DnsType.A, "192.0.2.53:5353"),
                                new DnsAnswer(List.of(new ServerAnswer(
                                        "192.0.2.53:5353", DnsCode.Denied, List.of(), null, null, "")))),
                        unknown(
                                Reason.EgressDenied,
                                "192.0.2.53:5353: not an allowed destination; ask the platform team")),
                row(
                        "too old",
                        TEN,
                        facts -> facts.tooOld(PROBE),
                        unknown(
                                Reason.ResultTooOld,
                                "ml.example.com A from System: the last answer is too old for a decision; the operator is"
                                        + " behind with its probes")),
                row(
                        "the probe timed out",
                        TEN,
                        failed(Cause.Timeout, ProbeFailure.Phase.Exchange, ""),
                        unknown(Reason.Timeout, "ml.example.com A from System: no complete answer within 5s")),
                row(
                        "the probe was refused: no proof about the record",
                        TEN,
                        failed(Cause.ConnectionRefused, ProbeFailure.Phase.Connect, ""),
                        unknown(Reason.NetworkError, "ml.example.com A from System: connection failed (refused)")),
                row(
                        "the server's own name is missing: no proof about the record",
                        TEN,
                        failed(Cause.NameNotFound, ProbeFailure.Phase.Resolve, ""),
                        unknown(
                                Reason.NameNotResolved,
                                "ml.example.com A from System: the server's name could not be looked up")),
                row(
                        "too large",
                        TEN,
                        failed(Cause.DataTooLarge, ProbeFailure.Phase.Exchange, "more than 16 KiB"),
                        unknown(Reason.DataTooLarge, "ml.example.com A from System: more than 16 KiB")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        assertThat(Spec.judge(CHECK, spec, world.apply(new FakeFacts()))).isEqualTo(expected);
    }

    static Stream<Arguments> expectations() {
        return Stream.of(
                met("Exact, in any order", "A", "values: [203.0.113.2, 203.0.113.1]", "203.0.113.1", "203.0.113.2"),
                unmet("Exact, one missing", "A", "values: [203.0.113.2, 203.0.113.1]", "203.0.113.1"),
                met("Contains", "A", "values: [203.0.113.1], match: Contains", "203.0.113.1", "203.0.113.2"),
                unmet("Contains, not", "A", "values: [203.0.113.3], match: Contains", "203.0.113.1"),
                met("Within", "A", "values: [203.0.113.1, 203.0.113.2], match: Within", "203.0.113.1"),
                unmet("Within, not", "A", "values: [203.0.113.1], match: Within", "203.0.113.1", "203.0.113.2"),
                met("IPv6 in canonical form", "AAAA", "values: ['2001:0DB8::0:7']", "2001:db8::7"),
                met("ranges", "A", "cidrs: [203.0.113.0/24, 198.51.100.0/25]", "203.0.113.255", "198.51.100.127"),
                unmet("ranges, one outside", "A", "cidrs: [203.0.113.0/24]", "203.0.113.1", "198.51.100.7"),
                unmet("ranges, what is no address", "A", "cidrs: [0.0.0.0/0]", "nonsense"),
                met("ranges, IPv6", "AAAA", "cidrs: ['2001:db8::/32']", "2001:db8:ffff::1"),
                met("names without case and final dot", "CNAME", "values: [LB.Example.net.]", "lb.example.net"),
                met(
                        "name servers",
                        "NS",
                        "values: [ns2.example.com, ns1.example.com]",
                        "ns1.example.com",
                        "ns2.example.com"),
                met("mail", "MX", "values: ['10  Mail.example.com.', '0 .']", "0 .", "10 mail.example.com"),
                met("services", "SRV", "values: ['0 5 443 A.example.com']", "0 5 443 a.example.com"),
                met("authorities", "CAA", "values: ['0 ISSUE ca.example.net']", "0 issue \"ca.example.net\""),
                met("text", "TXT", "values: ['v=spf1 -all']", "v=spf1 -all"),
                met("text as zone files write it", "TXT", "values: ['\"v=spf1 \" \"-all\"']", "v=spf1 -all"),
                unmet("text in another case", "TXT", "values: ['v=spf1 -ALL']", "v=spf1 -all"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expectations")
    void compares(String name, String type, String expect, boolean met, List<String> values) {
        FakeFacts facts = new FakeFacts()
                .answer(
                        new DnsQuery(NAME, DnsType.valueOf(type), "System"),
                        answers(new ServerAnswer("System", DnsCode.Records, values, null, null, "")));

        Judgement judgement =
                Spec.judge(CHECK, "{names: [ml.example.com], type: " + type + ", expect: {" + expect + "}}", facts);

        assertThat(judgement.reason()).isEqualTo(met ? Reason.AsExpected : Reason.RecordMismatch);
    }

    static Stream<Arguments> wordings() {
        return Stream.of(
                arguments("A", "values: [192.0.2.1, 192.0.2.2], match: Contains", "at least 192.0.2.1, 192.0.2.2"),
                arguments("A", "values: [192.0.2.1], match: Within", "nothing but 192.0.2.1"),
                arguments("A", "cidrs: [192.0.2.0/24, 192.0.3.0/24]", "addresses within 192.0.2.0/24, 192.0.3.0/24"),
                arguments(
                        "A",
                        "values: [192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5, 192.0.2.6, 192.0.2.7]",
                        "192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5 and 2 more"),
                arguments("TXT", "values: ['" + "x".repeat(101) + "']", "x".repeat(100) + "..."));
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void saysWhatIsExpected(String type, String expect, String wording) {
        FakeFacts facts = new FakeFacts()
                .answer(
                        new DnsQuery(NAME, DnsType.valueOf(type), "System"),
                        answers(new ServerAnswer("System", DnsCode.NoName, List.of(), null, null, "")));

        Judgement judgement =
                Spec.judge(CHECK, "{names: [ml.example.com], type: " + type + ", expect: {" + expect + "}}", facts);

        assertThat(judgement.message())
                .isEqualTo("ml.example.com %s: NXDOMAIN from System; expected %s; create the record"
                        .formatted(type, wording));
    }

    static Stream<Arguments> hidden() {
        return Stream.of(
                arguments("TXT", "token", "s3cret-canary"),
                arguments("CNAME", "lb.example.net", "s3cret-canary.internal"),
                arguments("MX", "10 mail.example.com", "10 s3cret-canary.internal"),
                arguments("CAA", "0 issue \"ca.example.net\"", "0 issue \"s3cret-canary\""));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void showsOfOtherRecordsOnlyWhatTheSpecNames(String type, String named, String secret) {
        FakeFacts facts = new FakeFacts()
                .answer(
                        new DnsQuery(NAME, DnsType.valueOf(type), "System"),
                        answers(new ServerAnswer("System", DnsCode.Records, List.of(named, secret), null, null, "")));

        Judgement judgement = Spec.judge(
                CHECK, "{names: [ml.example.com], type: " + type + ", expect: {values: ['" + named + "']}}", facts);

        assertThat(judgement)
                .isEqualTo(fail(
                        Reason.RecordMismatch,
                        "ml.example.com %s: expected %s, saw %s and 1 other record from System; correct the record"
                                .formatted(type, named, named)));
    }

    @Test
    void judgesAllNamesAndTellsTheFirstThatFails() {
        FakeFacts facts = new FakeFacts()
                .answer(
                        new DnsQuery("a.example.com", DnsType.A, "System"),
                        answers(new ServerAnswer("System", DnsCode.Silent, List.of(), null, null, "")))
                .answer(
                        new DnsQuery("b.example.com", DnsType.A, "System"),
                        answers(new ServerAnswer("System", DnsCode.NoName, List.of(), null, null, "")))
                .answer(
                        new DnsQuery("c.example.com", DnsType.A, "System"),
                        answers(new ServerAnswer("System", DnsCode.NoRecords, List.of(), null, null, "")));

        assertThat(Spec.judge(CHECK, "names: [a.example.com, b.example.com, c.example.com, d.example.com]", facts))
                .isEqualTo(fail(
                        Reason.RecordMissing,
                        "b.example.com A: NXDOMAIN from System; expected a record; create the record (and 1 more)"));
    }

    @Test
    void anAnswerOfAnotherProtocolOrOfNobodyIsADefect() {
        assertThatThrownBy(() -> Spec.judge(CHECK, ANY, new FakeFacts().answer(PROBE, new TcpAnswer())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Spec.judge(CHECK, ANY, new FakeFacts().answer(PROBE, answers())))
                .isInstanceOf(IllegalStateException.class);
    }

    private static DnsAnswer answers(ServerAnswer... servers) {
        return new DnsAnswer(List.of(servers));
    }

    private static UnaryOperator<FakeFacts> records(String... values) {
        return facts -> facts.answer(
                PROBE, answers(new ServerAnswer("System", DnsCode.Records, List.of(values), null, null, "")));
    }

    private static UnaryOperator<FakeFacts> says(DnsCode code) {
        return says(code, "");
    }

    private static UnaryOperator<FakeFacts> says(DnsCode code, String detail) {
        return facts -> facts.answer(PROBE, answers(new ServerAnswer("System", code, List.of(), null, null, detail)));
    }

    private static UnaryOperator<FakeFacts> failed(Cause cause, ProbeFailure.Phase phase, String detail) {
        return facts -> facts.failure(PROBE, cause, phase, detail);
    }

    private static Arguments row(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        return arguments(name, spec, world, expected);
    }

    private static Arguments met(String name, String type, String expect, String... values) {
        return arguments(name, type, expect, true, List.of(values));
    }

    private static Arguments unmet(String name, String type, String expect, String... values) {
        return arguments(name, type, expect, false, List.of(values));
    }
}
