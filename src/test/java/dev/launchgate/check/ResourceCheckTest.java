package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.ResourceParams;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceCheckTest {
    static final ResourceKind POLICY =
            new ResourceKind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true);
    static final ResourceKind CLASS = new ResourceKind("storage.k8s.io", "v1", "StorageClass", "storageclasses", false);

    private static final String NAMED = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            name: ml-scoring
            message: Write an ingress policy for ml-scoring
            expression: >-
            """;
    private static final String SELECTED = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            selector: {matchLabels: {app: ml-scoring}}
            match: %s
            message: Write an ingress policy for ml-scoring
            expression: >-
            """;
    private static final String INGRESS = "object.spec.policyTypes.exists(t, t == \"Ingress\")";

    private static String policy(String name, String types) {
        return """
                metadata:
                  name: %s
                  namespace: ml
                  labels: {app: ml-scoring}
                  annotations: {launchgate.dev/held-by: "held by 1 item", team: ml}
                spec: {policyTypes: %s, replicas: 3, ratio: 0.5, nothing: null, secret: hunter2}
                """.formatted(name, types);
    }

    private static FakeFacts world() {
        return new FakeFacts().serving(POLICY).with(ResourceKind.DEPLOYMENT, """
                metadata: {name: ml-scoring, namespace: ml, annotations: {launchgate.dev/gate-state: Held}}
                spec: {replicas: 2}
                """);
    }

    private static FakeFacts one(String types) {
        return world().with(POLICY, policy("ml-scoring", types));
    }

    private static ResourceParams params(String yaml, String expression) {
        return Serialization.unmarshal("---\n" + yaml + "  " + expression + "\n", ResourceParams.class);
    }

    private static Judgement named(String expression, Facts facts) {
        return new ResourceCheck().judge(params(NAMED, expression), facts);
    }

    private static Judgement selected(String match, String expression, Facts facts) {
        return new ResourceCheck().judge(params(SELECTED.formatted(match), expression), facts);
    }

    @Test
    void aTrueExpressionPasses() {
        assertPass(
                named(INGRESS + " && object.metadata.namespace == target.metadata.namespace", one("[Ingress]")),
                "NetworkPolicy ml-scoring: as expected");
    }

    @Test
    void aFalseOneFailsWithTheNextStep() {
        assertFail(
                named(INGRESS, one("[Egress]")),
                Reason.ExpressionFalse,
                "NetworkPolicy ml-scoring: Write an ingress policy for ml-scoring");
    }

    @Test
    void withoutMessageTheExpressionIsShown() {
        ResourceParams params = params(NAMED.replace("message: Write an ingress policy for ml-scoring\n", ""), INGRESS);
        assertFail(
                new ResourceCheck().judge(params, one("[Egress]")),
                Reason.ExpressionFalse,
                "NetworkPolicy ml-scoring: expected object.spec.policyTypes.exists(t, t == \"Ingress\")");
    }

    @Test
    void anAbsentObjectIsMissing() {
        assertFail(
                named(INGRESS, world()),
                Reason.ObjectMissing,
                "NetworkPolicy ml-scoring not found in ml; create it or correct the name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            has(object.spec.policyTypes)                                        ~ true
            has(object.spec.other)                                              ~ false
            !has(object.spec.other) || object.spec.other == 1               ~ true
            object.spec.replicas == 3                                           ~ true
            object.spec.replicas == 3.0                                         ~ true
            object.spec.replicas > 2.5                                          ~ true
            object.spec.ratio < 1                                               ~ true
            object.spec.nothing == null                                         ~ true
            object.spec == {'a': 1}                                             ~ false
            object.spec == object.spec                                          ~ true
            object.spec.policyTypes == ['Ingress', 'Egress']                    ~ true
            object.spec.policyTypes.all(t, t.endsWith('gress'))                 ~ true
            object.spec.policyTypes.map(t, t.lowerAscii()) == ['ingress', 'egress'] ~ true
            object.spec.policyTypes.filter(t, t.contains('In')).size() == 1     ~ true
            object.spec.policyTypes.exists_one(t, t != 'Ingress')               ~ true
            'Egress' in object.spec.policyTypes && !('x' in object.metadata.labels) ~ true
            object.metadata.labels['app'].matches('^ml-[a-z]+$')                ~ true
            object.metadata.labels.all(k, k == 'app')                           ~ true
            object.kind == 'NetworkPolicy' && object.apiVersion == 'networking.k8s.io/v1' ~ true
            target.kind == 'Deployment' && target.spec.replicas == 2            ~ true
            object.spec.other == 1 || true                                  ~ true
            duration('1h') > duration('59m')                                    ~ true
            timestamp('2026-01-01T00:00:00Z') < timestamp('2026-01-02T00:00:00Z') ~ true
            """, quoteCharacter = '`')
    void standardExpressionsWork(String expression, boolean satisfied) {
        Judgement judgement = named(expression, one("[Ingress, Egress]"));
        assertThat(judgement.verdict()).as(judgement.message()).isEqualTo(satisfied ? Verdict.Pass : Verdict.Fail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            object.spec.other == 1                    ~ object.spec.other is not there; ask has() first
            object.spec.other.deep == 1               ~ object.spec.other is not there; ask has() first
            object.spec.secret.deep == 1              ~ object.spec.secret.deep is not there; ask has() first
            object.metadata.labels['x'] == 'y'        ~ object.metadata.labels["x"] is not there; ask has() first
            object.metadata.labels[object.spec.secret] == 'y' ~ object.metadata.labels[object.spec.secret] is not there; ask has() first
            object.spec.policyTypes[7] == 'x'         ~ object.spec.policyTypes[7] is not there; ask size() first
            object.spec.policyTypes.exists(t, t.x)    ~ t.x is not there; ask has() first
            object.spec.secret > 1                    ~ object.spec.secret: of a type that does not fit here; convert it, or ask type() first
            object.spec.replicas + object.spec.secret == 1 ~ object.spec.replicas, object.spec.secret: of a type that does not fit here; convert it, or ask type() first
            int(object.spec.secret) == 1              ~ object.spec.secret: not of the format that is wanted here
            timestamp(object.spec.secret) == timestamp('2026-01-01T00:00:00Z') ~ object.spec.secret: not of the format that is wanted here
            object.spec.secret.matches('(')           ~ object.spec.secret: not of the format that is wanted here
            object.spec.replicas / 0 == 1             ~ object.spec.replicas: division by zero
            object.spec.replicas * 9223372036854775807 == 1 ~ object.spec.replicas: the number is out of range
            object.spec.replicas                      ~ the expression gives neither true nor false
            {'a': 1, object.spec.secret: 2, 'hunter2': 3}.size() == 3 ~ position 42: the same key twice
            """)
    void whatCannotBeEvaluatedNamesTheFieldAndNoValue(String expression, String fault) {
        Judgement judgement = named(expression, one("[Ingress]"));
        assertUnknown(judgement, Reason.ExpressionError, "NetworkPolicy ml-scoring: " + fault);
    }

    @Test
    void ofSeveralObjectsAllMustSatisfyIt() {
        FakeFacts facts = world().with(POLICY, policy("a", "[Ingress]"))
                .with(POLICY, policy("b", "[Egress]"))
                .with(POLICY, policy("c", "[Egress]"));
        assertFail(
                selected("All", INGRESS, facts),
                Reason.ExpressionFalse,
                "NetworkPolicy b: Write an ingress policy for ml-scoring (and 1 more)");
        assertPass(
                selected("All", "has(object.spec)", facts), "3 NetworkPolicy objects with app=ml-scoring: as expected");
    }

    @Test
    void anyOneIsEnoughEvenBesideOnesThatCannotBeEvaluated() {
        FakeFacts facts = world().with(POLICY, policy("a", "[Egress]")).with(POLICY, policy("b", "7"));
        assertUnknown(
                selected("Any", INGRESS, facts),
                Reason.ExpressionError,
                "NetworkPolicy b: object.spec.policyTypes: of a type that does not fit here; convert it, or ask type() first");
        facts.with(POLICY, policy("c", "[Ingress]"));
        assertPass(selected("Any", INGRESS, facts), "3 NetworkPolicy objects with app=ml-scoring: as expected");
        assertFail(
                selected("Any", "object.spec.replicas == 0", facts),
                Reason.ExpressionFalse,
                "none of 3 NetworkPolicy objects with app=ml-scoring: Write an ingress policy for ml-scoring");
    }

    @Test
    void noneMeansThatNoSuchObjectMayExist() {
        FakeFacts facts = world().with(POLICY, policy("a", "[Ingress]")).with(POLICY, policy("b", "[Egress]"));
        assertFail(
                selected("None", INGRESS, facts),
                Reason.ObjectsForbidden,
                "1 NetworkPolicy object matches: a; Write an ingress policy for ml-scoring");
        assertFail(
                selected("None", "true", facts),
                Reason.ObjectsForbidden,
                "2 NetworkPolicy objects match: a, b; Write an ingress policy for ml-scoring");
        assertPass(
                selected("None", "object.spec.replicas == 0", facts),
                "2 NetworkPolicy objects with app=ml-scoring: as expected");
        assertUnknown(
                selected("None", "object.spec.other == 0", facts),
                Reason.ExpressionError,
                "NetworkPolicy a: object.spec.other is not there; ask has() first (and 1 more)");
    }

    @Test
    void noObjectPassesOnlyWhereNoneIsWanted() {
        assertFail(
                selected("All", INGRESS, world()),
                Reason.NoObjects,
                "no NetworkPolicy in ml has labels app=ml-scoring; create it or correct the selector");
        assertFail(
                selected("Any", INGRESS, world()),
                Reason.NoObjects,
                "no NetworkPolicy in ml has labels app=ml-scoring; create it or correct the selector");
        assertPass(selected("None", INGRESS, world()), "0 NetworkPolicy objects with app=ml-scoring: as expected");
    }

    @Test
    void aKindThatCannotBeReadIsUnknown() {
        assertUnknown(
                named(INGRESS, new FakeFacts()),
                Reason.KindNotInstalled,
                "NetworkPolicy of networking.k8s.io/v1 is not installed in this cluster");
        assertUnknown(
                named(INGRESS, one("[Ingress]").obstacle(POLICY, Obstacle.forbidden(POLICY, ""))),
                Reason.Forbidden,
                "may not list networkpolicies.networking.k8s.io; the operator's role lacks apiGroups"
                        + " [\"networking.k8s.io\"] resources [networkpolicies] verbs [get, list, watch]");
        assertUnknown(
                selected("None", INGRESS, one("[Ingress]").obstacle(POLICY, Obstacle.notInstalled(POLICY))),
                Reason.KindNotInstalled,
                "NetworkPolicy.networking.k8s.io is not installed in this cluster");
        assertThat(named(
                        INGRESS,
                        new FakeFacts()
                                .kind(
                                        POLICY.apiVersion(),
                                        POLICY.kind(),
                                        new Lookup.Unreadable(Obstacle.notDiscovered(POLICY.apiVersion())))))
                .isEqualTo(
                        Judgement.pending(Reason.NotMeasuredYet, "the kinds of networking.k8s.io/v1 are not read yet"));
    }

    @Test
    void anotherNamespaceMustBeShared() {
        String yaml = NAMED.replace("name: ml-scoring\n", "name: ml-scoring\nnamespace: infra\n");
        FakeFacts facts =
                world().with(POLICY, policy("ml-scoring", "[Ingress]").replace("namespace: ml", "namespace: infra"));
        assertPass(new ResourceCheck().judge(params(yaml, INGRESS), facts), "NetworkPolicy ml-scoring: as expected");
        assertUnknown(
                new ResourceCheck().judge(params(yaml, INGRESS), facts.unshared("infra")),
                Reason.NamespaceNotShared,
                "namespace infra is not shared; the administrator can add it to launchgate.references.shared-namespaces");
    }

    @Test
    void aKindWithoutNamespaceNeedsNone() {
        String yaml = """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                selector: {matchLabels: {tier: fast}}
                expression: >-
                """;
        FakeFacts facts = new FakeFacts().serving(CLASS);
        assertFail(
                new ResourceCheck().judge(params(yaml, "true"), facts),
                Reason.NoObjects,
                "no StorageClass has labels tier=fast; create it or correct the selector");
        facts.with(CLASS, "---\n{metadata: {name: ssd, labels: {tier: fast}}, provisioner: a}");
        assertPass(
                new ResourceCheck().judge(params(yaml, "object.provisioner == 'a'"), facts),
                "1 StorageClass object with tier=fast: as expected");
    }

    @Test
    void theTargetIsReadOnlyWhereItIsMentioned() {
        FakeFacts facts = one("[Ingress]").target(TargetKind.Rollout, "gone");
        assertPass(named(INGRESS, facts), "NetworkPolicy ml-scoring: as expected");
        assertFail(
                named("target.spec.replicas == 2", facts),
                Reason.ObjectMissing,
                "Rollout gone not found in ml; create it or correct the name");
    }

    @Test
    void whatTheGateItselfWritesIsNotSeen() {
        assertFail(
                named(
                        "has(target.metadata.annotations) && 'launchgate.dev/gate-state' in target.metadata.annotations",
                        one("[Ingress]")),
                Reason.ExpressionFalse,
                "NetworkPolicy ml-scoring: Write an ingress policy for ml-scoring");
        assertPass(
                named("object.metadata.annotations == {'team': 'ml'}", one("[Ingress]")),
                "NetworkPolicy ml-scoring: as expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.n.all(a, object.n.all(b, object.n.all(c, true)))",
                "object.n.all(a, object.n.all(b, object.n.all(c, true))) || true",
                "true || object.n.all(a, object.n.all(b, object.n.all(c, true)))",
                "[object.n].map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]) == [object.n].map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x]).map(x,[x,x])",
                "[object.t].map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).size() == 1",
                "[object.n].map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).size() == 1",
                "[bytes(object.t)].map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).map(x,x+x).size() == 1",
                "object.t.matches('((((a{1000}){1000}){1000}){1000})')",
                "(object.t + object.t).contains(object.t + 'b')",
                "object.n.all(x, object.n.exists(y, [object.n] == [object.n]))",
                "object.n.all(x, object.t + 'a' == object.t + 'b' || true)",
                "object.n.all(x, object.m == object.m)",
            })
    void aCostBombIsStopped(String expression) {
        StringBuilder numbers = new StringBuilder("0");
        StringBuilder members = new StringBuilder("k0: 0");
        IntStream.range(1, 2000).forEach(i -> {
            numbers.append(", ").append(i);
            members.append(", k").append(i).append(": ").append(i);
        });
        FakeFacts facts = world().with(
                        POLICY,
                        "metadata: {name: ml-scoring, namespace: ml}\nn: [%s]\nm: {%s}\nt: %s"
                                .formatted(numbers, members, "a".repeat(300_000)));
        long began = System.nanoTime();
        Judgement judgement = named(expression, facts);
        if (expression.startsWith("true ||")) {
            assertThat(judgement.verdict()).isEqualTo(Verdict.Pass);
        } else {
            assertUnknown(
                    judgement,
                    Reason.ExpressionTooExpensive,
                    "the expression takes more than 1000000 steps on 1 object; make it simpler");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aThousandObjectsAreWithinTheBudget() {
        FakeFacts facts = world();
        IntStream.range(0, 1000).forEach(i -> facts.with(POLICY, policy("p" + i, "[Ingress, Egress]")));
        String expression = INGRESS
                + " && has(object.spec.replicas) && object.spec.replicas >= 1 && object.metadata.labels['app'] == 'ml-scoring'";
        assertPass(selected("All", expression, facts), "1000 NetworkPolicy objects with app=ml-scoring: as expected");
        assertUnknown(
                selected(
                        "All",
                        "[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, [0,1,2,3,4,5,6,7,8,9].all(c, a + b + c >= 0)))",
                        facts),
                Reason.ExpressionTooExpensive,
                "the expression takes more than 1000000 steps on 1000 objects; make it simpler, or select fewer objects");
    }
}
