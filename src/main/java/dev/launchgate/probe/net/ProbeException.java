package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;

/** A probe has no answer. Carries what may be shown; its own message is the cause's name, never an address or content. */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ProbeFailure failure;

    public ProbeException(Cause cause, Phase phase, String detail) {
        this(new ProbeFailure(cause, phase, detail));
    }

    public ProbeException(ProbeFailure failure) {
        super(failure.cause().name(), null, false, false);
        this.failure = failure;
    }

    public ProbeFailure failure() {
        return failure;
    }
}
