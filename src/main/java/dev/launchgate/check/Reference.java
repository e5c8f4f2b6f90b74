package dev.launchgate.check;

import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import java.util.function.Function;

/**
 * A reference to an object of the cluster: what it leads to, or why it leads nowhere.
 *
 * @param <T> what it leads to
 */
sealed interface Reference<T> {
    record Resolved<T>(T value) implements Reference<T> {}

    record Unresolved<T>(Judgement why) implements Reference<T> {}

    /** Follows a lookup, if the object was found. */
    static <T> Reference<T> follow(Lookup lookup, Function<Resource, Reference<T>> further) {
        return switch (lookup) {
            case Lookup.Found found -> further.apply(found.resource());
            case Lookup.Missing missing -> new Unresolved<>(Judgement.missing(missing));
            case Lookup.Unreadable unreadable -> new Unresolved<>(Judgement.unreadable(unreadable.obstacle()));
        };
    }
}
