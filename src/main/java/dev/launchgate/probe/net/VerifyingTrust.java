package dev.launchgate.probe.net;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * Lets a handshake succeed only with a certificate that is trusted, in its time and for the host, by the same rules by which
 * a tls item is judged. The runtime adds its own about weak algorithms, as it does for trust managers of this kind.
 */
final class VerifyingTrust implements X509TrustManager {
    private final TrustRoots roots;
    private final Instant now;
    private final String host;

    /** @param host address, or name in lower case without final dot */
    VerifyingTrust(String host, TrustRoots roots, Instant now) {
        this.host = host;
        this.roots = roots;
        this.now = now;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String authType) throws CertificateException {
        ServedChain chain = new ServedChain(List.of(served));
        switch (chain.trust(roots, now)) {
            case Trusted -> {}
            case SelfSigned -> throw new FaultException("self-signed certificate");
            case UnknownIssuer -> throw new FaultException("certificate of an unknown authority");
            case IntermediateMissing -> throw new FaultException("intermediate certificate missing");
            case None -> throw new FaultException("no certificate");
        }
        if (now.isAfter(served[0].getNotAfter().toInstant())) {
            throw new FaultException("certificate expired");
        }
        if (now.isBefore(served[0].getNotBefore().toInstant())) {
            throw new FaultException("certificate not valid yet");
        }
        if (!chain.covers(host)) {
            throw new FaultException("certificate does not cover the host");
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
