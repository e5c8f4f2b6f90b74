package dev.launchgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F25")
class LenientDecoderTest {
    private static final String MESSAGE =
            "cannot be read; expected a value as in kubectl explain, saw another type or word";
    private static final String FULL = """
            apiVersion: launchgate.dev/v1alpha1
            kind: LaunchChecklist
            metadata: {name: ml-scoring, namespace: ml, generation: 4}
            spec:
              target: {kind: Deployment, name: ml-scoring}
              gate: {mode: Pause, firstLaunch: Hold, rollback: Allow, onRegression: Freeze, deadline: 72h, consecutivePasses: 2}
              interval: 1m
              timeout: 5s
              suspend: false
              items:
                - name: names
                  title: a title
                  section: Integration
                  severity: Blocking
                  phase: BeforeRelease
                  owner: dana
                  runbook: https://runbooks.example.com/dns
                  interval: 30s
                  timeout: 1s
                  dns: {names: [ml.example.com], type: A, expect: {values: [203.0.113.10], match: Exact}, resolvers: [System], agreement: All, maxTtl: 5m}
                - name: balancer
                  loadBalancer: {identifier: {ingress: {name: public}}, rules: [{host: ml.example.com, path: /, backend: {service: ml, port: 80}}], address: Required, minEndpoints: 1}
                - name: certificate
                  tls: {host: ml.example.com, port: 443, connectTo: {service: {name: ml}}, names: [a.example.com], minRemaining: 14d, minVersion: Tls12, ca: {configMap: {name: ca, key: ca.pem}}, certificate: {name: ml}}
                - name: answer
                  http: {url: 'https://ml.example.com/', method: GET, headers: {X-A: b}, auth: {bearer: {secret: {name: t, key: k}}}, expect: {status: [2xx], bodyMatches: ok}}
                - name: port
                  tcp: {targets: ['ml.example.com:443'], expect: Open}
                - name: agent
                  monitoringAgent: {agent: {daemonSet: {namespace: monitoring, name: agent}}, nodes: Used, coverage: 100%}
                - name: word
                  manual: {steps: [call support], vouched: {by: dana, at: '2026-11-20T09:00:00Z', note: n, candidate: v1}, bind: None, maxAge: 30d}
                - name: canary
                  canary: {strategy: {rollout: {name: ml}}, maxFirstStep: 10%, minObservation: 5m, analysis: Required}
            """;

