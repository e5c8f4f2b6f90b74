package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
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

/** A name compared with the addresses of an object. */
class DnsSameAsTest {
    private static final DnsCheck CHECK = new DnsCheck();
    private static final String A = "{names: [ml.example.com], expect: {sameAs: {ingress: {name: public}}}}";
    private static final String AAAA = A.replace("names:", "type: AAAA, names:");
    private static final DnsQuery NAME = new DnsQuery("ml.example.com", DnsType.A, "System");
    private static final DnsQuery BALANCER = new DnsQuery("lb.example.net", DnsType.A, "System");
    private static final String HOST_NAME = "[{hostname: lb.example.net}]";

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("the address", A, ingress("[{ip: 203.0.113.7}]", name("203.0.113.7")), pass("ml.example.com A")),
                row(
                        "all of the addresses",
                        A,
                        ingress("[{ip: 203.0.113.8}, {ip: 203.0.113.7}]", name("203.0.113.7", "203.0.113.8")),
                        pass("ml.example.com A")),
                row(
                        "one of the addresses",
                        A,
                        ingress("[{ip: 203.0.113.7}, {ip: 203.0.113.8}]", name("203.0.113.7")),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 203.0.113.7, 203.0.113.8 of Ingress public, saw 203.0.113.7"
                                        + " from System; correct the record")),
                row(
                        "private addresses of the object are counted too",
                        A,
                        ingress("[{ip: 10.1.2.3}, {ip: 10.1.2.4}]", name("203.0.113.7")),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 2 private addresses of Ingress public, saw 203.0.113.7 from"
                                        + " System; correct the record")),
                row(
                        "private addresses compare",
                        A,
                        ingress("[{ip: 10.1.2.3}]", name("10.1.2.3")),
                        pass("ml.example.com A")),
                row(
                        "of the type's family only",
                        A,
                        ingress("[{ip: 203.0.113.7}, {ip: '2001:db8::7'}]", name("203.0.113.7")),
                        pass("ml.example.com A")),
                row(
                        "IPv6 in another spelling",
                        AAAA,
                        ingress(
                                "[{ip: '2001:DB8:0::7'}]",
                                facts -> facts.answer(
                                        new DnsQuery("ml.example.com", DnsType.AAAA, "System"),
                                        records("2001:db8::7"))),
                        pass("ml.example.com AAAA")),
                row(
                        "no address of the family",
                        AAAA,
                        ingress(
                                "[{ip: 203.0.113.7}]",
                                facts -> facts.answer(
                                        new DnsQuery("ml.example.com", DnsType.AAAA, "System"),
                                        records("2001:db8::7"))),
                        unknown(Reason.ExpectationMissing, "Ingress public has no IPv6 address yet to compare with")),
                row(
                        "no address yet",
                        A,
                        ingress("[]", name("203.0.113.7")),
                        unknown(Reason.ExpectationMissing, "Ingress public has no address yet to compare with")),
                row(
                        "no address yet, but the name is missing for sure",
                        A,
                        ingress("[]", facts -> facts.answer(NAME, says(DnsCode.NoName))),
                        fail(
                                Reason.RecordMissing,
                                "ml.example.com A: NXDOMAIN from System; expected the addresses of Ingress public; create"
                                        + " the record")),
                row(
                        "object missing",
                        A,
                        name("203.0.113.7"),
                        fail(Reason.ObjectMissing, "Ingress public not found in ml; create it or correct the name")),
                row(
                        "kind not installed",
                        A.replace("ingress", "gateway"),
                        facts -> name("203.0.113.7")
                                .apply(facts.obstacle(
                                        ResourceKind.GATEWAY, Obstacle.notInstalled(ResourceKind.GATEWAY))),
                        unknown(
                                Reason.KindNotInstalled,
                                "Gateway.gateway.networking.k8s.io is not installed in this cluster")),
                row(
                        "not read yet",
                        A,
                        facts -> name("203.0.113.7")
                                .apply(facts.obstacle(ResourceKind.INGRESS, Obstacle.notSynced(ResourceKind.INGRESS))),
                        pending(Reason.NotMeasuredYet, "ingresses.networking.k8s.io are not read yet")),
                row(
                        "a host name is followed",
                        A,
                        ingress(
                                HOST_NAME,
                                facts -> name("203.0.113.7", "203.0.113.8")
                                        .apply(facts.answer(BALANCER, records("203.0.113.8", "203.0.113.7")))),
                        pass("ml.example.com A")),
                row(
                        "a host name and an address",
                        A,
                        ingress(
                                "[{ip: 203.0.113.9}, {hostname: lb.example.net}]",
                                facts -> name("203.0.113.7").apply(facts.answer(BALANCER, records("203.0.113.7")))),
                        fail(
                                Reason.RecordMismatch,
                                "ml.example.com A: expected 203.0.113.7, 203.0.113.9 of Ingress public, saw 203.0.113.7"
                                        + " from System; correct the record")),
                row(
                        "a host name not asked yet",
                        A,
                        ingress(HOST_NAME, name("203.0.113.7")),
                        pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "a host name that does not exist yet",
                        A,
                        ingress(
                                HOST_NAME,
                                facts -> name("203.0.113.7").apply(facts.answer(BALANCER, says(DnsCode.NoName)))),
                        unknown(Reason.ExpectationMissing, "Ingress public has no IPv4 address yet to compare with")),
                row(
                        "a host name without address",
                        A,
                        ingress(
                                HOST_NAME,
                                facts -> name("203.0.113.7").apply(facts.answer(BALANCER, says(DnsCode.NoRecords)))),
                        unknown(Reason.ExpectationMissing, "Ingress public has no IPv4 address yet to compare with")),
                row(
                        "a host name in a loop",
                        A,
                        ingress(
                                HOST_NAME,
                                facts -> name("203.0.113.7").apply(facts.answer(BALANCER, says(DnsCode.CnameLoop)))),
                        unknown(Reason.ExpectationMissing, "Ingress public has no IPv4 address yet to compare with")),
                row(
                        "a host name without answer",
                        A,
                        ingress(
                                HOST_NAME,
                                facts -> name("203.0.113.7").apply(facts.answer(BALANCER, says(DnsCode.Silent)))),
                        unknown(
                                Reason.Timeout,
                                "host name of Ingress public from System: no complete answer within 5s")),
                row(
                        "a host name whose answer is too old",
                        A,
                        ingress(HOST_NAME, facts -> name("203.0.113.7").apply(facts.tooOld(BALANCER))),
                        unknown(
                                Reason.ResultTooOld,
                                "host name of Ingress public: the last answer is too old for a decision; the operator is"
                                        + " behind with its probes")),
                row(
                        "a host name that was not asked",
                        A,
                        ingress(
                                HOST_NAME,
                                facts -> name("203.0.113.7")
                                        .apply(facts.failure(
                                                BALANCER, Cause.NetworkError, ProbeFailure.Phase.Exchange, "reset"))),
                        unknown(Reason.NetworkError, "host name of Ingress public: connection failed (reset)")),
                row(
                        "a name in the status that is none",
                        A,
                        ingress("[{hostname: '-rf /'}]", name("203.0.113.7")),
                        unknown(Reason.DataMalformed, "Ingress public: not an address (entry 1 of its status)")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        assertThat(Spec.judge(CHECK, spec, world.apply(new FakeFacts()))).isEqualTo(expected);
    }

    @Test
    void asksForTheHostNamesOfTheObject() {
        FakeFacts facts = ingress("[{ip: 203.0.113.7}, {hostname: lb.example.net}]", world -> world)
                .apply(new FakeFacts());

        assertThat(Spec.plan(CHECK, A, facts).probes()).containsExactlyInAnyOrder(NAME, BALANCER);
        assertThat(Spec.plan(CHECK, A, new FakeFacts()).probes()).containsExactly(NAME);
    }

    @Test
    void anAnswerOfAnotherProtocolIsADefect() {
        FakeFacts facts = ingress(HOST_NAME, name("203.0.113.7")).apply(new FakeFacts());
        facts.answer(BALANCER, new TcpAnswer());

        assertThatThrownBy(() -> Spec.judge(CHECK, A, facts)).isInstanceOf(IllegalStateException.class);
    }

    private static DnsAnswer records(String... values) {
        return new DnsAnswer(List.of(new ServerAnswer("System", DnsCode.Records, List.of(values), null, null, "")));
    }

    private static DnsAnswer says(DnsCode code) {
        return new DnsAnswer(List.of(new ServerAnswer("System", code, List.of(), null, null, "")));
    }

    private static UnaryOperator<FakeFacts> name(String... values) {
        return facts -> facts.answer(NAME, records(values));
    }

    private static UnaryOperator<FakeFacts> ingress(String entries, UnaryOperator<FakeFacts> world) {
        return facts -> world.apply(facts.with(
                ResourceKind.INGRESS,
                "metadata: {name: public, namespace: ml}\nstatus: {loadBalancer: {ingress: %s}}".formatted(entries)));
    }

    private static Arguments row(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        return arguments(name, spec, world, expected);
    }
}
