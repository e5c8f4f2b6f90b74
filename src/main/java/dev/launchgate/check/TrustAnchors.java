package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.TrustSource;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;

/** The certificates that an item trusts instead of the runtime's. */
final class TrustAnchors {
    private static final String ANY = "-----BEGIN ";
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private TrustAnchors() {}

    /** The text of the ConfigMap key, which holds at least one certificate and nothing but certificates. */
    static Reference<String> pem(TrustSource source, Facts facts) {
        KeyRef key = source.configMap();
        return Reference.follow(
                facts.object(ResourceKind.CONFIG_MAP, key.name()), configMap -> pem(configMap, key.key()));
    }

    private static Reference<String> pem(Resource configMap, String key) {
        if (!configMap.at("/data").has(key)) {
            return new Unresolved<>(Judgement.fail(
                    Reason.ObjectMissing,
                    "%s has no key %s; add the key or correct the name".formatted(configMap.label(), key)));
        }
        String pem = configMap.at("/data").path(key).asText();
        return certificates(pem)
                ? new Resolved<>(pem)
                : new Unresolved<>(Judgement.unknown(
                        Reason.DataMalformed,
                        "%s: not a list of certificates in PEM form (key %s)".formatted(configMap.label(), key)));
    }

    /** Only the frame is looked at, in each pass: what is in it is read, and kept, where it is used. */
    private static boolean certificates(String pem) {
        int begin = pem.indexOf(ANY);
        boolean framed = begin >= 0;
        while (framed && begin >= 0) {
            int next = pem.indexOf(ANY, begin + ANY.length());
            int end = pem.indexOf(END, begin);
            framed = pem.startsWith(BEGIN, begin) && end >= 0 && (next < 0 || end < next);
            begin = next;
        }
        return framed;
    }
}
