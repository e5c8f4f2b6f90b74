package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS to a host whose certificate was verified, over a connection that was made before. */
final class SecureChannel {
    private SecureChannel() {}

    /**
     * Makes the handshake. The socket that results is never closed, only the connection below: closing it politely could
     * wait for a peer that does not listen.
     *
     * @throws ProbeException TlsFailed, Timeout or NetworkError
     */
    static SSLSocket open(Connection connection, String host, int port, VerifyingTrust trust) throws ProbeException {
        SSLParameters parameters = TlsClient.parameters(host);
        try {
            SSLSocket socket = (SSLSocket)
                    TlsClient.context(trust).getSocketFactory().createSocket(connection.socket(), host, port, true);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            if (!connection.expired() && e instanceof SSLException) {
                throw new ProbeException(Cause.TlsFailed, Phase.Handshake, fault(e));
            }
            throw connection.failure(Phase.Handshake, e);
        }
    }

    /** The message of a library may quote the certificate; only ours is passed on. */
    private static String fault(Throwable thrown) {
        String fault = "no handshake";
        for (Throwable cause : Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(8)
                .toList()) {
            fault = switch (cause) {
                case VerifyingTrust.FaultException known -> String.valueOf(known.getMessage());
                case CertificateException other -> "certificate too weak";
                default -> fault;
            };
        }
        return fault;
    }
}
