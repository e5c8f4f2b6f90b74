package dev.launchgate.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import org.jspecify.annotations.Nullable;

/**
 * What one write did to one object.
 *
 * @param before null when it was created
 * @param after null when it was deleted
 * @param last the object as it is sent to who watches: the last state of a deleted one, with the version of the deletion
 */
public record Change(
        long version,
        String collection,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        ObjectNode last) {
    /** No change: makes who waits look at something else. */
    public static final Change WAKE = new Change(0, "", null, null, Json.object());
}
