package dev.launchgate.probe.net;

import java.time.Instant;
import javax.net.ssl.SSLContext;

/**
 * What a TLS server of a test outside this package shows.
 *
 * @param pem its certificate, which nobody but itself has signed
 * @param keyPem its private key
 * @param notAfter until when that is valid
 */
public record ServerIdentity(SSLContext context, String pem, String keyPem, Instant notAfter) {
    public static ServerIdentity of(String... names) {
        TestCertificate own = TestCertificate.server(names).selfSigned();
        return new ServerIdentity(
                own.serverContext(),
                TestCertificate.pem(own),
                own.keyPem(),
                own.certificate.getNotAfter().toInstant());
    }
}
