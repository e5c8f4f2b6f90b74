package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeFailure.Cause;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedChainTest {
    private static final Instant NOW = Instant.now();
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final TestCertificate INTERMEDIATE =
            TestCertificate.named("intermediate").authority().by(ROOT);
    private static final TestCertificate LEAF =
            TestCertificate.server("ml.example.com").by(INTERMEDIATE);
    private static final TrustRoots RUNTIME = TrustRoots.ofRuntime();

    @Test
    void aWholeChainIsTrusted() throws ProbeException {
        assertThat(trust(roots(ROOT), LEAF, INTERMEDIATE)).isEqualTo(Trust.Trusted);
        assertThat(trust(roots(ROOT), LEAF, INTERMEDIATE, ROOT)).isEqualTo(Trust.Trusted);
    }

    @Test
    void theOrderOfTheOthersDoesNotMatter() throws ProbeException {
        TestCertificate second = TestCertificate.named("second").authority().by(INTERMEDIATE);
        TestCertificate leaf = TestCertificate.server("ml.example.com").by(second);
        TestCertificate stranger = TestCertificate.root("stranger");

        assertThat(trust(roots(ROOT), leaf, stranger, INTERMEDIATE, second)).isEqualTo(Trust.Trusted);
    }

    @Test
    void whateverIsNamedIsTrusted() throws ProbeException {
        TestCertificate alone = TestCertificate.server("ml.example.com").selfSigned();

        assertThat(trust(roots(INTERMEDIATE), LEAF)).isEqualTo(Trust.Trusted);
        assertThat(trust(roots(LEAF), LEAF)).isEqualTo(Trust.Trusted);
        assertThat(trust(roots(alone), alone)).isEqualTo(Trust.Trusted);
    }

    @Test
    void aSelfSignedCertificateIsToldFromOneOfAnUnknownAuthority() throws ProbeException {
        TestCertificate alone = TestCertificate.server("ml.example.com").selfSigned();
        TestCertificate other = TestCertificate.root("root");

        assertThat(trust(roots(ROOT), alone)).isEqualTo(Trust.SelfSigned);
        assertThat(trust(RUNTIME, alone)).isEqualTo(Trust.SelfSigned);
        assertThat(trust(roots(other), LEAF, INTERMEDIATE, ROOT)).isEqualTo(Trust.UnknownIssuer);
        assertThat(trust(RUNTIME, LEAF, INTERMEDIATE)).isEqualTo(Trust.UnknownIssuer);
        assertThat(trust(RUNTIME, LEAF, INTERMEDIATE, ROOT)).isEqualTo(Trust.UnknownIssuer);
    }

    @Test
    void aMissingIntermediateIsToldWhereItCanBeKnown() throws ProbeException {
        TestCertificate publicly =
                TestCertificate.server("ml.example.com").locatesIssuer().by(INTERMEDIATE);

        assertThat(trust(roots(ROOT), LEAF)).isEqualTo(Trust.IntermediateMissing);
        assertThat(trust(RUNTIME, publicly)).isEqualTo(Trust.IntermediateMissing);
        assertThat(trust(RUNTIME, LEAF)).isEqualTo(Trust.UnknownIssuer);
    }

    @Test
    void theDatesOfTheServersOwnCertificateAreLeftAside() throws ProbeException {
        TestCertificate expired = TestCertificate.server("ml.example.com")
                .valid(NOW.minus(Duration.ofDays(1)), NOW.minus(Duration.ofHours(1)))
                .by(INTERMEDIATE);
        TestCertificate early = TestCertificate.server("ml.example.com")
                .valid(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)))
                .by(INTERMEDIATE);

        assertThat(trust(roots(ROOT), expired, INTERMEDIATE)).isEqualTo(Trust.Trusted);
        assertThat(trust(roots(ROOT), early, INTERMEDIATE)).isEqualTo(Trust.Trusted);
    }

    @Test
    void anExpiredIntermediateLeadsNowhere() throws ProbeException {
        TestCertificate old = TestCertificate.named("old")
                .authority()
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2)))
                .by(ROOT);
        TestCertificate leaf = TestCertificate.server("ml.example.com").by(old);

        assertThat(trust(roots(ROOT), leaf, old)).isEqualTo(Trust.UnknownIssuer);
    }

    @Test
    void whoIsNoAuthorityCannotIssue() throws ProbeException {
        TestCertificate forged = TestCertificate.server("bank.example.com").by(LEAF);

        assertThat(trust(roots(ROOT), forged, LEAF, INTERMEDIATE)).isEqualTo(Trust.UnknownIssuer);
    }

    @Test
    void aCertificateForAnotherPurposeOrWithUnknownConditionsIsNotTrusted() throws ProbeException {
        TestCertificate forClients = TestCertificate.server("ml.example.com")
                .usage("1.3.6.1.5.5.7.3.2")
                .by(INTERMEDIATE);
        TestCertificate forServers = TestCertificate.server("ml.example.com")
                .usage("1.3.6.1.5.5.7.3.1")
                .by(INTERMEDIATE);
        TestCertificate conditional = TestCertificate.server("ml.example.com")
                .extension("1.2.3.4", true, Der.text("condition"))
                .by(INTERMEDIATE);

        assertThat(trust(roots(ROOT), forClients, INTERMEDIATE)).isEqualTo(Trust.UnknownIssuer);
        assertThat(trust(roots(ROOT), forServers, INTERMEDIATE)).isEqualTo(Trust.Trusted);
        assertThat(trust(roots(ROOT), conditional, INTERMEDIATE)).isEqualTo(Trust.UnknownIssuer);
    }

    @Test
    void anIssuerOfTheSameNameWithAnotherKeyIsNoIssuer() throws ProbeException {
        TestCertificate impostor = TestCertificate.root("root");

        assertThat(trust(roots(impostor), INTERMEDIATE)).isEqualTo(Trust.IntermediateMissing);
        assertThat(trust(roots(impostor, ROOT), LEAF, INTERMEDIATE)).isEqualTo(Trust.Trusted);
    }

    @Test
    void othersOfTheSameNameThatDidNotSignArePassedOver() throws ProbeException {
        TestCertificate issuer = TestCertificate.named("same").authority().by(ROOT);
        TestCertificate leaf = TestCertificate.server("ml.example.com").by(issuer);
        TestCertificate other = TestCertificate.root("same");

        assertThat(trust(roots(ROOT), leaf, other, other, issuer)).isEqualTo(Trust.Trusted);
        assertThat(trust(roots(ROOT), leaf, other, other)).isEqualTo(Trust.IntermediateMissing);
    }

    @Test
    void noCertificateIsNoTrust() {
        assertThat(ServedChain.EMPTY.trust(RUNTIME, NOW)).isEqualTo(Trust.None);
        assertThat(ServedChain.EMPTY.answer("TLSv1.3", Trust.None).names()).isEmpty();
    }

    @Test
    void namesAreThoseThatCanBeHostsInOneSpellingAndOrder() throws UnknownHostException {
        TestCertificate certificate = TestCertificate.named("CANARY-common-name")
                .dns("WWW.Example.com")
                .dns("*.example.com")
                .dns("_srv.example.com")
                .dns("*.example.com")
                .dns("CANARY <script>.example.com")
                .dns("CANARY\u0000.example.com")
                .email("CANARY@example.com")
                .uri("https://canary.example.com/CANARY")
                .address(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}))
                .address(InetAddress.getByAddress(
                        new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                .selfSigned();

        TlsAnswer answer = new ServedChain(List.of(certificate.certificate)).answer("TLSv1.3", Trust.SelfSigned);

        assertThat(answer.names())
                .containsExactly(
                        "*.example.com", "192.0.2.7", "2001:db8:0:0:0:0:0:1", "_srv.example.com", "www.example.com");
        assertThat(answer.notBefore())
                .isEqualTo(certificate.certificate.getNotBefore().toInstant());
        assertThat(answer.notAfter())
                .isEqualTo(certificate.certificate.getNotAfter().toInstant());
        assertThat(answer.toString()).doesNotContainIgnoringCase("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "ml.example.com, true",
        "a.wild.example.com, true",
        "my_app.wild.example.com, true",
        "a.b.wild.example.com, false",
        "wild.example.com, false",
        "example.com, false",
        "other.example.com, false",
        "a.com, false",
        "ml.example.com.evil.example, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "2001:db8::1, true",
        "2001:db8::2, false",
        "CN.example.com, false",
        "server, false",
    })
    void aHostIsCoveredExactlyOrByAWildcardForOneLabel(String host, boolean covered) throws UnknownHostException {
        TestCertificate certificate = TestCertificate.server(
                        "ML.example.com", "*.wild.example.com", "*.com", "a*.example.com")
                .address(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}))
                .address(InetAddress.getByAddress(
                        new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                .selfSigned();

        assertThat(new ServedChain(List.of(certificate.certificate)).covers(host))
                .isEqualTo(covered);
        assertThat(ServedChain.EMPTY.covers(host)).isFalse();
    }

    @Test
    void namesThatDoNotParseAreNone() {
        TestCertificate certificate = TestCertificate.named("x")
                .extension("2.5.29.17", false, new byte[] {0x30, 0x05, 1})
                .selfSigned();

        assertThat(new ServedChain(List.of(certificate.certificate))
                        .answer("TLSv1.3", Trust.SelfSigned)
                        .names())
                .isEmpty();
    }

    @Test
    void whomToTrustMustBeReadableAndNotTooLong() {
        assertThatThrownBy(() -> TrustRoots.ofPem("")).satisfies(thrown -> assertCause(thrown, Cause.DataMalformed));
        assertThatThrownBy(() -> TrustRoots.ofPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .satisfies(thrown -> assertCause(thrown, Cause.DataMalformed));
        assertThatThrownBy(() -> TrustRoots.ofPem("x".repeat(512 * 1024 + 1)))
                .satisfies(thrown -> assertCause(thrown, Cause.DataTooLarge));
    }

    @Test
    void parsedRootsAreKeptButOnlyAFew() throws ProbeException {
        TlsTrust trust = new TlsTrust(() -> NOW);
        String pem = TestCertificate.pem(ROOT);
        TrustRoots first = trust.roots(pem);

        assertThat(trust.roots(pem)).isSameAs(first);
        assertThat(trust.roots(null)).isSameAs(trust.roots(null));
        for (int i = 0; i < 16; i++) {
            trust.roots(pem + "\n".repeat(i + 1));
        }
        assertThat(trust.roots(pem)).isNotSameAs(first);
    }

    private static void assertCause(Throwable thrown, Cause cause) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProbeException.class,
                        exception -> assertThat(exception.failure().cause()).isEqualTo(cause));
    }

    private static TrustRoots roots(TestCertificate... certificates) throws ProbeException {
        return TrustRoots.ofPem(TestCertificate.pem(certificates));
    }

    private static Trust trust(TrustRoots roots, TestCertificate... served) {
        return new ServedChain(
                        Arrays.stream(served).map(each -> each.certificate).toList())
                .trust(roots, NOW);
    }
}
