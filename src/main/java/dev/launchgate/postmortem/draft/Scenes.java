package dev.launchgate.postmortem.draft;

/** Port to what the cluster still knows of an incident. */
@FunctionalInterface
public interface Scenes {
    /** Looks, live; what cannot be read is named in the answer and fails nothing. */
    Scene of(String namespace, String deployment);
}
