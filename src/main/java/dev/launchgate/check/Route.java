package dev.launchgate.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way from a path to a port of a Service.
 *
 * @param service empty when it leads elsewhere
 */
record Route(Match match, String path, String service, PortRef port) {
    /** How a path is compared. */
    enum Match {
        /** The path itself. */
        Exact,
        /** The path and what is below it, whole elements only. */
        Prefix,
        /** Known only to the controller, such as an expression; only the same text is sure to mean the same. */
        Opaque
    }

    /** The routes that a request for the path takes: the longest that match; all of them when any path will do. */
    static List<Route> taken(List<Route> routes, @Nullable String path) {
        if (path == null) {
            return routes;
        }
        List<Route> matching =
                routes.stream().filter(route -> route.meets(path)).toList();
        int longest = matching.stream().mapToInt(Route::length).max().orElse(0);
        return matching.stream().filter(route -> route.length() == longest).toList();
    }

    private boolean meets(String asked) {
        return path.equals(asked)
                || switch (match) {
                    case Exact, Opaque -> false;
                    case Prefix -> trimmed(asked).equals(trimmed(path)) || asked.startsWith(trimmed(path) + "/");
                };
    }

    private int length() {
        return trimmed(path).length();
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