    @Test
    void readsEveryField() {
        LaunchChecklistSpec spec = decode(FULL).getSpec();

        assertThat(spec.defect()).isNull();
        assertThat(spec.items())
                .hasSize(8)
                .allMatch(item -> item.defect() == null && item.selected().size() == 1);
        assertThat(spec.items().get(0).dns().expect().values()).containsExactly("203.0.113.10");
        assertThat(spec.items().get(3).http().headers()).containsEntry("X-A", "b");
        assertThat(spec.items().get(6).manual().vouched().by()).isEqualTo("dana");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # spec                                                        | path
            7                                                             |
            []                                                            |
            text                                                          |
            {target: ml-scoring}                                          | target
            {target: {name: [a]}}                                         | target.name
            {target: {name: 7}}                                           | target.name
            {target: {kind: StatefulSet, name: a}}                        | target.kind
            {target: {kind: 1, name: a}}                                  | target.kind
            {gate: {mode: Sometimes}}                                     | gate.mode
            {gate: {mode: pause}}                                         | gate.mode
            {gate: {mode: 0}}                                             | gate.mode
            {gate: {consecutivePasses: two}}                              | gate.consecutivePasses
            {gate: {consecutivePasses: '2'}}                              | gate.consecutivePasses
            {gate: {consecutivePasses: 1.9}}                              | gate.consecutivePasses
            {gate: {consecutivePasses: 99999999999}}                      | gate.consecutivePasses
            {gate: {consecutivePasses: true}}                             | gate.consecutivePasses
            {gate: []}                                                    | gate
            {interval: 60}                                                | interval
            {interval: {}}                                                | interval
            {timeout: 1.5}                                                | timeout
            {suspend: maybe}                                              | suspend
            {suspend: 'true'}                                             | suspend
            {suspend: 1}                                                  | suspend
            {items: {}}                                                   | items
            {items: word}                                                 | items
            """)
    void aSpecThatCannotBeReadSaysWhere(String spec, String path) {
        LaunchChecklistSpec decoded = spec("spec: " + spec);

        assertThat(decoded.defect()).isEqualTo(new Defect(path == null ? "" : path, MESSAGE));
        assertThat(decoded.items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # item                                                                  | path
            7                                                                       |
            [a]                                                                     |
            {name: a, severity: Fatal}                                              | severity
            {name: a, severity: 1}                                                  | severity
            {name: a, phase: Sometime}                                              | phase
            {name: a, section: 3}                                                   | section
            {name: a, title: 7}                                                     | title
            {name: a, interval: [30s]}                                              | interval
            {name: a, timeout: true}                                                | timeout
            {name: a, dns: text}                                                    | dns
            {name: a, dns: {names: ml.example.com}}                                 | dns.names
            {name: a, dns: {names: [[b]]}}                                          | dns.names[0]
            {name: a, dns: {names: [b, 7]}}                                         | dns.names[1]
            {name: a, dns: {names: [b], type: MX2}}                                 | dns.type
            {name: a, dns: {names: [b], expect: {match: Roughly}}}                  | dns.expect.match
            {name: a, tls: {host: b, port: http}}                                   | tls.port
            {name: a, tls: {host: b, port: 443.7}}                                  | tls.port
            {name: a, http: {headers: [a]}}                                         | http.headers
            {name: a, http: {headers: {a: {}}}}                                     | http.headers.a
            {name: a, http: {headers: {a: null}}}                                   | http
            {name: a, loadBalancer: {rules: [{}, {port: x}]}}                       | loadBalancer.rules[1].port
            {name: a, manual: {steps: [b], bind: Everything}}                       | manual.bind
            {name: a, manual: {steps: [b], vouched: dana}}                          | manual.vouched
            {name: a, canary: {strategy: {rollout: ml}}}                            | canary.strategy.rollout
            {name: a, canary: {maxFirstStep: 20}}                                   | canary.maxFirstStep
            """)
    void anItemThatCannotBeReadSaysWhereAndTheOthersAreRead(String item, String path) {
        LaunchChecklistSpec spec =
                spec("spec: {target: {name: t}, items: [" + item + ", {name: good, manual: {steps: [b]}}]}");

        assertThat(spec.defect()).isNull();
        ItemSpec bad = spec.items().get(0);
        assertThat(bad.defect()).isEqualTo(new Defect(path == null ? "" : path, MESSAGE));
        assertThat(bad.selected()).isEmpty();
        assertThat(bad.name()).isEqualTo(item.startsWith("{name: a") ? "a" : "");
        ItemSpec good = spec.items().get(1);
        assertThat(good.defect()).isNull();
        assertThat(good.name()).isEqualTo("good");
    }

    @Test
    void anItemThatIsNullKeepsItsPlace() {
        LaunchChecklistSpec spec = spec("spec: {items: [null, {name: b, manual: {steps: [c]}}, null]}");

        assertThat(spec.items()).hasSize(3);
        assertThat(spec.items().get(0).defect()).isEqualTo(new Defect("", "is null; fill it in or remove it"));
        assertThat(spec.items().get(1).defect()).isNull();
        assertThat(spec.items().get(2).defect()).isEqualTo(new Defect("", "is null; fill it in or remove it"));
    }

