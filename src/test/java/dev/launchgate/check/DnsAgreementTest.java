package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several servers: System, 192.0.2.53 and the two authoritative ones of the zone. */
class DnsAgreementTest {
    private static final DnsCheck CHECK = new DnsCheck();
    private static final String SUBJECT = "ml.example.com A";
    private static final String ALL =
            "{names: [ml.example.com], expect: {values: [203.0.113.10]}, resolvers: [System, Authoritative, 192.0.2.53]}";
    private static final String MAJORITY = ALL.replace("names:", "agreement: Majority, names:");

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("all say so", ALL, world("ok", "ok ok", "ok"), pass(SUBJECT)),
                row(
                        "all say no such name, and for how long at most",
                        ALL,
                        world("none", "none300 none60", "none"),
                        fail(
                                Reason.RecordMissing,
                                SUBJECT
                                        + ": NXDOMAIN from System, ns1.example.com, ns2.example.com, 192.0.2.53; expected"
                                        + " 203.0.113.10; create the record (resolvers may keep this answer for 5m)")),
                row(
                        "all say the same other value",
                        ALL,
                        world("other", "other other", "other"),
                        fail(
                                Reason.RecordMismatch,
                                SUBJECT + ": expected 203.0.113.10, saw 198.51.100.7 from System, ns1.example.com,"
                                        + " ns2.example.com, 192.0.2.53; correct the record")),
                row(
                        "the cache lags",
                        ALL,
                        world("none", "ok ok", "ok"),
                        fail(
                                Reason.ResolversDisagree,
                                SUBJECT + ": 3 of 4 answer as expected, not System; wait for propagation or fix the"
                                        + " view")),
                row(
                        "a secondary lags",
                        ALL,
                        world("ok", "ok other", "ok"),
                        fail(
                                Reason.ResolversDisagree,
                                SUBJECT
                                        + ": 3 of 4 answer as expected, not ns2.example.com; wait for propagation or fix"
                                        + " the view")),
                row(
                        "nobody says so, and each something else",
                        ALL,
                        world("none", "other other", "loop"),
                        fail(
                                Reason.ResolversDisagree,
                                SUBJECT + ": 0 of 4 answer as expected, not System, ns1.example.com, ns2.example.com,"
                                        + " 192.0.2.53; wait for propagation or fix the view")),
                row(
                        "one is silent",
                        ALL,
                        world("ok", "ok ok", "silent"),
                        unknown(Reason.Timeout, SUBJECT + " from 192.0.2.53: no complete answer within 5s")),
                row(
                        "one is silent, one lame",
                        ALL,
                        world("ok", "ok lame", "silent"),
                        unknown(
                                Reason.ServerLame,
                                SUBJECT
                                        + ": ns2.example.com is listed for the zone but has no authority; correct the NS"
                                        + " records or the server (and 1 more)")),
                row(
                        "one is silent, the others say the same wrong thing",
                        ALL,
                        world("none", "none none", "silent"),
                        fail(
                                Reason.RecordMissing,
                                SUBJECT + ": NXDOMAIN from System, ns1.example.com, ns2.example.com; expected"
                                        + " 203.0.113.10; create the record")),
                row(
                        "one is silent, one wrong",
                        ALL,
                        world("ok", "ok other", "silent"),
                        fail(
                                Reason.ResolversDisagree,
                                SUBJECT + ": 2 of 4 answer as expected, not ns2.example.com, 192.0.2.53; wait for"
                                        + " propagation or fix the view")),
                row(
                        "one is not asked yet",
                        ALL,
                        world("none", "ok ok", ""),
                        pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "the zone's servers could not be found",
                        ALL,
                        world("ok", "timeout", "ok"),
                        unknown(Reason.Timeout, SUBJECT + " from Authoritative: no complete answer within 5s")),
                row("majority: all", MAJORITY, world("ok", "ok ok", "ok"), pass(SUBJECT)),
                row("majority: a silent one is outvoted", MAJORITY, world("ok", "ok ok", "silent"), pass(SUBJECT)),
                row("majority: a wrong one is outvoted", MAJORITY, world("none", "ok ok", "ok"), pass(SUBJECT)),
                row("majority: an old answer is outvoted", MAJORITY, world("old", "ok ok", "ok"), pass(SUBJECT)),
                row(
                        "majority: but every one is asked first",
                        MAJORITY,
                        world("ok", "ok ok", ""),
                        pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "majority: half is not more than half",
                        MAJORITY,
                        world("none", "ok ok", "none"),
                        fail(
                                Reason.ResolversDisagree,
                                SUBJECT + ": 2 of 4 answer as expected, not System, 192.0.2.53; wait for propagation or"
                                        + " fix the view")),
                row(
                        "majority: of all listed, not of those who answer",
                        MAJORITY,
                        world("silent", "ok ok", "silent"),
                        unknown(Reason.Timeout, SUBJECT + " from System: no complete answer within 5s (and 1 more)")),
                row(
                        "majority: one wrong, one silent, half right",
                        MAJORITY,
                        world("silent", "ok ok", "none"),
                        fail(
                                Reason.ResolversDisagree,
                                SUBJECT + ": 2 of 4 answer as expected, not System, 192.0.2.53; wait for propagation or"
                                        + " fix the view")),
                row(
                        "majority: all say no such record",
                        MAJORITY,
                        world("empty", "empty empty", "empty"),
                        fail(
                                Reason.RecordEmpty,
                                SUBJECT
                                        + ": no record from System, ns1.example.com, ns2.example.com, 192.0.2.53; expected"
                                        + " 203.0.113.10; create the record")),
                row("TTL", maxTtl(ALL, "5m"), world("ok", "ok300 ok60", "ok"), pass(SUBJECT)),
                row(
                        "TTL too long",
                        maxTtl(ALL, "5m"),
                        world("ok", "ok60 ok301", "ok"),
                        fail(
                                Reason.TtlTooLong,
                                SUBJECT
                                        + ": TTL 301s at the authority, at most 5m; lower it, then wait until the old one"
                                        + " has run out")),
                row(
                        "TTL too long and values wrong",
                        maxTtl(ALL, "0s"),
                        world("other", "other60 other60", "other"),
                        fail(
                                Reason.RecordMismatch,
                                SUBJECT + ": expected 203.0.113.10, saw 198.51.100.7 from System, ns1.example.com,"
                                        + " ns2.example.com, 192.0.2.53; correct the record (and 1 more)")),
                row(
                        "no TTL",
                        maxTtl(ALL, "5m"),
                        world("ok", "ok ok", "ok"),
                        unknown(Reason.DataMalformed, SUBJECT + ": the authority tells no TTL")),
                row(
                        "no TTL for a record that is not there",
                        maxTtl(ALL, "5m"),
                        world("none", "none none", "none"),
                        fail(
                                Reason.RecordMissing,
                                SUBJECT
                                        + ": NXDOMAIN from System, ns1.example.com, ns2.example.com, 192.0.2.53; expected"
                                        + " 203.0.113.10; create the record")),
                row(
                        "majority: a lame server of the zone is outvoted, its TTL too",
                        maxTtl(MAJORITY, "5m"),
                        world("ok", "lame ok60", "ok"),
                        pass(SUBJECT)),
                row(
                        "majority: the whole authority is outvoted, but nobody else tells the TTL",
                        maxTtl(MAJORITY.replace("192.0.2.53", "192.0.2.53, 192.0.2.54"), "5m"),
                        world("ok", "silent", "ok").answer(query("192.0.2.54"), answers("192.0.2.54", "ok")),
                        unknown(Reason.Timeout, SUBJECT + " from ns1.example.com: no complete answer within 5s")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, String spec, FakeFacts facts, Judgement expected) {
        assertThat(Spec.judge(CHECK, spec, facts)).isEqualTo(expected);
    }

