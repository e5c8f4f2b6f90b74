package dev.launchgate.probe.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Notes what a server serves and lets the handshake go on; only for connections over which nothing is sent. */
final class ChainRecorder extends X509ExtendedTrustManager {
    private volatile ServedChain chain = ServedChain.EMPTY;

    ServedChain chain() {
        return chain;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String authType, SSLEngine engine) {
        chain = new ServedChain(List.of(served));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only for a handshake of its own");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String authType) throws CertificateException {
        throw new CertificateException("only for a handshake of its own");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String authType) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
