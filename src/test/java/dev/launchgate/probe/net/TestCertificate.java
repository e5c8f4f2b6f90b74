package dev.launchgate.probe.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate with its key, made for one test run. */
final class TestCertificate {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    final X509Certificate certificate;
    final PrivateKey key;

    private TestCertificate(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    static TestCertificate root(String name) {
        return new Spec(name).authority().selfSigned();
    }

    static Spec named(String name) {
        return new Spec(name);
    }

    static Spec server(String... names) {
        Spec spec = new Spec("server");
        for (String name : names) {
            spec.dns(name);
        }
        return spec;
    }

    static String pem(TestCertificate... certificates) {
        StringBuilder pem = new StringBuilder();
        for (TestCertificate each : certificates) {
            pem.append(block("CERTIFICATE", encoded(each.certificate)));
        }
        return pem.toString();
    }

    String keyPem() {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** A TLS server that serves this certificate and the others after it. */
    SSLContext serverContext(TestCertificate... others) {
        try {
            List<Certificate> chain = new ArrayList<>(List.of(certificate));
            for (TestCertificate each : others) {
                chain.add(each.certificate);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain.toArray(new Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String block(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    }

    /** What a certificate is to say. */
    static final class Spec {
        private static final byte[] ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

        private final String name;
        private final List<byte[]> alternatives = new ArrayList<>();
        private final List<byte[]> extensions = new ArrayList<>();
        private Instant from = Instant.now().minus(Duration.ofDays(1));
        private Instant to = Instant.now().plus(Duration.ofDays(90));

        private Spec(String name) {
            this.name = name;
        }

        Spec dns(String dnsName) {
            return alternative(2, dnsName.getBytes(StandardCharsets.ISO_8859_1));
        }

        Spec address(InetAddress address) {
            return alternative(7, address.getAddress());
        }

        Spec email(String mailbox) {
            return alternative(1, mailbox.getBytes(StandardCharsets.ISO_8859_1));
        }

        Spec uri(String uri) {
            return alternative(6, uri.getBytes(StandardCharsets.ISO_8859_1));
        }

        Spec valid(Instant validFrom, Instant validTo) {
            from = validFrom;
            to = validTo;
            return this;
        }

        Spec authority() {
            return extension("2.5.29.19", true, Der.sequence(Der.bool(true)));
        }

        Spec usage(String purpose) {
            return extension("2.5.29.37", false, Der.sequence(Der.oid(purpose)));
        }

        /** Says where its issuer's certificate can be had, as public authorities do. */
        Spec locatesIssuer() {
            byte[] location = Der.tagged(0x86, "http://ca.invalid/ca.crt".getBytes(StandardCharsets.US_ASCII));
            return extension(
                    "1.3.6.1.5.5.7.1.1", false, Der.sequence(Der.sequence(Der.oid("1.3.6.1.5.5.7.48.2"), location)));
        }

        Spec extension(String oid, boolean critical, byte[] content) {
            extensions.add(
                    critical
                            ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(content))
                            : Der.sequence(Der.oid(oid), Der.octets(content)));
            return this;
        }

        TestCertificate selfSigned() {
            KeyPair keys = keys();
            return make(keys, keys.getPrivate(), name(name));
        }

        TestCertificate by(TestCertificate issuer) {
            return make(
                    keys(),
                    issuer.key,
                    issuer.certificate.getSubjectX500Principal().getEncoded());
        }

        private Spec alternative(int kind, byte[] content) {
            alternatives.add(Der.tagged(0x80 | kind, content));
            return this;
        }

        private TestCertificate make(KeyPair keys, PrivateKey signer, byte[] issuer) {
            try {
                List<byte[]> all = new ArrayList<>(extensions);
                if (!alternatives.isEmpty()) {
                    byte[] names = Der.sequence(alternatives.toArray(new byte[0][]));
                    all.add(Der.sequence(Der.oid("2.5.29.17"), Der.octets(names)));
                }
                byte[] body = Der.sequence(
                        Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                        Der.integer(BigInteger.valueOf(SERIAL.getAndIncrement())),
                        ALGORITHM,
                        issuer,
                        Der.sequence(Der.time(from), Der.time(to)),
                        name(name),
                        keys.getPublic().getEncoded(),
                        all.isEmpty() ? new byte[0] : Der.tagged(0xa3, Der.sequence(all.toArray(new byte[0][]))));
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(signer);
                signature.update(body);
                byte[] certificate = Der.sequence(body, ALGORITHM, Der.bits(signature.sign()));
                return new TestCertificate(
                        (X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(certificate)),
                        keys.getPrivate());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        private static byte[] name(String common) {
            return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(common))));
        }

        private static KeyPair keys() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
