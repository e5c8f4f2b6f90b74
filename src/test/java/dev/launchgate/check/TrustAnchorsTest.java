package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.TrustSource;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrustAnchorsTest {
    private static final TrustSource CA = Spec.of(TrustSource.class, "configMap: {name: corp-ca, key: ca.pem}");

    @Test
    void readsOneCertificateOrSeveral() {
        assertThat(TrustAnchors.pem(CA, holding(Certificates.PEM))).isEqualTo(new Resolved<>(Certificates.PEM));
        assertThat(TrustAnchors.pem(CA, holding(Certificates.PEM + Certificates.PEM)))
                .isEqualTo(new Resolved<>(Certificates.PEM + Certificates.PEM));
    }

    /** A bundle has a word about each; and what a certificate says is read where it is used. */
    @Test
    void looksAtTheFrameOnly() {
        String commented = "# Issuer: somebody\n" + Certificates.PEM + "\n# another\n" + Certificates.PEM;
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assertThat(TrustAnchors.pem(CA, holding(commented))).isEqualTo(new Resolved<>(commented));
        assertThat(TrustAnchors.pem(CA, holding(broken))).isEqualTo(new Resolved<>(broken));
    }

    static Stream<Arguments> obstacles() {
        Judgement malformed =
                unknown(Reason.DataMalformed, "ConfigMap corp-ca: not a list of certificates in PEM form (key ca.pem)");
        return Stream.of(
                arguments("text", holding("no certificate\n"), malformed),
                arguments("empty", world("data: {ca.pem: ''}"), malformed),
                arguments(
                        "a certificate and something else",
                        holding(Certificates.PEM + "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
                        malformed),
                arguments("cut off", holding(Certificates.PEM.substring(0, 200) + "\n"), malformed),
                arguments(
                        "one without its end before another",
                        holding(Certificates.PEM.substring(0, 200) + "\n" + Certificates.PEM),
                        malformed),
                arguments(
                        "no such key",
                        world("data: {other.pem: x}"),
                        fail(
                                Reason.ObjectMissing,
                                "ConfigMap corp-ca has no key ca.pem; add the key or correct the name")),
                arguments(
                        "no data",
                        world("{}"),
                        fail(
                                Reason.ObjectMissing,
                                "ConfigMap corp-ca has no key ca.pem; add the key or correct the name")),
                arguments(
                        "missing",
                        new FakeFacts(),
                        fail(Reason.ObjectMissing, "ConfigMap corp-ca not found in ml; create it or correct the name")),
                arguments(
                        "forbidden",
                        new FakeFacts()
                                .obstacle(ResourceKind.CONFIG_MAP, Obstacle.forbidden(ResourceKind.CONFIG_MAP, "ml")),
                        unknown(
                                Reason.Forbidden,
                                "may not list configmaps in ml; the operator's role lacks apiGroups [\"\"] resources"
                                        + " [configmaps] verbs [get, list, watch]")),
                arguments(
                        "not read yet",
                        new FakeFacts().obstacle(ResourceKind.CONFIG_MAP, Obstacle.notSynced(ResourceKind.CONFIG_MAP)),
                        pending(Reason.NotMeasuredYet, "configmaps are not read yet")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("obstacles")
    void saysWhyThereIsNone(String name, FakeFacts facts, Judgement expected) {
        assertThat(TrustAnchors.pem(CA, facts)).isEqualTo(new Unresolved<>(expected));
    }

    private static FakeFacts holding(String pem) {
        return new FakeFacts().with(ResourceKind.CONFIG_MAP, Certificates.configMap(pem));
    }

    private static FakeFacts world(String members) {
        String metadata = "metadata: {name: corp-ca, namespace: ml}\n";
        return new FakeFacts().with(ResourceKind.CONFIG_MAP, members.equals("{}") ? metadata : metadata + members);
    }
}
