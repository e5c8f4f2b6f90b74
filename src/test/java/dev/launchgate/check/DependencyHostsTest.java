package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dependencies outside the cluster. In the table a host is up (u), refuses (r), is filtered (f), unknown by name (x), slow to
 * resolve (s), denied (d), answered too long ago (o), or not asked yet (n).
 */
class DependencyHostsTest {
    private static final DependencyCheck CHECK = new DependencyCheck();
    private static final String HERE = ".example.com:5432 from the operator's network";
    private static final String NOT_ALLOWED = ": not an allowed destination; ask the platform team";

    private static FakeFacts facts(String states) {
        FakeFacts facts = new FakeFacts();
        for (int i = 0; i < states.length(); i++) {
            TcpConnect probe = new TcpConnect("db-" + i + ".example.com", 5432);
            switch (states.charAt(i)) {
                case 'u' -> facts.answer(probe, new TcpAnswer());
                case 'r' -> facts.failure(probe, Cause.ConnectionRefused, Phase.Connect, "");
                case 'f' -> facts.failure(probe, Cause.Timeout, Phase.Connect, "");
                case 's' -> facts.failure(probe, Cause.Timeout, Phase.Resolve, "");
                case 'x' -> facts.failure(probe, Cause.NameNotFound, Phase.Resolve, "");
                case 'd' -> facts.failure(probe, Cause.EgressDenied, Phase.Connect, "");
                case 'o' -> facts.tooOld(probe);
                default -> {
                    // not asked yet
                }
            }
        }
        return facts;
    }

    private static String params(int hosts, String members) {
        return "{target: {hosts: [%s]}, %s}"
                .formatted(
                        Stream.iterate(0, i -> i + 1)
                                .limit(hosts)
                                .map("'db-%d.example.com:5432'"::formatted)
                                .reduce((a, b) -> a + ", " + b)
                                .orElse(""),
                        members);
    }

