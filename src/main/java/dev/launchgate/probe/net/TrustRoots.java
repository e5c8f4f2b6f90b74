package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that are trusted without proof.
 *
 * @param named whether a checklist named them, so that they are known to be meant for the endpoint
 */
record TrustRoots(Set<X509Certificate> all, Map<X500Principal, List<X509Certificate>> bySubject, boolean named) {
    /** Twice the bundle of all public authorities. */
    private static final int LONGEST_PEM = 512 * 1024;

    private static TrustRoots of(Collection<X509Certificate> certificates, boolean named) {
        return new TrustRoots(
                Set.copyOf(new HashSet<>(certificates)),
                certificates.stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal)),
                named);
    }

    /** What the runtime trusts. */
    static TrustRoots ofRuntime() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> certificates = new ArrayList<>();
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    certificates.addAll(Arrays.asList(x509.getAcceptedIssuers()));
                }
            }
            return of(certificates, false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the runtime has no trust store", e);
        }
    }

    /** @throws ProbeException DataMalformed or DataTooLarge */
    static TrustRoots ofPem(String pem) throws ProbeException {
        if (pem.length() > LONGEST_PEM) {
            throw new ProbeException(Cause.DataTooLarge, Phase.Handshake, "over 512 KiB of certificates to trust");
        }
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!certificates.isEmpty()) {
                return of(certificates, true);
            }
        } catch (CertificateException e) {
            // told below, in our words
        }
        throw new ProbeException(Cause.DataMalformed, Phase.Handshake, "the certificates to trust cannot be read");
    }

    boolean contains(X509Certificate certificate) {
        return all.contains(certificate);
    }

    /** The root that issued a certificate; null if none did. */
    @Nullable
    X509Certificate issuerOf(X509Certificate certificate) {
        return bySubject.getOrDefault(certificate.getIssuerX500Principal(), List.of()).stream()
                .filter(root -> ServedChain.issued(root, certificate))
                .findFirst()
                .orElse(null);
    }
}
