package dev.launchgate.probe.net;

import com.google.re2j.Pattern;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that a server sent, its own first.
 *
 * @param certificates in the order in which they were sent; empty when none was
 */
record ServedChain(List<X509Certificate> certificates) {
    static final ServedChain EMPTY = new ServedChain(List.of());

    private static final Integer DNS_NAME = 2;
    private static final Integer ADDRESS = 7;
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[a-z0-9_]([-a-z0-9_.]*[a-z0-9_])?|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";
    /** The object identifier 1.3.6.1.5.5.7.48.2, where to get the issuer's certificate, as DER. */
    private static final String ISSUER_LOCATION = new String(
            new byte[] {0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02}, StandardCharsets.ISO_8859_1);

    ServedChain {
        certificates = List.copyOf(certificates);
    }

    /**
     * Whether the chain leads to a trusted root. Names, and the dates of the server's own certificate, are left aside; all
     * others must be valid at {@code now}, or while the first one was. One issuer is taken at each step, so that
     * certificates made to be combined in many ways cost no more than others; the runtime validates the path that results.
     */
    Trust trust(TrustRoots roots, Instant now) {
        if (certificates.isEmpty()) {
            return Trust.None;
        }
        X509Certificate own = certificates.getFirst();
        if (roots.contains(own)) {
            return Trust.Trusted;
        }
        List<X509Certificate> path = new ArrayList<>(List.of(own));
        while (true) {
            X509Certificate last = path.getLast();
            X509Certificate root = roots.issuerOf(last);
            if (root != null) {
                return valid(path, root, within(own, now)) ? Trust.Trusted : Trust.UnknownIssuer;
            }
            Optional<X509Certificate> issuer = certificates.stream()
                    .filter(each -> !path.contains(each) && issued(each, last))
                    .findFirst();
            if (issuer.isEmpty()) {
                return untrusted(path, roots);
            }
            path.add(issuer.get());
        }
    }

    /** Validity and names of the server's own certificate. */
    TlsAnswer answer(String protocol, Trust trust) {
        if (certificates.isEmpty()) {
            return new TlsAnswer(TlsOutcome.Completed, protocol, trust, List.of(), null, null);
        }
        X509Certificate own = certificates.getFirst();
        return new TlsAnswer(
                TlsOutcome.Completed,
                protocol,
                trust,
                names(own),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant());
    }

    /** Whether the server's own certificate is for a host: an address, or a name in lower case without final dot. */
    boolean covers(String host) {
        IPAddress address = new IPAddressString(host).getAddress();
        return !certificates.isEmpty()
                && names(certificates.getFirst()).stream()
                        .anyMatch(name -> address == null
                                ? covers(name, host)
                                : address.equals(new IPAddressString(name).getAddress()));
    }

    /** Exactly, or by a wildcard for one label below a name of at least two. */
    private static boolean covers(String name, String host) {
        int label = host.indexOf('.');
        return name.equals(host)
                || name.startsWith("*.")
                        && name.indexOf('.', 2) > 0
                        && label > 0
                        && name.substring(1).equals(host.substring(label));
    }

    /** Only what can be a host name or an address: the rest of a certificate is text of a stranger. */
    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(ADDRESS))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .filter(name -> name.length() <= 253 && HOST.matches(name))
                            .distinct()
                            .sorted()
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Whether a certificate was signed with the key of another one. */
    static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static Trust untrusted(List<X509Certificate> path, TrustRoots roots) {
        X509Certificate own = path.getFirst();
        if (path.size() > 1) {
            return Trust.UnknownIssuer;
        }
        if (issued(own, own)) {
            return Trust.SelfSigned;
        }
        // Its issuer was not sent. That one is an intermediate if it can be downloaded, as with public authorities,
        // or if the checklist says whom to trust.
        return roots.named() || locatesIssuer(own) ? Trust.IntermediateMissing : Trust.UnknownIssuer;
    }

    private static boolean locatesIssuer(X509Certificate certificate) {
        byte @Nullable [] information = certificate.getExtensionValue(AUTHORITY_INFORMATION);
        return information != null && new String(information, StandardCharsets.ISO_8859_1).contains(ISSUER_LOCATION);
    }

    private static Instant within(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        return now.isBefore(from) ? from : now.isAfter(to) ? to : now;
    }

    private static boolean valid(List<X509Certificate> path, X509Certificate root, Instant at) {
        try {
            X509CertSelector server = new X509CertSelector();
            server.setExtendedKeyUsage(Set.of(SERVER_AUTHENTICATION));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setTargetCertConstraints(server);
            parameters.setDate(Date.from(at));
            // nothing is fetched: a revocation list would be a connection of its own
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return false;
        }
    }
}
