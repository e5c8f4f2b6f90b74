package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.check.Presence.KeyAbsent;
import dev.launchgate.check.Presence.NotSeen;
import dev.launchgate.check.Presence.ObjectAbsent;
import dev.launchgate.check.Presence.Present;
import dev.launchgate.check.SettingSource.Key;
import dev.launchgate.check.SettingSource.Literal;
import dev.launchgate.check.TemplateContainers.Container;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several sources a variable has, as the kubelet decides. */
class SettingSourcesTest {
    private static final Map<String, Set<String>> OBJECTS =
            Map.of("first", Set.of("URL", "A"), "second", Set.of("URL", "B"), "db", Set.of("url"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # container                                                                                   | source of URL
            env: [{name: URL, value: x}]                                                                  | literal x
            env: [{name: URL, value: x}, {name: URL, value: y}]                                           | literal y
            env: [{name: URL, value: x}, {name: URL, valueFrom: {configMapKeyRef: {name: db, key: url}}}] | ConfigMap db url
            env: [{name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]                           | Secret db url
            env: [{name: URL, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]                         | pod
            env: [{name: URL, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]                     | pod
            env: [{name: URL, valueFrom: {}}]                                                             | pod
            env: [{name: URL, valueFrom: null, value: x}]                                                 | literal x
            envFrom: [{configMapRef: {name: first}}]                                                      | ConfigMap first URL
            envFrom: [{secretRef: {name: first}}]                                                         | Secret first URL
            envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: second}}]                      | ConfigMap second URL
            envFrom: [{configMapRef: {name: second}}, {configMapRef: {name: first}}]                      | ConfigMap first URL
            envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: db}}]                          | ConfigMap first URL
            envFrom: [{configMapRef: {name: db}}]                                                         | none
            envFrom: [{configMapRef: {name: first}, prefix: ML_}]                                         | none
            envFrom: [{configMapRef: {name: first}, prefix: U}]                                           | none
            envFrom: [{configMapRef: {name: first}, prefix: URL}]                                         | none
            {env: [{name: URL, value: x}], envFrom: [{configMapRef: {name: first}}]}                      | literal x
            {env: [{name: OTHER, value: x}], envFrom: [{configMapRef: {name: first}}]}                    | ConfigMap first URL
            envFrom: [{configMapRef: {name: gone}}]                                                       | broken
            envFrom: [{configMapRef: {name: gone, optional: true}}]                                       | none
            envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: gone}}]                        | ConfigMap first URL
            envFrom: [{configMapRef: {name: hidden}}, {configMapRef: {name: first}}]                      | ConfigMap first URL
            envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: hidden}}]                      | unseen
            envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: hidden}, prefix: ML_}]         | ConfigMap first URL
            envFrom: [{configMapRef: first}, {}, 1]                                                       | none
            {}                                                                                            | none
            """)
    void aVariableHasOneSource(String container, String source) {
        assertThat(source("URL", container)).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: url}}}, {name: URL, value: $(A)}]   | Secret db url
            env: [{name: URL, value: $(A)}, {name: A, valueFrom: {secretKeyRef: {name: db, key: url}}}]   | literal $(A)
            env: [{name: A, value: x}, {name: B, value: $(A)}, {name: URL, value: $(B)}]                  | literal x
            env: [{name: A, value: x}, {name: URL, value: $(A)/}]                                         | literal $(A)/
            env: [{name: A, value: x}, {name: URL, value: $$(A)}]                                         | literal $$(A)
            env: [{name: URL, value: $(URL)}]                                                             | literal $(URL)
            {env: [{name: URL, value: $(A)}], envFrom: [{configMapRef: {name: first}}]}                   | ConfigMap first A
            {env: [{name: URL, value: $(B)}], envFrom: [{configMapRef: {name: first}}]}                   | literal $(B)
            """)
    void aVariableThatIsAnotherHasItsSource(String container, String source) {
        assertThat(source("URL", container)).isEqualTo(source);
    }

    @Test
    void aPrefixBelongsToTheName() {
        assertThat(source("ML_URL", "envFrom: [{configMapRef: {name: first}, prefix: ML_}]"))
                .isEqualTo("ConfigMap first URL");
    }

    @Test
    void aLongChainEndsAsALiteral() {
        StringBuilder env = new StringBuilder("env: [{name: V0, value: x}");
        for (int i = 1; i < 5_000; i++) {
            env.append(", {name: V%d, value: $(V%d)}".formatted(i, i - 1));
        }
        assertThat(source("V10", env + "]")).isEqualTo("literal x");
        assertThat(source("V4999", env + "]")).isEqualTo("literal $(V4978)");
    }

    private static String source(String variable, String container) {
        JsonNode json = Serialization.unmarshal("---\n" + container, JsonNode.class);
        return switch (new SettingSources(SettingSourcesTest::look).of(variable, new Container(json, false))) {
            case Literal literal -> "literal " + literal.value();
            case SettingSource.Pod pod -> "pod";
            case Key key -> {
                TemplateReference reference = key.reference();
                assertThat(reference.place()).isEqualTo("env %s of ".formatted(variable));
                yield "%s %s".formatted(reference.object(), reference.key());
            }
            case SettingSource.Unseen unseen -> "unseen";
            case SettingSource.Broken broken -> "broken";
            case SettingSource.None none -> "none";
        };
    }

    private static Presence look(TemplateReference reference) {
        if (reference.name().equals("hidden")) {
            return new NotSeen(Judgement.unknown(Reason.Forbidden, "hidden"));
        }
        Set<String> keys = OBJECTS.get(reference.name());
        if (keys == null) {
            return new ObjectAbsent();
        }
        ReferencedObject object =
                new ReferencedObject(keys, Set.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
        return keys.contains(reference.key()) ? new Present(object) : new KeyAbsent(object);
    }
}
