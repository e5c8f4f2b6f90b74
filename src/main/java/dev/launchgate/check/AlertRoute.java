package dev.launchgate.check;

import java.util.List;

/**
 * A route of an Alertmanager, with those below it.
 *
 * @param receiver empty to take over that of the route above
 * @param goesOn whether routes after this one are tried as well, when this one matches
 */
record AlertRoute(String receiver, List<RouteMatcher> matchers, boolean goesOn, List<AlertRoute> routes) {
    AlertRoute {
        matchers = List.copyOf(matchers);
        routes = List.copyOf(routes);
    }
}
