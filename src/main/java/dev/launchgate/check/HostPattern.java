package dev.launchgate.check;

import java.util.Locale;

/**
 * A host of a rule or listener: a name, a wildcard, or every host when empty.
 *
 * @param oneLabel whether the wildcard of {@code *.example.com} stands for one label, as in an Ingress, or for several, as
 *     in Gateway API
 */
record HostPattern(String text, boolean oneLabel) {
    HostPattern {
        text = text.toLowerCase(Locale.ROOT);
    }

    static HostPattern ofIngress(String host) {
        return new HostPattern(host, true);
    }

    static HostPattern ofGateway(String hostname) {
        return new HostPattern(hostname, false);
    }

    /** Whether every request for {@code host}, itself a name, a wildcard or empty for all, is met. */
    boolean covers(String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.equals(asked)) {
            return true;
        }
        if (!text.startsWith("*.") || !asked.endsWith(text.substring(1))) {
            return false;
        }
        String below = asked.substring(0, asked.length() - text.length() + 1);
        return !(oneLabel && below.contains("."));
    }

    /** A name outranks a wildcard, and that a rule for every host. */
    int rank() {
        return text.isEmpty() ? 0 : text.startsWith("*.") ? 1 : 2;
    }
}
