package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.AlertsParams;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsRefusalsTest {
    private static final String TEXT = "must be 1 to 200 characters without control characters";

    private static List<String> refusals(String yaml) {
        return Spec.refusals(new AlertsCheck(), yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: {names: [A]}",
                "rules: {names: ['A b (c)']}\nrouting: Skip\nlabels: {a: ''}",
                "rules: {prometheusRule: {name: ml}}\nreceivers: ['team/ops: night']\nlabels: {_a1: x}\nwhileFiring: Fail",
                "rules: {names: [A]}\nprometheus: {url: 'http://p:9090', tenant: ml}\nalertmanager: {url: 'https://a/x'}"
            })
    void whatIsRightIsAccepted(String yaml) {
        assertThat(refusals(yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {}                                                        | rules: exactly one of names, prometheusRule must be set
        rules: {}                                                 | rules: exactly one of names, prometheusRule must be set
        rules: {names: [A], prometheusRule: {name: a}}            | rules: exactly one of names, prometheusRule must be set
        rules: {names: [A, ""]}                                   | rules.names[1]: TEXT
        rules: {names: ["A\\u001b"]}                              | rules.names[0]: TEXT
        rules: {prometheusRule: {name: A}}                        | rules.prometheusRule.name: must be the name of an object
        {rules: {names: [A]}, routing: Skip, receivers: [a]}      | routing: NEEDS
        {rules: {names: [A]}, routing: Skip, alertmanager: {url: "http://a"}} | routing: NEEDS
        {rules: {names: [A]}, receivers: [""]}                    | receivers[0]: TEXT
        {rules: {names: [A]}, labels: {alertname: B}}             | labels: LABELS
        {rules: {names: [A]}, labels: {a-b: B}}                   | labels: LABELS
        {rules: {names: [A]}, labels: {a: "x\\ny"}}               | labels[a]: must be 0 to 256 characters without control characters
        {rules: {names: [A]}, prometheus: {url: "http://p", auth: {basic: {secret: {name: s}}}}} | prometheus.auth: credentials need https
        {rules: {names: [A]}, alertmanager: {url: "gopher://p"}}  | alertmanager.url: must start with http:// or https://
        """)
    void whatIsWrongIsRefused(String yaml, String refusal) {
        assertThat(refusals(yaml))
                .containsExactly(refusal.replace("TEXT", TEXT)
                        .replace("NEEDS", AlertsParams.NEEDS_ROUTING)
                        .replace("LABELS", AlertsParams.LABEL_NAMES));
    }

    @Test
    void countsAreBounded() {
        assertThat(refusals("rules: {names: [%s]}".formatted(list(50, "n")))).isEmpty();
        assertThat(refusals("rules: {names: [%s]}".formatted(list(51, "n"))))
                .containsExactly("rules.names: 0 to 50 elements, saw 51");
        assertThat(refusals("rules: {names: [A]}\nreceivers: [%s]".formatted(list(11, "n"))))
                .containsExactly("receivers: 0 to 10 elements, saw 11");
        assertThat(refusals("rules: {names: [A]}\nlabels: {%s}".formatted(list(21, "n: x"))))
                .hasSize(1);
    }

    private static String list(int count, String text) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + text).collect(Collectors.joining(", "));
    }
}
