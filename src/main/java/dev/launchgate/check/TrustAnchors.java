package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.TrustSource;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The certificates that an item trusts instead of the runtime's. */
final class TrustAnchors {
    private TrustAnchors() {}

    /** The text of the ConfigMap key, which holds at least one certificate and nothing but certificates. */
    static Reference<String> pem(TrustSource source, Facts facts) {
        KeyRef key = source.configMap();
        return Reference.follow(
                facts.object(ResourceKind.CONFIG_MAP, key.name()), configMap -> pem(configMap, key.key()));
    }

    private static Reference<String> pem(Resource configMap, String key) {
        if (!configMap.at("/data").has(key)) {
            return new Unresolved<>(Judgement.fail(
                    Reason.ObjectMissing,
                    "%s has no key %s; add the key or correct the name".formatted(configMap.label(), key)));
        }
        String pem = configMap.at("/data").path(key).asText();
        return certificates(pem)
                ? new Resolved<>(pem)
                : new Unresolved<>(Judgement.unknown(
                        Reason.DataMalformed,
                        "%s: not a list of certificates in PEM form (key %s)".formatted(configMap.label(), key)));
    }

    private static boolean certificates(String pem) {
        try {
            ByteArrayInputStream bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(bytes)
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }
}
