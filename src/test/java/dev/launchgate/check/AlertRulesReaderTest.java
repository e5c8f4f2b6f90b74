package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.check.AlertRulesResult.Health;
import dev.launchgate.check.AlertRulesResult.LoadedRule;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
class AlertRulesReaderTest {
    /** As Prometheus 2.42 answers. */
    static final String ANSWER = """
            {"status":"success","data":{"groups":[
              {"name":"ml","file":"/etc/prometheus/ml.yml","rules":[
                {"state":"firing","name":"Down","query":"up == 0","duration":300,"labels":{"severity":"page","team":"ml"},
                 "annotations":{"summary":"hunter2"},
                 "alerts":[{"labels":{"alertname":"Down","instance":"10.0.0.7:9090","severity":"page"},"annotations":{},
                            "state":"firing","activeAt":"2026-11-20T10:00:00Z","value":"0e+00"}],
                 "health":"ok","evaluationTime":0.000231,"lastEvaluation":"2026-11-20T10:00:00Z","type":"alerting"},
                {"state":"inactive","name":"Errors","query":"x","duration":0,"labels":{},"annotations":{},"alerts":[],
                 "health":"err","lastError":"vector cannot contain metrics with the same labelset","evaluationTime":0.1,
                 "lastEvaluation":"2026-11-20T10:00:00Z","type":"alerting"}],
               "interval":60,"limit":0,"evaluationTime":0.0004,"lastEvaluation":"2026-11-20T10:00:00Z"},
              {"name":"other","file":"x","rules":[
                {"state":"unknown","name":"Fresh","query":"y","duration":0,"labels":null,"annotations":{},"alerts":null,
                 "health":"unknown","evaluationTime":0,"lastEvaluation":"0001-01-01T00:00:00Z","type":"alerting"},
                {"name":"Down","query":"y","health":"ok","type":"recording"},
                {"state":"pending","name":"Down","query":"z","labels":{"severity":"ticket"},"health":"ok","type":"alerting"}],
               "interval":60}]}}
            """;