    static Stream<Arguments> judgements() {
        String spof = ", and the app fails without it; add a replica, add retries or fallback, or record acceptedRisk";
        return Stream.of(
                arguments("uu", "Fails", 2, Judgement.pass("2 hosts")),
                arguments("u", "Fails", 1, Judgement.pass("db-0.example.com:5432")),
                arguments("uur", "Fails", 2, Judgement.pass("3 hosts")),
                arguments("uud", "Fails", 2, Judgement.pass("3 hosts")),
                arguments(
                        "uf",
                        "Fails",
                        2,
                        Judgement.fail(Reason.SingleFailurePoint, "2 hosts: 1 ready, expected 2" + spof)),
                arguments(
                        "u",
                        "Fails",
                        2,
                        Judgement.fail(Reason.SingleFailurePoint, "db-0.example.com:5432: 1 ready, expected 2" + spof)),
                arguments(
                        "ux",
                        "Fails",
                        2,
                        Judgement.fail(Reason.SingleFailurePoint, "2 hosts: 1 ready, expected 2" + spof)),
                arguments(
                        "urd",
                        "Fails",
                        3,
                        Judgement.fail(Reason.SingleFailurePoint, "3 hosts: 1 ready, expected 3" + spof)),
                arguments(
                        "ur",
                        "Degrades",
                        2,
                        Judgement.pass(
                                Reason.DeclaredOnly,
                                "2 hosts: 1 ready, expected 2; that the app degrades is declared, not measured; add testedAt"
                                        + " to prove it")),
                arguments(
                        "fr",
                        "Retries",
                        1,
                        Judgement.fail(
                                Reason.DependencyNotReady,
                                "2 hosts: 0 ready, expected 1; db-0" + HERE
                                        + ": no answer; open the firewall or check the host")),
                arguments(
                        "r",
                        "Fails",
                        2,
                        Judgement.fail(
                                Reason.DependencyNotReady,
                                "db-0.example.com:5432: 0 ready, expected 2; db-0" + HERE
                                        + ": refused; nothing listens there")),
                arguments("ud", "Fails", 2, Judgement.unknown(Reason.EgressDenied, "db-1" + HERE + NOT_ALLOWED)),
                arguments("ud", "Queues", 2, Judgement.unknown(Reason.EgressDenied, "db-1" + HERE + NOT_ALLOWED)),
                arguments("rd", "Fails", 2, Judgement.unknown(Reason.EgressDenied, "db-1" + HERE + NOT_ALLOWED)),
                arguments(
                        "dd",
                        "Fails",
                        2,
                        Judgement.unknown(Reason.EgressDenied, "db-0" + HERE + NOT_ALLOWED + " (and 1 more)")),
                arguments(
                        "us",
                        "Fails",
                        2,
                        Judgement.unknown(
                                Reason.NameNotResolved, "db-1" + HERE + ": the name could not be looked up (timeout)")),
                arguments(
                        "uo",
                        "Fails",
                        2,
                        Judgement.unknown(
                                Reason.ResultTooOld,
                                "db-1" + HERE
                                        + ": the last answer is too old for a decision; the operator is behind with"
                                        + " its probes")),
                arguments("un", "Fails", 2, Judgement.pending(Reason.NotMeasuredYet, "not measured yet")),
                arguments("nd", "Fails", 1, Judgement.unknown(Reason.EgressDenied, "db-1" + HERE + NOT_ALLOWED)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("judgements")
    void judges(String states, String onFailure, int minReady, Judgement expected) {
        String params = params(states.length(), "onFailure: %s, minReady: %d".formatted(onFailure, minReady));
        assertThat(Spec.judge(CHECK, params, facts(states))).isEqualTo(expected);
    }

    @Test
    void everyHostIsAsked() {
        assertThat(Spec.plan(
                                CHECK,
                                "{target: {hosts: ['db.example.com:5432', '[2001:db8::7]:1']}, onFailure: Fails}",
                                new FakeFacts())
                        .probes())
                .containsExactlyInAnyOrder(new TcpConnect("db.example.com", 5432), new TcpConnect("2001:db8::7", 1));
    }

    static Stream<Arguments> refused() {
        String one = "target: exactly one of deployment, statefulSet, service, hosts must be set";
        String fine = "target: {deployment: {name: a}}, onFailure: Fails";
        return Stream.of(
                arguments("{onFailure: Fails}", List.of(one)),
                arguments("{target: {}, onFailure: Fails}", List.of(one)),
                arguments("{target: {deployment: {name: a}, service: {name: b}}, onFailure: Fails}", List.of(one)),
                arguments(
                        "{target: {deployment: {name: a}, hosts: []}, onFailure: Fails}",
                        List.of(one, "target.hosts: 1 to 10 elements, saw 0")),
                arguments(
                        "{target: {deployment: {name: A}}, onFailure: Fails}",
                        List.of("target.deployment.name: must be the name of an object")),
                arguments(
                        "{target: {statefulSet: {name: ''}}, onFailure: Fails}",
                        List.of("target.statefulSet.name: must be the name of an object")),
                arguments(
                        "{target: {service: {name: a_b}}, onFailure: Fails}",
                        List.of("target.service.name: must be the name of an object")),
                arguments(
                        "{target: {hosts: ['a:1', 'b']}, onFailure: Fails}",
                        List.of("target.hosts[1]: " + HostPort.EXPECTED)),
                arguments(
                        "{target: {hosts: ['db.example.com:1', 'DB.example.com.:2']}, onFailure: Fails}",
                        List.of("target.hosts[1]: the same host as target.hosts[0]; a host counts once")),
                arguments(
                        "{target: {deployment: {name: a}}}",
                        List.of("onFailure: must be one of Retries, Degrades, Queues, Fails")),
                arguments("{%s, minReady: 0}".formatted(fine), List.of("minReady: must be from 1 to 100")),
                arguments("{%s, minReady: 101}".formatted(fine), List.of("minReady: must be from 1 to 100")),
                arguments(
                        "{%s, testedAt: '2026-11-10'}".formatted(fine),
                        List.of("testedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z")),
                arguments("{%s, link: 'http://a'}".formatted(fine), List.of("link: must be an https link")),
                arguments("{%s, link: 'javascript:x'}".formatted(fine), List.of("link: must be an https link")),
                arguments("{%s, maxAge: 30d}".formatted(fine), List.of("maxAge: maxAge needs testedAt")),
                arguments(
                        "{%s, testedAt: '2026-11-10T00:00:00Z', maxAge: 23h}".formatted(fine),
                        List.of("maxAge: must be from 1d to 1825d")),
                arguments(
                        "{%s, testedAt: '2026-11-10T00:00:00Z', maxAge: 1826d}".formatted(fine),
                        List.of("maxAge: must be from 1d to 1825d")),
                arguments(
                        "{%s, acceptedRisk: {reason: '', by: dana, until: soon}}".formatted(fine),
                        List.of(
                                "acceptedRisk.reason: must be 1 to 500 characters without control characters",
                                "acceptedRisk.until: must be a date and time with zone, such as 2026-11-20T09:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatTheSchemaRefusesAndMore(String params, List<String> expected) {
        assertThat(Spec.refusals(CHECK, params)).isEqualTo(expected);
    }

    @Test
    void acceptsWhatTheContractAllows() {
        assertThat(Spec.refusals(CHECK, """
                target: {hosts: ['db-1.example.com:5432', 'db-2.example.com:5432', '198.51.100.7:1', '[2001:db8::7]:1']}
                minReady: 100
                onFailure: Queues
                testedAt: 2026-11-10T00:00:00+01:00
                link: https://wiki.example.com/drills/12
                maxAge: 1825d
                acceptedRisk: {reason: beta users only, by: dana, until: 2027-03-01T00:00:00Z}
                """)).isEmpty();
    }
}