    @Test
    void nullsElsewhereAreFieldsLeftOut() {
        LaunchChecklistSpec spec = spec("""
                spec:
                  target: {kind: null, name: null}
                  gate: {mode: null, firstLaunch: null, rollback: null, onRegression: null, deadline: null, consecutivePasses: null}
                  interval: null
                  timeout: null
                  suspend: null
                  items:
                    - {name: null, severity: null, dns: {names: [null, a.example.com], type: null, resolvers: null, agreement: null}}
                    - {name: b, manual: {steps: [null, c], bind: null, maxAge: null, vouched: {by: null, at: null}}}
                    - {name: c, canary: {strategy: null, maxFirstStep: null, minObservation: null, analysis: null}}
                """);

        assertThat(spec.defect()).isNull();
        assertThat(spec.target()).isEqualTo(new Target(TargetKind.Deployment, ""));
        assertThat(spec.gate()).isEqualTo(GateSpec.DEFAULT);
        assertThat(spec.interval()).isEqualTo("1m");
        assertThat(spec.timeout()).isEqualTo("5s");
        assertThat(spec.suspend()).isFalse();
        assertThat(spec.items()).allMatch(item -> item.defect() == null);
        assertThat(spec.items().get(0).severity()).isEqualTo(Severity.Blocking);
        assertThat(spec.items().get(0).dns().names()).containsExactly("a.example.com");
        assertThat(spec.items().get(0).dns().resolvers()).containsExactly("System");
        assertThat(spec.items().get(1).manual().steps()).containsExactly("c");
        assertThat(spec.items().get(1).manual().bind()).isEqualTo(Binding.None);
        assertThat(spec.items().get(2).canary().analysis()).isEqualTo(Requirement.Required);
    }

