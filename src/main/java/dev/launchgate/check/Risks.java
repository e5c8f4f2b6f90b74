package dev.launchgate.check;

import java.util.Set;

/**
 * What people should hear of beside a verdict.
 *
 * @param messages one for each thing that is wrong
 * @param whole whether everything was seen; else there may be more
 */
public record Risks(Set<String> messages, boolean whole) {
    /** Nothing is wrong. */
    public static final Risks NONE = new Risks(Set.of(), true);

    public Risks {
        messages = Set.copyOf(messages);
    }
}
