package dev.launchgate.probe.net;

/** Whether a destination is allowed cannot be told before the caches are filled; ask again soon. */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotReadyException() {
        super("cluster objects are not read yet", null, false, false);
    }
}