    private static AlertRulesResult read(Set<String> names, boolean firing, String body) {
        return (AlertRulesResult) new AlertRulesReader(names, firing).read(200, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rulesOfTheNamesAreKept() {
        assertThat(read(Set.of("Fresh", "Down", "Errors", "Absent"), true, ANSWER))
                .isEqualTo(new AlertRulesResult.Loaded(
                        List.of(
                                new LoadedRule("Down", Map.of("severity", "page", "team", "ml"), Health.Good, true),
                                new LoadedRule("Down", Map.of("severity", "ticket"), Health.Good, false),
                                new LoadedRule("Errors", Map.of(), Health.Failing, false),
                                new LoadedRule("Fresh", Map.of(), Health.NotEvaluated, false)),
                        false));
        assertThat(read(Set.of("Other"), true, ANSWER)).isEqualTo(new AlertRulesResult.Loaded(List.of(), false));
    }

    @Test
    void whatIsLiveIsNoNews() {
        String later = ANSWER.replace("10:00:00Z", "10:01:00Z")
                .replace("\"value\":\"0e+00\"", "\"value\":\"1e+00\"")
                .replace("\"firing\"", "\"inactive\"")
                .replace("0.000231", "0.1");
        assertThat(read(Set.of("Down"), false, later)).isEqualTo(read(Set.of("Down"), false, ANSWER));
        assertThat(read(Set.of("Down"), true, later)).isNotEqualTo(read(Set.of("Down"), true, ANSWER));
    }

    @Test
    void theOrderOfGroupsIsNoNews() {
        String first = rule("B", "{\"a\":\"1\",\"b\":\"2\"}");
        String second = rule("A", "{\"b\":\"2\"}");
        assertThat(read(Set.of("A", "B"), false, groups(first + "," + second)))
                .isEqualTo(read(Set.of("A", "B"), false, groups(second + "," + first)));
    }

    @Test
    void warningsAreRemembered() {
        assertThat(read(Set.of("Down"), false, groups("").replace("{\"status\"", "{\"warnings\":[\"x\"],\"status\"")))
                .isEqualTo(new AlertRulesResult.Loaded(List.of(), true));
        assertThat(read(Set.of("Down"), false, groups("").replace("{\"status\"", "{\"warnings\":[],\"status\"")))
                .isEqualTo(new AlertRulesResult.Loaded(List.of(), false));
    }

    @ParameterizedTest
    @CsvSource({"ok, Good", "err, Failing", "unknown, NotEvaluated", "'', NotEvaluated", "no match, NotEvaluated"})
    void onlyOkIsGood(String health, Health expected) {
        AlertRulesResult result =
                read(Set.of("A"), false, groups(rule("A", "{}").replace("\"ok\"", "\"" + health + "\"")));
        assertThat(((AlertRulesResult.Loaded) result).rules().getFirst().health())
                .isEqualTo(expected);
    }

    @Test
    void anErrorIsNoList() {
        assertThat(read(Set.of("A"), false, "{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"x\"}"))
                .isEqualTo(new AlertRulesResult.Refused());
    }

    @Test
    void whatNobodyCanMeanIsTooLarge() {
        String many = String.join(",", Collections.nCopies(1_000, rule("A", "{}")));
        assertThat(read(Set.of("A"), false, groups(many))).isInstanceOf(AlertRulesResult.Loaded.class);
        assertThat(read(Set.of("A"), false, groups(many + "," + rule("A", "{}"))))
                .isEqualTo(new AlertRulesResult.TooLarge());
        assertThat(read(Set.of("A"), false, groups(rule("A", "{\"a\":\"%s\"}".formatted("x".repeat(1_025))))))
                .isEqualTo(new AlertRulesResult.TooLarge());
        assertThat(read(Set.of("B"), false, groups(rule("A", "{\"a\":\"%s\"}".formatted("x".repeat(1_025))))))
                .isEqualTo(new AlertRulesResult.Loaded(List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"success\",\"data\":{\"groups\":{}}}",
                "{\"status\":\"success\",\"data\":{\"groups\":[1]}}",
                "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[[]]}]}}",
                "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[{\"name\":1}]}]}}",
                "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[{\"labels\":{\"a\":{}}}]}]}}",
                "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[{\"name\":\"A\",\"name\":\"B\"}]}]}}",
                "{\"status\":\"success\",\"data\":{\"groups\":[]}"
            })
    void whatIsNoListIsMalformed(String body) {
        assertThat(read(Set.of("A"), false, body)).isInstanceOf(AlertRulesResult.Malformed.class);
    }

    static LongStream seeds() {
        return MonitoringNoise.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageIsNeverAHealthyRule(long seed) {
        SplittableRandom random = MonitoringNoise.random(seed);
        byte[] good = ANSWER.getBytes(StandardCharsets.UTF_8);
        AlertRulesReader reader = new AlertRulesReader(Set.of("Missing", "Down"), true);
        for (int i = 0; i < 3_000; i++) {
            AlertRulesResult result = (AlertRulesResult) reader.read(200, MonitoringNoise.broken(good, random));
            if (result instanceof AlertRulesResult.Loaded(List<LoadedRule> rules, boolean partial)) {
                assertThat(rules).extracting(LoadedRule::name).allMatch("Down"::equals);
            }
            assertThat(reader.read(200, MonitoringNoise.bytes(random))).isInstanceOf(AlertRulesResult.Malformed.class);
        }
    }

    static String rule(String name, String labels) {
        return "{\"state\":\"inactive\",\"name\":\"%s\",\"labels\":%s,\"health\":\"ok\",\"type\":\"alerting\"}"
                .formatted(name, labels);
    }

    static String groups(String rules) {
        return "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"rules\":[" + rules + "]}]}}";
    }
}
