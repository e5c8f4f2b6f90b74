package dev.launchgate.engines;

/**
 * What three readers make of one object.
 *
 * @param argo Argo CD's word, then a colon and its message; {@code -} for a kind that it has no script for
 * @param flux the word by Flux's healthCheckExprs; {@code -} likewise
 * @param kstatus the word of a reader that knows nothing of us
 */
public record Health(String argo, String flux, String kstatus) {
    /** Argo CD's word alone. */
    public String argoWord() {
        return argo.split(":", 2)[0];
    }

    /** The three words. */
    public String words() {
        return "%s %s %s".formatted(argoWord(), flux, kstatus);
    }
}
