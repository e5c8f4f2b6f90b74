package dev.launchgate.check;

import java.util.Optional;

/**
 * What the administrator says of Argo CD.
 *
 * @param namespace where its Applications are that do not say so themselves
 * @param instanceLabel label that marks what an Application holds, where it is set up to track by label
 */
public record ArgoCd(Optional<String> namespace, Optional<String> instanceLabel) {
    /** Nothing. */
    public static final ArgoCd UNKNOWN = new ArgoCd(Optional.empty(), Optional.empty());
}
