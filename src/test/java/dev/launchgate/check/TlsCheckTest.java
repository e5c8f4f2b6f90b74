package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlsCheckTest {
    private static final TlsCheck CHECK = new TlsCheck();
    private static final String HOST = "ml.example.com";
    private static final String SUBJECT = "ml.example.com:443";
    private static final String PLAIN = "host: ml.example.com";
    private static final TlsHandshake PROBE = new TlsHandshake(HOST, 443, HOST, TlsVersion.Tls12, null);
    private static final Instant NOT_BEFORE = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant NOT_AFTER = Instant.parse("2027-02-01T00:00:00Z");

    @Test
    void isShownUnderSecurityAndJudgedBeforeTheRelease() {
        assertThat(CHECK.section()).isEqualTo(Section.Security);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("as expected", PLAIN, served(good()), pass(SUBJECT)),
                row("wildcard", PLAIN, served(covering("*.example.com")), pass(SUBJECT)),
                row("not measured", PLAIN, facts -> facts, pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "too old",
                        PLAIN,
                        facts -> facts.tooOld(PROBE),
                        unknown(
                                Reason.ResultTooOld,
                                SUBJECT + ": the last answer is too old for a decision; the operator is behind with its"
                                        + " probes")),
                row(
                        "expired",
                        PLAIN,
                        served(until("2026-11-19T10:00:00Z")),
                        fail(Reason.CertificateExpired, SUBJECT + ": expired 2026-11-19T10:00:00Z; renew it")),
                row(
                        "not yet valid",
                        PLAIN,
                        served(answer(
                                TlsOutcome.Completed,
                                "TLSv1.3",
                                Trust.Trusted,
                                List.of(HOST),
                                "2026-11-21T00:00:00Z",
                                NOT_AFTER.toString())),
                        fail(
                                Reason.CertificateExpired,
                                SUBJECT + ": not valid before 2026-11-21T00:00:00Z; check the clocks")),
                row(
                        "three days left",
                        PLAIN,
                        served(until("2026-11-23T10:00:00Z")),
                        fail(
                                Reason.CertificateExpiresSoon,
                                SUBJECT + ": expires 2026-11-23T10:00:00Z, expected at least 14d ahead; is renewal"
                                        + " working?")),
                row("exactly enough left", PLAIN, served(until("2026-12-04T10:00:00Z")), pass(SUBJECT)),
                row(
                        "a second too little",
                        PLAIN,
                        served(until("2026-12-04T09:59:59Z")),
                        fail(
                                Reason.CertificateExpiresSoon,
                                SUBJECT + ": expires 2026-12-04T09:59:59Z, expected at least 14d ahead; is renewal"
                                        + " working?")),
                row(
                        "nothing need be left",
                        "{host: ml.example.com, minRemaining: 0s}",
                        served(until("2026-11-20T10:00:00Z")),
                        pass(SUBJECT)),
                row(
                        "wrong name, which is not shown",
                        PLAIN,
                        served(covering("canary-7f3a.example.net")),
                        fail(
                                Reason.NameNotCovered,
                                SUBJECT + ": does not cover ml.example.com; issue a certificate that does")),
                row(
                        "some of the names",
                        "{host: ml.example.com, names: [ml.example.com, a.example.com, '*.b.example.com']}",
                        served(covering("*.example.com", "x.b.example.com")),
                        fail(
                                Reason.NameNotCovered,
                                SUBJECT + ": does not cover *.b.example.com; issue a certificate that does")),
                row(
                        "self-signed",
                        PLAIN,
                        served(trust(Trust.SelfSigned)),
                        fail(
                                Reason.ChainUntrusted,
                                SUBJECT + ": self-signed; serve a certificate of a trusted authority, or set ca")),
                row(
                        "unknown issuer",
                        PLAIN,
                        served(trust(Trust.UnknownIssuer)),
                        fail(
                                Reason.ChainUntrusted,
                                SUBJECT + ": issued by an unknown authority; set ca, or use a trusted one")),
                row(
                        "intermediate missing",
                        PLAIN,
                        served(trust(Trust.IntermediateMissing)),
                        fail(
                                Reason.ChainUntrusted,
                                SUBJECT + ": an intermediate certificate is missing; serve the whole chain")),
                row(
                        "no chain",
                        PLAIN,
                        served(trust(Trust.None)),
                        fail(Reason.ChainUntrusted, SUBJECT + ": no chain was seen; serve the whole chain")),
                row(
                        "everything is judged, in the order of the spec",
                        PLAIN,
                        served(answer(
                                TlsOutcome.Completed,
                                "TLSv1.1",
                                Trust.SelfSigned,
                                List.of(),
                                NOT_BEFORE.toString(),
                                "2026-11-01T00:00:00Z")),
                        fail(
                                Reason.NameNotCovered,
                                SUBJECT + ": does not cover ml.example.com; issue a certificate that does (and 3"
                                        + " more)")),
                row(
                        "peer aborts",
                        PLAIN,
                        served(without(TlsOutcome.PeerAborted)),
                        fail(
                                Reason.HandshakeFailed,
                                SUBJECT + ": the peer broke the handshake off; does it serve this name?")),
                row(
                        "no TLS there",
                        PLAIN,
                        served(without(TlsOutcome.NotTls)),
                        fail(Reason.HandshakeFailed, SUBJECT + ": expected TLS, saw something else; check the port")),
                row(
                        "no certificate",
                        PLAIN,
                        served(new TlsAnswer(
                                TlsOutcome.Completed, "TLSv1.3", Trust.Trusted, List.of(HOST), null, null)),
                        fail(Reason.HandshakeFailed, SUBJECT + ": expected a certificate, saw none; configure one")),
                row(
                        "old protocol only",
                        PLAIN,
                        served(without(TlsOutcome.ProtocolTooOld)),
                        fail(
                                Reason.ProtocolTooOld,
                                SUBJECT + ": expected Tls12 or newer, saw an older one; configure the server")),
                row(
                        "old protocol negotiated all the same",
                        PLAIN,
                        served(protocol("TLSv1.1")),
                        fail(
                                Reason.ProtocolTooOld,
                                SUBJECT + ": expected Tls12 or newer, saw TLSv1.1; configure the server")),
                row("TLS 1.2", PLAIN, served(protocol("TLSv1.2")), pass(SUBJECT)),
                row(
                        "TLS 1.2, expected 1.3",
                        "{host: ml.example.com, minVersion: Tls13}",
                        facts -> facts.answer(
                                new TlsHandshake(HOST, 443, HOST, TlsVersion.Tls13, null), protocol("TLSv1.2")),
                        fail(
                                Reason.ProtocolTooOld,
                                SUBJECT + ": expected Tls13 or newer, saw TLSv1.2; configure the server")),
                row(
                        "TLS 1.2, expected 1.3, and a certificate that is wrong as well",
                        "{host: ml.example.com, minVersion: Tls13}",
                        facts -> facts.answer(
                                new TlsHandshake(HOST, 443, HOST, TlsVersion.Tls13, null),
                                answer(
                                        TlsOutcome.ProtocolTooOld,
                                        "TLSv1.2",
                                        Trust.Trusted,
                                        List.of(HOST),
                                        NOT_BEFORE.toString(),
                                        "2026-11-19T10:00:00Z")),
                        fail(
                                Reason.CertificateExpired,
                                SUBJECT + ": expired 2026-11-19T10:00:00Z; renew it (and 1 more)")),
                row(
                        "the prober's word that the protocol is too old",
                        PLAIN,
                        served(answer(
                                TlsOutcome.ProtocolTooOld,
                                "TLSv1.2",
                                Trust.Trusted,
                                List.of(HOST),
                                NOT_BEFORE.toString(),
                                NOT_AFTER.toString())),
                        fail(
                                Reason.ProtocolTooOld,
                                SUBJECT + ": expected Tls12 or newer, saw TLSv1.2; configure the server")),
                row(
                        "handshake fails on the way",
                        PLAIN,
                        failed(Cause.TlsFailed, ProbeFailure.Phase.Handshake, "broken record"),
                        fail(Reason.HandshakeFailed, SUBJECT + ": the handshake failed (broken record)")),
                row(
                        "stalled",
                        PLAIN,
                        failed(Cause.Timeout, ProbeFailure.Phase.Handshake, ""),
                        unknown(Reason.Timeout, SUBJECT + ": no complete answer within 5s")),
                row(
                        "refused",
                        PLAIN,
                        failed(Cause.ConnectionRefused, ProbeFailure.Phase.Connect, ""),
                        fail(Reason.ConnectionRefused, SUBJECT + ": refused; nothing listens there")),
                row(
                        "reset",
                        PLAIN,
                        failed(Cause.NetworkError, ProbeFailure.Phase.Handshake, "connection reset"),
                        unknown(Reason.NetworkError, SUBJECT + ": connection failed (connection reset)")),
                row(
                        "no such name",
                        PLAIN,
                        failed(Cause.NameNotFound, ProbeFailure.Phase.Resolve, ""),
                        fail(
                                Reason.NameNotFound,
                                SUBJECT + ": the name does not exist; create the record or correct the name")),
                row(
                        "denied",
                        PLAIN,
                        failed(Cause.EgressDenied, ProbeFailure.Phase.Connect, ""),
                        unknown(Reason.EgressDenied, SUBJECT + ": not an allowed destination; ask the platform team")),
                row(
                        "via an Ingress, address never shown",
                        "{host: ml.example.com, port: 8443, connectTo: {ingress: {name: public}}}",
                        facts -> facts.with(
                                        ResourceKind.INGRESS,
                                        "metadata: {name: public, namespace: ml}\n"
                                                + "status: {loadBalancer: {ingress: [{ip: 10.1.2.3}]}}")
                                .answer(
                                        new TlsHandshake("10.1.2.3", 8443, HOST, TlsVersion.Tls12, null),
                                        without(TlsOutcome.PeerAborted)),
                        fail(
                                Reason.HandshakeFailed,
                                "ml.example.com:8443 via Ingress public: the peer broke the handshake off; does it serve"
                                        + " this name?")),
                row(
                        "Ingress without address",
                        "{host: ml.example.com, connectTo: {ingress: {name: public}}}",
                        facts -> facts.with(ResourceKind.INGRESS, "metadata: {name: public, namespace: ml}"),
                        fail(Reason.AddressMissing, "Ingress public: no address assigned; is the controller running?")),
                row(
                        "authority missing",
                        "{host: ml.example.com, ca: {configMap: {name: corp-ca, key: ca.pem}}}",
                        facts -> facts,
                        fail(Reason.ObjectMissing, "ConfigMap corp-ca not found in ml; create it or correct the name")),
                row(
                        "first launch is judged, for listeners answer without backends",
                        "{host: ml.example.com, connectTo: {service: {name: scoring}}}",
                        facts -> facts.asFirstLaunch()
                                .candidate("metadata: {labels: {app: scoring}}")
                                .with(
                                        ResourceKind.SERVICE,
                                        "metadata: {name: scoring, namespace: ml}\n"
                                                + "spec: {clusterIP: 10.96.0.7, selector: {app: scoring}}")
                                .answer(new TlsHandshake("10.96.0.7", 443, HOST, TlsVersion.Tls12, null), good()),
                        pass("ml.example.com:443 via Service scoring")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        assertThat(Spec.judge(CHECK, spec, world.apply(new FakeFacts()))).isEqualTo(expected);
    }

    @Test
    void plansTheWholeHandshake() {
        FakeFacts facts = new FakeFacts().with(ResourceKind.CONFIG_MAP, Certificates.configMap(Certificates.PEM));
        String spec = """
                host: ml.example.com
                port: 8443
                connectTo: {address: 192.0.2.9}
                minVersion: Tls13
                ca: {configMap: {name: corp-ca, key: ca.pem}}
                certificate: {name: ml-tls}
                """;

        assertThat(Spec.plan(CHECK, spec, facts).probes())
                .containsExactly(new TlsHandshake("192.0.2.9", 8443, HOST, TlsVersion.Tls13, Certificates.PEM));
    }

    @Test
    void plansNothingThatLeadsNowhere() {
        assertThat(Spec.plan(CHECK, "{host: ml.example.com, connectTo: {ingress: {name: public}}}", new FakeFacts())
                        .probes())
                .isEmpty();
    }

    @Test
    void anAnswerOfAnotherProtocolIsADefect() {
        FakeFacts facts = new FakeFacts().answer(PROBE, new TcpAnswer());

        assertThatThrownBy(() -> Spec.judge(CHECK, PLAIN, facts)).isInstanceOf(IllegalStateException.class);
    }

    private static TlsAnswer answer(
            TlsOutcome outcome, String protocol, Trust trust, List<String> names, String notBefore, String notAfter) {
        return new TlsAnswer(outcome, protocol, trust, names, Instant.parse(notBefore), Instant.parse(notAfter));
    }

    private static TlsAnswer good() {
        return until(NOT_AFTER.toString());
    }

    private static TlsAnswer until(String notAfter) {
        return answer(TlsOutcome.Completed, "TLSv1.3", Trust.Trusted, List.of(HOST), NOT_BEFORE.toString(), notAfter);
    }

    private static TlsAnswer covering(String... names) {
        return new TlsAnswer(TlsOutcome.Completed, "TLSv1.3", Trust.Trusted, List.of(names), NOT_BEFORE, NOT_AFTER);
    }

    private static TlsAnswer trust(Trust trust) {
        return new TlsAnswer(TlsOutcome.Completed, "TLSv1.3", trust, List.of(HOST), NOT_BEFORE, NOT_AFTER);
    }

    private static TlsAnswer protocol(String protocol) {
        return new TlsAnswer(TlsOutcome.Completed, protocol, Trust.Trusted, List.of(HOST), NOT_BEFORE, NOT_AFTER);
    }

    private static TlsAnswer without(TlsOutcome outcome) {
        return new TlsAnswer(outcome, "", Trust.None, List.of(), null, null);
    }

    private static UnaryOperator<FakeFacts> served(TlsAnswer answer) {
        return facts -> facts.answer(PROBE, answer);
    }

    private static UnaryOperator<FakeFacts> failed(Cause cause, ProbeFailure.Phase phase, String detail) {
        return facts -> facts.failure(PROBE, cause, phase, detail);
    }

    private static Arguments row(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        return arguments(name, spec, world, expected);
    }
}
