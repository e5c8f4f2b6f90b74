package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The member {@code certificate} of a tls item: the Certificate is Ready, and it is the one served. */
class IssuedCertificateTest {
    private static final TlsCheck CHECK = new TlsCheck();
    private static final String SPEC = "{host: ml.example.com, certificate: {name: ml-tls}}";
    private static final TlsHandshake PROBE =
            new TlsHandshake("ml.example.com", 443, "ml.example.com", TlsVersion.Tls12, null);
    private static final String NAMES = "[ML.example.com, '*.ml.example.com']";
    private static final String READY = "{type: Ready, status: \"True\", observedGeneration: 2}";
    private static final String DATE = "2027-02-01T00:00:00Z";

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("the one served", issued(NAMES, READY, "notAfter: '" + DATE + "'"), pass("ml.example.com:443")),
                row("without names", issued("[]", READY, "notAfter: '" + DATE + "'"), pass("ml.example.com:443")),
                row(
                        "another date is served",
                        issued(NAMES, READY, "notAfter: '2027-04-30T12:00:00Z'"),
                        fail(
                                Reason.CertificateNotServed,
                                "ml.example.com:443: served one expires 2027-02-01T00:00:00Z, issued one"
                                        + " 2027-04-30T12:00:00Z; reload the load balancer")),
                row(
                        "other names are served",
                        issued("[ml.example.com, new.example.com]", READY, "notAfter: '" + DATE + "'"),
                        fail(
                                Reason.CertificateNotServed,
                                "ml.example.com:443: served one lacks names of the issued one; reload the load"
                                        + " balancer")),
                row(
                        "not ready",
                        issued(
                                NAMES,
                                "{type: Ready, status: \"False\", reason: DoesNotExist, observedGeneration: 2}",
                                "failedIssuanceAttempts: 3"),
                        fail(
                                Reason.CertificateNotReady,
                                "Certificate ml-tls: expected Ready, saw DoesNotExist after 3 failed attempts; look at"
                                        + " its events")),
                row(
                        "not ready, with a reason that is no word",
                        issued(
                                NAMES,
                                "{type: Ready, status: \"Unknown\", reason: \"a\\nb <script>\", observedGeneration: 2}",
                                "notAfter: '" + DATE + "'"),
                        fail(
                                Reason.CertificateNotReady,
                                "Certificate ml-tls: expected Ready, saw no reason after 0 failed attempts; look at its"
                                        + " events")),
                row(
                        "ready for an older spec",
                        issued(
                                NAMES,
                                "{type: Ready, status: \"True\", observedGeneration: 1}",
                                "notAfter: '" + DATE + "'"),
                        unknown(
                                Reason.StatusOutdated,
                                "Certificate ml-tls: status is for generation 1, spec is 2; its controller has not looked"
                                        + " yet")),
                row(
                        "no status",
                        new FakeFacts()
                                .with(
                                        ResourceKind.CERTIFICATE,
                                        "metadata: {name: ml-tls, namespace: ml, generation: 1}"),
                        unknown(
                                Reason.StatusOutdated,
                                "Certificate ml-tls: status is for generation 0, spec is 1; its controller has not looked"
                                        + " yet")),
                row(
                        "ready without date",
                        issued(NAMES, READY, "revision: 1"),
                        unknown(Reason.DataMalformed, "Certificate ml-tls: not a date (status.notAfter)")),
                row(
                        "ready with something else for a date",
                        issued(NAMES, READY, "notAfter: tomorrow"),
                        unknown(Reason.DataMalformed, "Certificate ml-tls: not a date (status.notAfter)")),
                row(
                        "missing",
                        new FakeFacts(),
                        fail(
                                Reason.ObjectMissing,
                                "Certificate ml-tls not found in ml; create it or correct the name")),
                row(
                        "not installed",
                        new FakeFacts()
                                .obstacle(ResourceKind.CERTIFICATE, Obstacle.notInstalled(ResourceKind.CERTIFICATE)),
                        unknown(
                                Reason.KindNotInstalled,
                                "Certificate.cert-manager.io is not installed in this cluster")),
                row(
                        "forbidden",
                        new FakeFacts()
                                .obstacle(ResourceKind.CERTIFICATE, Obstacle.forbidden(ResourceKind.CERTIFICATE, "ml")),
                        unknown(
                                Reason.Forbidden,
                                "may not list certificates.cert-manager.io in ml; the operator's role lacks apiGroups"
                                        + " [\"cert-manager.io\"] resources [certificates] verbs [get, list, watch]")),
                row(
                        "not read yet",
                        new FakeFacts()
                                .obstacle(ResourceKind.CERTIFICATE, Obstacle.notSynced(ResourceKind.CERTIFICATE)),
                        pending(Reason.NotMeasuredYet, "certificates.cert-manager.io are not read yet")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, FakeFacts facts, Judgement expected) {
        assertThat(Spec.judge(CHECK, SPEC, facts.answer(PROBE, served("*.ml.example.com", "ml.example.com"))))
                .isEqualTo(expected);
    }

    @Test
    void judgesWhatIsServedThoughTheCertificateIsMissing() {
        FakeFacts facts = new FakeFacts().answer(PROBE, served("other.example.com"));

        assertThat(Spec.judge(CHECK, SPEC, facts))
                .isEqualTo(fail(
                        Reason.NameNotCovered,
                        "ml.example.com:443: does not cover ml.example.com; issue a certificate that does (and 1"
                                + " more)"));
    }

    @Test
    void waitsForTheHandshake() {
        FakeFacts facts = issued(NAMES, READY, "notAfter: '" + DATE + "'");

        assertThat(Spec.judge(CHECK, SPEC, facts)).isEqualTo(pending(Reason.NotMeasuredYet, "not measured yet"));
    }

    private static TlsAnswer served(String... names) {
        return new TlsAnswer(
                TlsOutcome.Completed,
                "TLSv1.3",
                Trust.Trusted,
                List.of(names),
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse(DATE));
    }

    private static FakeFacts issued(String names, String condition, String status) {
        return new FakeFacts().with(ResourceKind.CERTIFICATE, """
                        metadata: {name: ml-tls, namespace: ml, generation: 2}
                        spec: {dnsNames: %s}
                        status:
                          conditions: [{type: Issuing, status: "True", observedGeneration: 2}, %s]
                          %s
                        """.formatted(names, condition, status));
    }

    private static Arguments row(String name, FakeFacts facts, Judgement expected) {
        return arguments(name, facts, expected);
    }
}
