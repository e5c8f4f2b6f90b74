package dev.launchgate.endpoint;

/** Port to who may ask. */
public interface Callers {
    /** What a token is good for. */
    enum Standing {
        /** May read this checklist. */
        Allowed,
        /** Is somebody, but may not. */
        Forbidden,
        /** Is nobody. */
        Unknown
    }

    Standing standing(String token, String namespace, String checklist);
}
