package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.launchgate.check.RouteMatcher.Operator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AlertRoutesReaderTest {
    /** As Alertmanager 0.25 writes its configuration into its state. */
    static final String CONFIG = """
            global:
              smtp_auth_password: <secret>
            route:
              receiver: default
              group_by:
              - alertname
              continue: false
              routes:
              - receiver: pager
                match:
                  severity: page
                match_re:
                  team: a|b.*
                continue: true
                routes:
                - matchers:
                  - env!~"dev|st\\\\d+"
                  - q=~"say \\"hi\\" \\\\\\\\ "
                  continue: false
              - receiver: "null"
                matchers:
                - a!=""
                - code="yes"
                continue: false
            receivers:
            - name: default
              email_configs:
              - to: x@example.com
                headers:
                  Subject: |-
                    a
                    b: \u2603
            - name: pager
              pagerduty_configs:
              - routing_key: <secret>
            - name: "null"
            - name: empty
              slack_configs: []
            templates: []
            """;

    static String state(String config) {
        return "{\"cluster\":{\"status\":\"ready\",\"peers\":[]},\"config\":{\"original\":%s},\"uptime\":\"x\",\"versionInfo\":{}}"
                .formatted(TextNode.valueOf(config).toString());
    }

    private static AlertRoutesResult read(String config) {
        return (AlertRoutesResult)
                new AlertRoutesReader().read(200, state(config).getBytes(StandardCharsets.UTF_8));
    }

    private static AlertRoutesResult.Tree tree(String config) {
        AlertRoutesResult result = read(config);
        assertThat(result).isInstanceOf(AlertRoutesResult.Tree.class);
        return (AlertRoutesResult.Tree) result;
    }

    @Test
    void routesAndReceiversAreKept() {
        assertThat(tree(CONFIG))
                .isEqualTo(new AlertRoutesResult.Tree(
                        new AlertRoute(
                                "default",
                                List.of(),
                                false,
                                List.of(
                                        new AlertRoute(
                                                "pager",
                                                List.of(
                                                        RouteMatcher.equal("severity", "page"),
                                                        new RouteMatcher(
                                                                "team", Operator.Matches, "^(?:^(?:a|b.*)$)$")),
                                                true,
                                                List.of(new AlertRoute(
                                                        "",
                                                        List.of(
                                                                new RouteMatcher(
                                                                        "env", Operator.MatchesNot, "^(?:dev|st\\d+)$"),
                                                                new RouteMatcher(
                                                                        "q",
                                                                        Operator.Matches,
                                                                        "^(?:say \"hi\" \\\\ )$")),
                                                        false,
                                                        List.of()))),
                                        new AlertRoute(
                                                "null",
                                                List.of(
                                                        new RouteMatcher("a", Operator.NotEqual, ""),
                                                        RouteMatcher.equal("code", "yes")),
                                                false,
                                                List.of()))),
                        Set.of("default", "pager")));
    }

    @Test
    void everyIntegrationNotifiesAndNothingElseDoes() {
        assertThat(tree("""
                route: {receiver: a}
                receivers:
                - {name: a, webhook_configs: [{url: x}]}
                - {name: b, msteamsv2_configs: [{}]}
                - {name: c, email_configs: ~}
                - {name: d, email_configs: {to: x}, note: [1]}
                - {name: e, email_configs: [], sns_configs: [{topic: x}]}
                """).notifying()).containsExactlyInAnyOrder("a", "b", "e");
    }

    @Test
    void nothingButTextIsMadeOfValues() {
        assertThat(tree("""
                route:
                  receiver: 1_000
                  routes: [{match: {code: 0x1F, on: yes, when: 2026-11-20, none: ~, empty: ''}, continue: on}]
                receivers: [{name: 1_000}]
                """).root())
                .isEqualTo(new AlertRoute(
                        "1_000",
                        List.of(),
                        false,
                        List.of(new AlertRoute(
                                "",
                                List.of(
                                        RouteMatcher.equal("code", "0x1F"),
                                        RouteMatcher.equal("on", "yes"),
                                        RouteMatcher.equal("when", "2026-11-20"),
                                        RouteMatcher.equal("none", ""),
                                        RouteMatcher.equal("empty", "")),
                                true,
                                List.of()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a",
                "just text",
                "route: [}",
                "route: {receiver: a}",
                "route: {}\nreceivers: [{name: a}]",
                "receivers: [{name: a}]",
                "route: a\nreceivers: [{name: a}]",
                "route: {receiver: a, receiver: b}\nreceivers: [{name: a}, {name: b}]",
                "route: {receiver: a}\nroute: {receiver: a}\nreceivers: [{name: a}]",
                "route: {receiver: a}\nreceivers: [{name: a}, {name: a}]",
                "route: {receiver: a}\nreceivers: [{name: ''}]",
                "route: {receiver: a}\nreceivers: {name: a}",
                "route: {receiver: a, routes: [{receiver: b}]}\nreceivers: [{name: a}]",
                "route: {receiver: a, match: {x: y}}\nreceivers: [{name: a}]",
                "route: {receiver: a, routes: [{match_re: {x: '('}}]}\nreceivers: [{name: a}]",
                "route: {receiver: a, routes: [{matchers: ['x=~\"[\"']}]}\nreceivers: [{name: a}]",
                "route: {receiver: a, routes: [{matchers: [x]}]}\nreceivers: [{name: a}]",
                "route: {receiver: a, routes: [{matchers: 'x=\"y\"'}]}\nreceivers: [{name: a}]",
                "route: &r {receiver: a, routes: [*r]}\nreceivers: [{name: a}]",
                "route: {receiver: a}\nreceivers: [{name: a}]\nx: &x [a]\ny: *x",
                "route: {receiver: a}\nreceivers: [{name: a}]\n%",
                "\u0000",
                "route: {receiver: a}\nreceivers: [{name: a}]\nx: \"\\q\""
            })
    void whatIsNoConfigurationIsMalformed(String config) {
        assertThat(read(config)).isInstanceOf(AlertRoutesResult.Malformed.class);
    }

    @Test
    void thePositionIsTold() {
        assertThat(read("route:\n  receiver: a\n  routes: [}\n"))
                .isEqualTo(new AlertRoutesResult.Malformed("configuration, line 3"));
        assertThat(read("a: b"))
                .isEqualTo(new AlertRoutesResult.Malformed("configuration without route and its receiver"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Sign in</html>",
                "{}",
                "[]",
                "{\"config\":\"route: {receiver: a}\"}",
                "{\"config\":{}}",
                "{\"config\":{\"original\":1}}",
                "{\"config\":{\"original\":\"\"}}"
            })
    void whatIsNoStateIsMalformed(String body) {
        assertThat(new AlertRoutesReader().read(200, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AlertRoutesResult.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a="b"                 | a Equal b
        a!="b"                | a NotEqual b
        a=~"b"                | a Matches ^(?:b)$
        a!~"b"                | a MatchesNot ^(?:b)$
        a=b                   | a Equal b
        ~ a = b c ~           | a Equal b c
        {a="b",c="d,e"}       | a Equal b;c Equal d,e
        {a="b", c="d",}       | a Equal b;c Equal d
        a="b\\\\n\\"\\q"      | a Equal b\\n"\\q
        a=""                  | a Equal
        "a.b \\"c\\""="d\\u2603\\t" | a.b "c" Equal d\u2603\t
        "a b"!~"\\x41\\101"   | a b MatchesNot ^(?:AA)$
        {}                    | ~~
        """)
    void matchersAreReadInEverySpelling(String text, String expected) {
        assertThat(MatcherText.parse(text).orElseThrow().stream()
                        .map(matcher -> "%s %s %s"
                                .formatted(matcher.label(), matcher.operator(), matcher.value())
                                .strip())
                        .toList())
                .isEqualTo(
                        expected.isEmpty()
                                ? List.of()
                                : List.of(expected.replace("\\\\", "\\").split(";")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=b",
                "1a=b",
                "a.b=c",
                "a~b",
                "{a=b",
                "a=\"b",
                "a=b\"c",
                "a=\"b\"c",
                "a=\"b\",,c=\"d\"",
                "\"a\"=b",
                "\"a\"=\"\\q\"",
                "\"a\"=\"\\xff\"",
                "\"a\"=\"\\400\"",
                "\"a\"=\"\\U00110000\"",
                "\"a\"=\"\\UFFFFFFFF\"",
                "\"a\"=\"\\ud800\"",
                "\"a\"=\"\\u12\"",
                "\"a\"=\"\\"
            })
    void whatIsNoMatcherIsRefused(String text) {
        assertThat(MatcherText.parse(text)).isEmpty();
    }

    @Test
    void expressionsThatGrowAreTooLarge() {
        String config = "route: {receiver: a, routes: [{match_re: {x: '%s'}}]}\nreceivers: [{name: a}]";
        assertThat(read(config.formatted("((a{100}){100}){100}"))).isEqualTo(new AlertRoutesResult.TooLarge());
        assertThat(read(config.formatted("a{900}"))).isInstanceOf(AlertRoutesResult.Tree.class);
        assertThat(read(config.formatted("a{1000}"))).isEqualTo(new AlertRoutesResult.TooLarge());
        assertThat(read("route: {receiver: a, routes: [%s]}\nreceivers: [{name: a}]"
                        .formatted("{match_re: {x: 'a{900}'}},".repeat(250))))
                .isEqualTo(new AlertRoutesResult.TooLarge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a?){190}", "(x*){240}y", "(?:(?:a|b)|(?:c|d)){50}", "(?i:[a-z]?){140}"})
    void theLargestExpressionsAreCompared(String expression) {
        LabelExpression.of("^(?:" + expression + ")$").matches("aaaaaaaaaaaaaaaaaa");
        assertThat(LabelExpression.size("^(?:" + expression + ")$")).isBetween(400L, LabelExpression.LARGEST);
        assertThat(LabelExpression.valid("^(?:" + expression + ")$")).isTrue();
    }

    @Test
    void deepGroupsAreCompared() {
        String deep = "^(?:" + "(a|b".repeat(195) + ")".repeat(195) + ")$";
        assertThat(LabelExpression.size(deep)).isLessThanOrEqualTo(LabelExpression.LARGEST);
        assertThat(LabelExpression.valid(deep)).isTrue();
        assertThat(LabelExpression.of(deep).matches("aaab")).isFalse();
        assertThat(LabelExpression.size("^(?:" + "(".repeat(100_000) + ")".repeat(100_000) + ")$"))
                .isGreaterThan(LabelExpression.LARGEST);
        assertThat(LabelExpression.valid("^(?:" + "(".repeat(100_000) + ")$")).isFalse();
    }

    @Test
    void longListsOfWordsAreComparedAsWords() {
        String many = "ns-1" + "|team/x_2:y".repeat(50_000);
        assertThat(LabelExpression.size("^(?:" + many + ")$")).isEqualTo(1);
        assertThat(LabelExpression.of("^(?:" + many + ")$").matches("team/x_2:y"))
                .isTrue();
        assertThat(LabelExpression.of("^(?:" + many + ")$").matches("ns-1|team/x_2:y"))
                .isFalse();
        assertThat(LabelExpression.of("^(?:" + many + ")$").matches("")).isFalse();
        assertThat(LabelExpression.of("^(?:a||b)$").matches("")).isTrue();
        assertThat(LabelExpression.of("^(?:)$").matches("")).isTrue();
        assertThat(LabelExpression.of("^(?:a.b|c)$").matches("axb")).isTrue();
        assertThat(LabelExpression.of("^(?:a)|(b)$").matches("ab"))
                .as("as Go reads it")
                .isTrue();
    }

    @Test
    void depthIsBounded() {
        assertThat(read("route: " + "{receiver: a, routes: [".repeat(41) + "]}".repeat(41)
                        + "\nreceivers: [{name: a}]"))
                .isInstanceOf(AlertRoutesResult.Tree.class);
        assertThat(read("route: " + "{receiver: a, routes: [".repeat(42) + "]}".repeat(42)
                        + "\nreceivers: [{name: a}]"))
                .isInstanceOf(AlertRoutesResult.Malformed.class);
        for (String opening : List.of("[", "{a: ", "- ", "? ")) {
            assertThat(read("x: \n  " + opening.repeat(1_000_000 / opening.length())))
                    .as(opening)
                    .isInstanceOf(AlertRoutesResult.Malformed.class);
        }
    }

    @Test
    void aLargeConfigurationIsRead() {
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            routes.append("  - matchers: ['namespace=~\"team-%d-.*\"']\n    receiver: r\n".formatted(i));
        }
        AlertRoutesResult.Tree tree = tree("route:\n  receiver: r\n  routes:\n" + routes + "receivers:\n- name: r\n");
        assertThat(tree.root().routes()).hasSize(5_000);
        assertThat(new RouteWalk(tree.root()).arrival(Map.of("namespace", "team-4999-a"), Set.of()))
                .isEqualTo(new RouteWalk.Arrival(Set.of("r"), Optional.empty(), false));
    }

    static LongStream seeds() {
        return MonitoringNoise.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingEscapesTheReader(long seed) {
        SplittableRandom random = MonitoringNoise.random(seed);
        byte[] good = CONFIG.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3_000; i++) {
            String config = new String(MonitoringNoise.broken(good, random), StandardCharsets.UTF_8);
            if (read(config) instanceof AlertRoutesResult.Tree tree) {
                new RouteWalk(tree.root()).arrival(Map.of("severity", "page", "team", "b1"), Set.of("q"));
            }
            assertThat(read(new String(MonitoringNoise.bytes(random), StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(AlertRoutesResult.Malformed.class);
            assertThat(new AlertRoutesReader().read(200, MonitoringNoise.bytes(random)))
                    .isInstanceOf(AlertRoutesResult.Malformed.class);
        }
    }
}
