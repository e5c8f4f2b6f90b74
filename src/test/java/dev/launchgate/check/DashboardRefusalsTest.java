package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardRefusalsTest {
    private static final String SOURCE = "source: {grafana: {uid: ml-scoring}}";

    @Test
    void acceptsEveryFieldTogether() {
        assertThat(Spec.refusals(new DashboardCheck(), """
                source: {grafana: {server: {url: https://grafana.example.com, auth: {bearer: {secret: {name: grafana, key: token}}}}, uid: ml-scoring}}
                covers: [Latency, Traffic, Errors, Saturation]
                panels: {Saturation: "Worker queue"}
                """)).isEmpty();
        assertThat(Spec.refusals(new DashboardCheck(), """
                source: {configMap: {name: ml-scoring-board, key: board.json, label: {key: grafana_dashboard, value: "1"}}}
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: {grafana: {uid: ml-scoring}}",
                "source: {grafana: {server: {url: 'http://grafana.example.com:3000/sub'}, uid: 'A_b-9'}}",
                "source: {configMap: {name: a, key: b.json}}",
                "source: {configMap: {name: a, key: b.json, label: {key: example.com/grafana_dashboard, value: '1'}}}",
                "source: {configMap: {name: a, key: b.json, label: {key: k, value: ''}}}",
                "source: {grafanaDashboard: {name: a}}",
                "source: {grafanaDashboard: {name: a}}, covers: [Errors], panels: {Errors: Failed requests}",
                "source: {grafanaDashboard: {name: a}}, panels: {Errors: a, Latency: b, Traffic: c, Saturation: d}",
                "source: {grafanaDashboard: {name: a}}, covers: []"
            })
    void acceptsWhatCanBeJudged(String params) {
        assertThat(refusals(params)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            covers: [Errors]                                              | source: exactly one of grafana, configMap, grafanaDashboard must be set
            source: {}                                                    | source: exactly one of grafana, configMap, grafanaDashboard must be set
            source: {grafana: {uid: a}, grafanaDashboard: {name: a}}      | source: exactly one of grafana, configMap, grafanaDashboard must be set
            source: {grafana: {}}                                         | source.grafana.uid: must be 1 to 40 letters, digits, dashes, underscores
            source: {grafana: {uid: 'a/b'}}                               | source.grafana.uid: must be 1 to 40 letters, digits, dashes, underscores
            source: {grafana: {uid: '..'}}                                | source.grafana.uid: must be 1 to 40 letters, digits, dashes, underscores
            source: {grafana: {uid: 'a?b'}}                               | source.grafana.uid: must be 1 to 40 letters, digits, dashes, underscores
            source: {grafana: {uid: a2345678901234567890123456789012345678901}} | source.grafana.uid: must be 1 to 40 letters, digits, dashes, underscores
            source: {grafana: {server: {url: 'grafana'}, uid: a}}         | source.grafana.server.url: must start with http:// or https://
            source: {grafana: {server: {url: 'http://g.example.com?a'}, uid: a}} | source.grafana.server.url: the base URL has no query
            source: {grafana: {server: {url: 'http://g.example.com', auth: {bearer: {secret: {name: a, key: b}}}}, uid: a}} | source.grafana.server.auth: credentials need https
            source: {configMap: {name: a}}                                | source.configMap.key: must be a key: letters, digits, dots, dashes, underscores
            source: {configMap: {name: 'A', key: b}}                      | source.configMap.name: must be the name of an object
            source: {configMap: {name: a, key: b, label: {key: ''}}}      | source.configMap.label.key: must be the key of a label
            source: {configMap: {name: a, key: b, label: {key: 'a b'}}}   | source.configMap.label.key: must be the key of a label
            source: {configMap: {name: a, key: b, label: {key: a, value: 'b c'}}} | source.configMap.label.value: must be the value of a label
            source: {grafanaDashboard: {name: ''}}                        | source.grafanaDashboard.name: must be the name of an object
            """)
    void refusesASourceThatCannotBeRead(String params, String refusal) {
        assertThat(refusals(params)).containsExactly(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            covers: [Errors, Errors]                            | covers: each signal once
            covers: [null]                                      | covers: 1 to 4 elements, saw 0
            covers: [Errors], panels: {Latency: p95}            | panels: panels may name only signals that covers has
            panels: {latency: p95}                              | panels: panels may name only signals that covers has
            panels: {Latency: ''}                               | panels: titles have 1 to 200 characters without control characters
            panels: {Latency: "a\\u0007"}                       | panels: titles have 1 to 200 characters without control characters
            """)
    void refusesSignalsAndPanelsThatDoNotFit(String params, String refusal) {
        assertThat(refusals(SOURCE + ", " + params)).containsExactly(refusal);
    }

    @Test
    void titlesHaveABound() {
        assertThat(refusals(SOURCE + ", panels: {Latency: " + "a".repeat(200) + "}"))
                .isEmpty();
        assertThat(refusals(SOURCE + ", panels: {Latency: " + "a".repeat(201) + "}"))
                .containsExactly("panels: titles have 1 to 200 characters without control characters");
    }

    private static List<String> refusals(String params) {
        return Spec.refusals(new DashboardCheck(), "{" + params + "}");
    }
}
