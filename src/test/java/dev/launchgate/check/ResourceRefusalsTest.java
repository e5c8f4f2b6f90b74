package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceRefusalsTest {
    private static final ResourceCheck CHECK = new ResourceCheck();
    private static final String KIND = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n";
    private static final String ITEM = KIND + "name: ml-scoring\n";

    @Test
    void acceptsEveryField() {
        assertThat(Spec.refusals(CHECK, KIND + """
                namespace: ml
                selector: {matchLabels: {app.kubernetes.io/name: ml-scoring}}
                match: All
                expression: object.spec.policyTypes.exists(t, t == "Ingress") && object.metadata.namespace == target.metadata.namespace
                message: Write an ingress policy for ml-scoring
                """)).isEmpty();
        assertThat(Spec.refusals(CHECK, """
                apiVersion: v1
                kind: ConfigMap
                name: system:node.a
                expression: |
                  has(object.data) &&
                  'a' in object.data
                """)).isEmpty();
    }

    static Stream<Arguments> refusals() {
        String labels = "selector: {matchLabels: {%s}}\nexpression: 'true'";
        String eleven = "a: b, b: b, c: b, d: b, e: b, f: b, g: b, h: b, i: b, j: b, k: b";
        return Stream.of(
                arguments(
                        "apiVersion: v1\nkind: Secret\nname: a\nexpression: 'true'",
                        "kind: may not be read through an item"),
                arguments(
                        "apiVersion: v1\nkind: Pod/log\nname: a\nexpression: 'true'",
                        "kind: must be a kind, such as NetworkPolicy; subresources may not be read through an item"),
                arguments(
                        "apiVersion: launchgate.dev/v1alpha1\nkind: LaunchChecklist\nname: a\nexpression: 'true'",
                        "apiVersion: may not be read through an item: checklists would wait for one another"),
                arguments(
                        "apiVersion: apps/v1/scale\nkind: Deployment\nname: a\nexpression: 'true'",
                        "apiVersion: must be a group and version, such as apps/v1 or v1"),
                arguments(
                        "kind: Deployment\nname: a\nexpression: 'true'",
                        "apiVersion: must be a group and version, such as apps/v1 or v1"),
                arguments(KIND + "expression: 'true'", ": exactly one of name, selector must be set"),
                arguments(
                        ITEM + "selector: {matchLabels: {a: b}}\nexpression: 'true'",
                        ": exactly one of name, selector must be set"),
                arguments(ITEM + "match: None\nexpression: 'true'", "match: only for selector"),
                arguments(ITEM + "namespace: ML\nexpression: 'true'", "namespace: must be the name of a namespace"),
                arguments(KIND + "name: a/../secrets\nexpression: 'true'", "name: must be the name of an object"),
                arguments(KIND + labels.formatted(""), "selector.matchLabels: 1 to 10 elements, saw 0"),
                arguments(KIND + labels.formatted(eleven), "selector.matchLabels: 1 to 10 elements, saw 11"),
                arguments(
                        KIND + labels.formatted("'a b': c"),
                        "selector.matchLabels: must be labels: a key and a value of at most 63 letters, digits, dots, dashes, underscores"),
                arguments(
                        ITEM + "expression: 'true'\nmessage: \"a\\nb\"",
                        "message: must be 1 to 300 characters without control characters"),
                arguments(ITEM, "expression: must be 1 to 2000 characters"),
                arguments(ITEM + "expression: " + "a".repeat(2001), "expression: must be 1 to 2000 characters"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithPathAndMessage(String spec, String refusal) {
        assertThat(Spec.refusals(CHECK, spec))
                .containsExactly(refusal.startsWith(": ") ? refusal.substring(1) : refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            object ==                    ~ does not compile at line 1, column 10: mismatched input '<EOF>' expecting
            other.spec == 1              ~ does not compile at line 1, column 1: undeclared reference to 'other'
            now() > timestamp('')        ~ does not compile at line 1, column 4: undeclared reference to 'now'
            object.?spec == 1            ~ does not compile at line 1, column 7: unsupported syntax '.?'
            1 == 'a'                     ~ does not compile at line 1, column 3: found no matching overload for '_==_' applied to '(int, string)'
            'a'.replace('a', 'b') == 'b' ~ does not compile at line 1, column 12: undeclared reference to 'replace'
            size(object)                 ~ must give true or false, gives int
            'true'                       ~ must give true or false, gives string
            """)
    void refusesExpressionsWithTheirPosition(String expression, String fault) {
        String yaml = ITEM + "expression: \"" + expression.replace("\"", "\\\"") + "\"";
        assertThat(Spec.refusals(CHECK, yaml)).singleElement().asString().startsWith("expression: " + fault);
    }

    static Stream<String> deep() {
        return Stream.of(
                "(".repeat(900) + "true" + ")".repeat(900),
                "[".repeat(900) + "]".repeat(900) + " == []",
                "{".repeat(1900),
                "object" + ".a".repeat(900) + " == 1",
                "object" + "[0]".repeat(600) + " == 1",
                "1" + " + 1".repeat(480) + " == 1",
                "[1]" + ".map(x, [x,x])".repeat(120) + ".size() > 0");
    }

    @ParameterizedTest
    @MethodSource("deep")
    void refusesWhatIsNestedTooDeeply(String expression) {
        assertThat(Spec.refusals(CHECK, ITEM + "expression: \"" + expression + "\""))
                .containsExactly(
                        "expression: does not compile at line 1, column 1: Expression recursion limit exceeded. limit: 50");
    }
}
