package dev.launchgate.cluster;

import java.util.List;

/** What came of reading one object by name. */
public sealed interface Lookup {
    /** It is there. */
    record Found(Resource resource) implements Lookup {}

    /** The API answered that it does not exist. */
    record Missing(ResourceKind kind, String namespace, String name) implements Lookup {}

    /** It could not be read, so nothing is known. */
    record Unreadable(Obstacle obstacle) implements Lookup, Listing, KindAnswer {}

    /** What came of reading objects by label. An absent kind or a refused read is never an empty list. */
    sealed interface Listing permits Listed, Unreadable {}

    /** All objects that match, in the order of their names. */
    record Listed(List<Resource> resources) implements Listing {
        public Listed {
            resources = List.copyOf(resources);
        }
    }

    /** What came of asking which kind a name means. */
    sealed interface KindAnswer permits Served, Unreadable {}

    /** The API server serves it. */
    record Served(ResourceKind kind) implements KindAnswer {}
}
