package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRefusalsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "references: Exists",
                "references: Managed\nsecrets: Skip",
                "settings: [{name: A}]\nsecrets: Skip",
                "settings: [{name: A}, {name: A, container: app}, {name: a}]",
                "settings: [{name: 'A B-c.d', container: app-1, origin: Any, matches: '^https?://'}]",
                "managers: [ArgoCD, Flux, Helm, ExternalSecrets, SealedSecrets]",
                "managerLabels: {app.kubernetes.io/managed-by: terraform, a: B_c.D}",
                "environment: {label: app.kubernetes.io/environment, value: production}",
            })
    void whatMakesSenseIsTaken(String yaml) {
        assertThat(refusals(yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secrets: Skip                                  | it: nothing left to check
            settings: [{name: A}, {name: A}]               | settings[1]: A stands here twice for the same container
            settings: [{name: A, container: b}, {name: A, container: b, origin: Any}] | settings[1]: A stands here twice for the same container
            settings: [{}]                                 | settings[0].name: must be the name of a variable: printable ASCII without =
            settings: [{name: A=B}]                        | settings[0].name: must be the name of a variable: printable ASCII without =
            settings: [{name: 'A'}, {name: "B\\n"}]        | settings[1].name: must be the name of a variable: printable ASCII without =
            settings: [{name: A, container: App}]          | settings[0].container: must be the name of a container
            settings: [{name: A, matches: ''}]             | settings[0].matches: must have 1 to 256 characters
            settings: [{name: A, matches: '('}]            | settings[0].matches: not an RE2 expression: missing closing ) (position 1)
            settings: [{name: A, matches: '(a{1000}){1000}'}] | settings[0].matches: too large an expression: use fewer or smaller repetitions
            managers: [Flux, Helm, Flux]                   | managers: each manager once
            managerLabels: {a b: c}                        | managerLabels: must be labels: a key such as app.kubernetes.io/managed-by, and its value
            managerLabels: {a: '-'}                        | managerLabels: must be labels: a key such as app.kubernetes.io/managed-by, and its value
            managerLabels: {a: b, c: d, e: f, g: h, i: j, k: l} | managerLabels: 0 to 5 elements, saw 6
            environment: {value: production}               | environment: must be a label: a key such as app.kubernetes.io/environment, and its value
            environment: {label: /env, value: production}  | environment: must be a label: a key such as app.kubernetes.io/environment, and its value
            """)
    void whatMakesNoSenseIsRefusedWithItsField(String yaml, String refusal) {
        assertThat(refusals(yaml)).containsExactly(refusal);
    }

    @Test
    void fiftySettingsAreEnough() {
        String settings =
                IntStream.range(0, 51).mapToObj("{name: A%d}"::formatted).collect(Collectors.joining(", "));
        assertThat(refusals("settings: [" + settings + "]")).containsExactly("settings: 0 to 50 elements, saw 51");
        assertThat(refusals("settings: [{name: %s}]".formatted("A".repeat(254))))
                .containsExactly("settings[0].name: must be the name of a variable: printable ASCII without =");
    }

    private static List<String> refusals(String yaml) {
        Refusals refusals = new Refusals("it");
        ConfigCheck check = new ConfigCheck();
        check.refuse(Spec.of(check.params(), yaml), refusals);
        return refusals.all().stream()
                .map(refusal -> refusal.toString().replaceFirst("^it\\.", ""))
                .toList();
    }
}