    @Test
    @Tag("N16")
    void unknownFieldsAreIgnored() {
        LaunchChecklist decoded = decode("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: a, later: {b: c}}
                later: {b: c}
                spec:
                  later: [1]
                  target: {name: t, later: true}
                  gate: {later: {}}
                  items: [{name: a, later: {}, manual: {steps: [b], later: 1, vouched: {by: c, at: d, later: 2}}}]
                status: {later: x, observedGeneration: 3}
                """);

        assertThat(decoded.getSpec().defect()).isNull();
        assertThat(decoded.getSpec().items().getFirst().defect()).isNull();
        assertThat(decoded.getSpec().items().getFirst().manual().vouched().by()).isEqualTo("c");
        assertThat(decoded.getStatus().observedGeneration()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{spec: null}", "{spec: null, status: null}"})
    void aSpecMayBeMissing(String checklist) {
        assertThat(decode("---\n" + checklist).getSpec()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "{observedGeneration: many}",
                "{items: {}}",
                "{items: [7]}",
                "{gate: {promoted: x}}",
                "{conditions: [[]]}",
                "{history: [{at: {}}]}"
            })
    void aStatusThatCannotBeReadIsWrittenAnew(String status) {
        LaunchChecklist decoded = decode("---\n{spec: {target: {name: t}}, status: " + status + "}");

        assertThat(decoded.getStatus()).isEqualTo(LaunchChecklistStatus.EMPTY);
        assertThat(decoded.getSpec().defect()).isNull();
    }

    @Test
    void wordsOfALaterVersionInTheStatusAreRead() {
        LaunchChecklistStatus status = decode("""
                status:
                  observedGeneration: 4
                  gate: {state: Levitating, since: now, message: m}
                  items: [{name: a, verdict: Splendid, reason: Later}]
                """).getStatus();

        assertThat(status.gate().state()).isEqualTo("Levitating");
        assertThat(status.items().getFirst().verdict()).isEqualTo("Splendid");
    }

    @Test
    void oneBadChecklistDoesNotHideTheOthersOfAList() {
        Checklists list = Serialization.unmarshal(
                "---\n{items: [{metadata: {name: a}, spec: 7}, {metadata: {name: b}, spec: {target: {name: t}}}]}",
                Checklists.class);

        assertThat(list.getItems()).hasSize(2);
        assertThat(list.getItems().get(0).getSpec().defect()).isNotNull();
        assertThat(list.getItems().get(1).getSpec().defect()).isNull();
    }

    @Test
    void aDefectIsNeverWritten() {
        String json = Serialization.asJson(spec("spec: {items: [7, {name: a, severity: Fatal}]}"));

        assertThat(json).doesNotContain("defect").doesNotContain("cannot be read");
        assertThat(Serialization.asJson(spec("spec: 7"))).doesNotContain("defect");
    }

    /** Every value of a whole checklist, replaced by every kind of wrong one: never throws, and is refused with a path or ignored. */
    @Test
    void nothingThatIsStoredThrows() {
        ObjectNode whole = Serialization.unmarshal(FULL, ObjectNode.class);
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> wrong = List.of(
                json.nullNode(),
                json.textNode("nonsense"),
                json.textNode(""),
                json.numberNode(1e300),
                json.numberNode(-1),
                json.booleanNode(true),
                json.arrayNode(),
                json.arrayNode().addNull(),
                json.objectNode(),
                json.objectNode().putNull("name"));
        List<String> pointers = new ArrayList<>();
        pointers(whole.path("spec"), "/spec", pointers);

        for (String pointer : pointers) {
            for (JsonNode value : wrong) {
                ObjectNode changed = whole.deepCopy();
                int last = pointer.lastIndexOf('/');
                JsonNode parent = changed.at(pointer.substring(0, last));
                String step = pointer.substring(last + 1);
                if (parent instanceof ObjectNode object) {
                    object.set(step, value);
                } else {
                    ((ArrayNode) parent).set(Integer.parseInt(step), value);
                }
                assertThatCode(() -> Serialization.unmarshal(changed.toString(), LaunchChecklist.class))
                        .as("%s = %s", pointer, value)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(pointers).hasSizeGreaterThan(100);
    }

    @Test
    void deepAndWideInputIsRead() {
        String deep = "[".repeat(500) + "]".repeat(500);

        assertThat(spec("spec: {items: [{name: a, later: %s, dns: %s}]}".formatted(deep, deep))
                        .items()
                        .getFirst()
                        .defect())
                .isEqualTo(new Defect("dns", MESSAGE));
    }

    @Test
    void randomTextNeverThrows() {
        long seed = Long.getLong("launchgate.seed", 25);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String[] words = {
            "name", "items", "dns", "gate", "mode", "Pause", "7", "true", "null", "steps", "manual", "[]", "{}"
        };
        for (int n = 0; n < 2_000; n++) {
            String flow = value(random, words, 0);
            assertThatCode(() -> decode("---\n{spec: " + flow + "}"))
                    .as("seed %d: %s", seed, flow)
                    .doesNotThrowAnyException();
        }
    }

    private static String value(RandomGenerator random, String[] words, int depth) {
        int size = depth > 4 ? 0 : random.nextInt(4);
        StringBuilder text = new StringBuilder();
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < size; i++) {
                    text.append(value(random, words, depth + 1)).append(", ");
                }
                return "[" + text + "]";
            }
            case 1 -> {
                for (int i = 0; i < size; i++) {
                    text.append('"')
                            .append(words[random.nextInt(words.length)])
                            .append(i == 0 ? "" : Integer.toString(i))
                            .append("\": ")
                            .append(value(random, words, depth + 1))
                            .append(", ");
                }
                return "{" + text + "}";
            }
            default -> {
                return words[random.nextInt(words.length)];
            }
        }
    }

    private static void pointers(JsonNode node, String pointer, List<String> into) {
        into.add(pointer);
        if (node.isObject()) {
            node.properties().forEach(entry -> pointers(entry.getValue(), pointer + "/" + entry.getKey(), into));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers(node.get(i), pointer + "/" + i, into);
        }
    }

    private static LaunchChecklistSpec spec(String yaml) {
        return decode(yaml).getSpec();
    }

    private static LaunchChecklist decode(String yaml) {
        return Serialization.unmarshal(yaml, LaunchChecklist.class);
    }

    /** A list as the API server answers it. */
    static class Checklists extends DefaultKubernetesResourceList<LaunchChecklist> {
        private static final long serialVersionUID = 1L;
    }
}