    @Test
    void aServerThatIsListedTwiceHasOneVote() {
        FakeFacts facts = new FakeFacts()
                .answer(query("System"), answers("System", "ok"))
                .answer(query("192.0.2.53"), answers("192.0.2.53", "none"));
        String spec = MAJORITY.replace("Authoritative", "System");

        assertThat(Spec.judge(CHECK, spec, facts))
                .isEqualTo(fail(
                        Reason.ResolversDisagree,
                        SUBJECT + ": 1 of 2 answer as expected, not 192.0.2.53; wait for propagation or fix the view"));
    }

    private static String maxTtl(String spec, String maxTtl) {
        return spec.replace("names:", "maxTtl: " + maxTtl + ", names:");
    }

    /** @param authoritative one word for each of the zone's servers */
    private static FakeFacts world(String system, String authoritative, String named) {
        FakeFacts facts = new FakeFacts();
        if (system.equals("old")) {
            facts.tooOld(query("System"));
        } else {
            facts.answer(query("System"), answers("System", system));
        }
        if (authoritative.equals("timeout")) {
            facts.failure(query("Authoritative"), Cause.Timeout, ProbeFailure.Phase.Exchange, "");
        } else {
            List<ServerAnswer> servers = new ArrayList<>();
            for (String word : authoritative.split(" ")) {
                servers.add(answer("ns" + (servers.size() + 1) + ".example.com", word));
            }
            facts.answer(query("Authoritative"), new DnsAnswer(servers));
        }
        if (!named.isEmpty()) {
            facts.answer(query("192.0.2.53"), answers("192.0.2.53", named));
        }
        return facts;
    }

    private static DnsQuery query(String server) {
        return new DnsQuery("ml.example.com", DnsType.A, server);
    }

    private static DnsAnswer answers(String server, String word) {
        return new DnsAnswer(List.of(answer(server, word)));
    }

    /** @param word what the server says, and a TTL if it tells one */
    private static ServerAnswer answer(String server, String word) {
        String kind = word.replaceAll("[0-9]", "");
        Long ttl = kind.equals(word) ? null : Long.valueOf(word.substring(kind.length()));
        DnsCode code = switch (kind) {
            case "ok", "other" -> DnsCode.Records;
            case "none" -> DnsCode.NoName;
            case "empty" -> DnsCode.NoRecords;
            case "loop" -> DnsCode.CnameLoop;
            case "lame" -> DnsCode.Lame;
            case "silent" -> DnsCode.Silent;
            default -> throw new IllegalArgumentException(word);
        };
        List<String> values = switch (kind) {
            case "ok" -> List.of("203.0.113.10");
            case "other" -> List.of("198.51.100.7");
            default -> List.of();
        };
        boolean negative = code != DnsCode.Records;
        return new ServerAnswer(server, code, values, negative ? null : ttl, negative ? ttl : null, "");
    }

    private static Arguments row(String name, String spec, FakeFacts facts, Judgement expected) {
        return arguments(name, spec, facts, expected);
    }
}
