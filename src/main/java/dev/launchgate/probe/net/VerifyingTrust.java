package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.Trust;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * Lets a handshake succeed only with a certificate that is trusted and in its time. Whether it covers the host is checked by
 * the runtime, which does so for trust managers of this kind.
 */
final class VerifyingTrust implements X509TrustManager {
    private final TrustRoots roots;
    private final Instant now;

    VerifyingTrust(TrustRoots roots, Instant now) {
        this.roots = roots;
        this.now = now;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String authType) throws CertificateException {
        Trust trust = new ServedChain(List.of(served)).trust(roots, now);
        String fault = switch (trust) {
            case Trusted -> "";
            case SelfSigned -> "self-signed certificate";
            case UnknownIssuer -> "certificate of an unknown authority";
            case IntermediateMissing -> "intermediate certificate missing";
            case None -> "no certificate";
        };
        if (!fault.isEmpty()) {
            throw new FaultException(fault);
        }
        if (now.isAfter(served[0].getNotAfter().toInstant())) {
            throw new FaultException("certificate expired");
        }
        if (now.isBefore(served[0].getNotBefore().toInstant())) {
            throw new FaultException("certificate not valid yet");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String authType) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** What is wrong, in words that may be shown. */
    static final class FaultException extends CertificateException {
        private static final long serialVersionUID = 1L;

        FaultException(String fault) {
            super(fault);
        }
    }
}
