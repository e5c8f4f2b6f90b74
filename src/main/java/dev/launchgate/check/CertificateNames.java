package dev.launchgate.check;

import java.util.Collection;

/** Which names a certificate covers: exactly, or by a wildcard for one label. */
final class CertificateNames {
    private static final String WILDCARD = "*.";

    private CertificateNames() {}

    /** Whether the text is a host name, or a wildcard for one label below a name of at least two. */
    static boolean valid(String name) {
        return name.startsWith(WILDCARD)
                ? HostNames.absolute(name.substring(WILDCARD.length()))
                : HostNames.valid(name);
    }

    /** @param covering names of a certificate, wildcards among them */
    static boolean cover(Collection<String> covering, String name) {
        String wanted = HostNames.canonical(name);
        return covering.stream().map(HostNames::canonical).anyMatch(covers -> covers(covers, wanted));
    }

    private static boolean covers(String covers, String wanted) {
        int label = wanted.indexOf('.');
        return covers.equals(wanted)
                || (covers.startsWith(WILDCARD)
                        && valid(covers)
                        && label > 0
                        && covers.substring(1).equals(wanted.substring(label)));
    }
}
