package dev.launchgate.gate;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How new revisions are held, as a dry run proved it. */
public enum Arming {
    /** The policies pause every template change in the same write; an idle Deployment is not paused. */
    AutoHold,
    /** The Deployment stays paused between promotions; the guard policy lets only Launchgate resume it. */
    AlwaysPaused,
    /** The same without guard policy: whoever may patch the Deployment can resume it. */
    AlwaysPausedUnguarded;

    /** The arming of this name; empty for none, or a word of another version. */
    public static Optional<Arming> named(@Nullable String word) {
        return Stream.of(values()).filter(arming -> arming.name().equals(word)).findFirst();
    }

    /** Whether an idle Deployment is paused. */
    boolean pausesIdle() {
        return this != AutoHold;
    }
}
