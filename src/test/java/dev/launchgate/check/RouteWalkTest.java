package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.check.RouteMatcher.Operator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RouteWalkTest {
    private static final AlertRoute ROOT = route(
            "root",
            false,
            List.of(),
            route(
                    "pager",
                    true,
                    List.of(RouteMatcher.equal("severity", "page")),
                    route("db", false, List.of(RouteMatcher.expression("team", "db|dba"))),
                    route("", true, List.of(RouteMatcher.equal("team", "web"))),
                    route("web", false, List.of(RouteMatcher.equal("team", "web")))),
            route("night", false, List.of(RouteMatcher.equal("time", "night"))),
            route("rest", false, List.of(RouteMatcher.of("kind", Operator.NotEqual, ""))));

    private static AlertRoute route(String receiver, boolean goesOn, List<RouteMatcher> matchers, AlertRoute... below) {
        return new AlertRoute(receiver, matchers, goesOn, List.of(below));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        for (String label : text.isEmpty() ? new String[0] : text.split(" ")) {
            labels.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
        }
        return labels;
    }

    @ParameterizedTest
    @CsvSource({
        "'', root",
        "severity=ticket, root",
        "severity=page, pager",
        "severity=page team=db, db",
        "severity=page team=dbb, pager",
        "severity=page team=web, pager web",
        "severity=page time=night, pager night",
        "severity=page team=web time=night kind=x, pager web night",
        "time=night kind=x, night",
        "kind=x, rest",
        "kind=, root"
    })
    void anAlertArrives(String labels, String receivers) {
        assertThat(new RouteWalk(ROOT).arrival(labels(labels), Set.of()))
                .isEqualTo(new RouteWalk.Arrival(Set.of(receivers.split(" ")), Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "team, severity=page team=x, team",
        "team, severity=ticket team=x, ''",
        "severity, severity=x, severity",
        "other, severity=page other=x, ''",
    })
    void aLabelOfUnknownValueMattersIfARouteAsksForIt(String unknown, String labels, String undecided) {
        assertThat(new RouteWalk(ROOT).arrival(labels(labels), Set.of(unknown)).undecided())
                .isEqualTo(undecided.isEmpty() ? Optional.empty() : Optional.of(undecided));
    }

    @Test
    void whatAnotherMatcherExcludesNeedsNoOtherLabel() {
        AlertRoute root = route(
                "root",
                false,
                List.of(),
                route("a", false, List.of(RouteMatcher.equal("open", "x"), RouteMatcher.equal("known", "no"))));
        assertThat(new RouteWalk(root).arrival(labels("open=x known=yes"), Set.of("open")))
                .isEqualTo(new RouteWalk.Arrival(Set.of("root"), Optional.empty(), false));
    }

    @Test
    void theEffortIsBounded() {
        RouteMatcher costly = RouteMatcher.expression("a", "(x?){150}(y?){150}z");
        AlertRoute[] many = new AlertRoute[5_000];
        Arrays.fill(many, route("a", false, List.of(costly)));
        assertThat(new RouteWalk(route("root", false, List.of(), many))
                        .arrival(Map.of("a", "x".repeat(1_000) + "z"), Set.of())
                        .tooCostly())
                .isTrue();
    }
}
