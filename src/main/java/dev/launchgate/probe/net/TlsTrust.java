package dev.launchgate.probe.net;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust: the runtime's roots, read once, when the first probe needs them, or those of a checklist, of which the
 * latest few are kept in parsed form.
 */
final class TlsTrust {
    private static final int KEPT = 16;

    private final InstantSource clock;
    private final Map<String, TrustRoots> parsed = new LinkedHashMap<>(KEPT, 0.75f, true);
    private @Nullable TrustRoots ofRuntime;

    TlsTrust(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param pem certificates; null for the runtime's */
    TrustRoots roots(@Nullable String pem) throws ProbeException {
        if (pem == null) {
            return ofRuntime();
        }
        synchronized (parsed) {
            TrustRoots known = parsed.get(pem);
            if (known != null) {
                return known;
            }
        }
        TrustRoots read = TrustRoots.ofPem(pem);
        synchronized (parsed) {
            parsed.put(pem, read);
            if (parsed.size() > KEPT) {
                parsed.remove(parsed.keySet().iterator().next());
            }
        }
        return read;
    }

    private synchronized TrustRoots ofRuntime() {
        TrustRoots roots = ofRuntime == null ? TrustRoots.ofRuntime() : ofRuntime;
        ofRuntime = roots;
        return roots;
    }
}
