package dev.launchgate.check;

import dev.launchgate.probe.ProbeRequest;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the probes that one item needs, each once. */
public final class Needs {
    private final Set<ProbeRequest> probes = new LinkedHashSet<>();

    /** Asks for this probe to be made every interval. */
    public void probe(ProbeRequest request) {
        probes.add(request);
    }

    /** What was asked for, in order. */
    public Set<ProbeRequest> probes() {
        return Set.copyOf(probes);
    }
}
