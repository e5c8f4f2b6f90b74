package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.TlsParams;
import java.time.Duration;
import java.util.List;

/** What is refused of tls parameters. */
final class TlsRefusals {
    private static final int MOST_NAMES = 20;
    private static final Duration LONGEST_REMAINING = Duration.ofDays(365);

    private TlsRefusals() {}

    static void refuse(TlsParams params, Refusals refusals) {
        refusals.require(HostNames.valid(params.host()), "host", TlsParams.HOST_IS_A_NAME);
        refusals.require(params.port() >= 1 && params.port() <= 65_535, "port", "must be from 1 to 65535");
        ConnectionRefusals.refuse(params.connectTo(), params.ca(), refusals);
        List<String> names = params.names();
        SpecBounds.count(names, 1, MOST_NAMES, "names", refusals);
        for (int i = 0; i < names.size(); i++) {
            refusals.require(
                    CertificateNames.valid(names.get(i)),
                    "names[" + i + "]",
                    "must be a host name, or a wildcard such as *.example.com");
        }
        refusals.require(CertificateNames.cover(names, params.host()), "names", "must cover host: add it to names");
        SpecBounds.age(params.minRemaining(), LONGEST_REMAINING, "minRemaining", refusals);
        if (params.certificate() != null) {
            ObjectNames.refuse(params.certificate(), "certificate", refusals);
        }
    }
}
