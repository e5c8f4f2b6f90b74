package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.ResilienceWorld.PASS;
import static dev.launchgate.check.ResilienceWorld.STRATEGY;
import static dev.launchgate.check.ResilienceWorld.budget;
import static dev.launchgate.check.ResilienceWorld.judge;
import static dev.launchgate.check.ResilienceWorld.sound;
import static dev.launchgate.check.ResilienceWorld.template;
import static dev.launchgate.check.ResilienceWorld.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template enforces, and where its pods really are. */
class ResilienceSpreadTest {
    private static final String HOST = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String ADD = "; add a topologySpreadConstraint with DoNotSchedule over ";

    private static String constraint(String key, String members) {
        return "topologySpreadConstraints: [{topologyKey: %s, %s}]\n".formatted(key, members);
    }

    private static String hard(String key) {
        return constraint(
                key, "maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: ml-scoring}}");
    }

    private static String antiAffinity(String term) {
        return "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{%s}]}}\n"
                .formatted(term);
    }

    private static FakeFacts with(String members) {
        return world(template(members), "replicas: 3, " + STRATEGY)
                .with(ResourceKind.POD_DISRUPTION_BUDGET, budget("web", "maxUnavailable: 1"));
    }

    static Stream<Arguments> enforcing() {
        String self = "labelSelector: {matchLabels: {app: ml-scoring}}";
        return Stream.of(
                Arguments.of("Host", hard(HOST)),
                Arguments.of("Host", hard(ZONE)),
                Arguments.of("Zone", hard(ZONE)),
                Arguments.of("None", ""),
                Arguments.of("Host", constraint(HOST, "maxSkew: 2, whenUnsatisfiable: DoNotSchedule, " + self)),
                Arguments.of(
                        "Host", constraint(HOST, "maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {}")),
                Arguments.of(
                        "Host",
                        constraint(
                                HOST,
                                "maxSkew: 1, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [pod-template-hash], "
                                        + self)),
                Arguments.of(
                        "Host",
                        constraint(
                                HOST,
                                "maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchExpressions: [{key: tier,"
                                        + " operator: In, values: [api]}]}")),
                Arguments.of("Host", antiAffinity("topologyKey: %s, %s".formatted(HOST, self))),
                Arguments.of("Zone", antiAffinity("topologyKey: %s, %s".formatted(ZONE, self))),
                Arguments.of("Host", antiAffinity("topologyKey: %s, labelSelector: {}".formatted(HOST))),
                Arguments.of(
                        "Host", antiAffinity("topologyKey: %s, %s, namespaces: [other, ml]".formatted(HOST, self))),
                Arguments.of("Host", antiAffinity("topologyKey: %s, %s, namespaceSelector: {}".formatted(HOST, self))),
                Arguments.of(
                        "Host",
                        hard(HOST)
                                + antiAffinity(
                                        "topologyKey: %s, labelSelector: {matchLabels: {app: x}}".formatted(HOST))));
    }

    @ParameterizedTest
    @MethodSource("enforcing")
    void aHardRuleForThesePodsPasses(String spread, String members) {
        assertPass(judge("{spread: %s}".formatted(spread), with(members)), PASS);
    }

    static Stream<Arguments> missing() {
        String self = "labelSelector: {matchLabels: {app: ml-scoring}}";
        String first = "topologySpreadConstraints[0] ";
        return Stream.of(
                Arguments.of("Host", "", "none"),
                Arguments.of("Zone", hard(HOST), first + "over " + HOST),
                Arguments.of(
                        "Host", hard("topology.kubernetes.io/region"), first + "over topology.kubernetes.io/region"),
                Arguments.of(
                        "Host",
                        constraint(HOST, "maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, " + self),
                        first + "that is only soft"),
                Arguments.of("Host", constraint(HOST, "maxSkew: 1, " + self), first + "that is only soft"),
                Arguments.of(
                        "Host",
                        constraint(HOST, "maxSkew: 1, whenUnsatisfiable: DoNotSchedule"),
                        first + "for other pods"),
                Arguments.of(
                        "Host",
                        constraint(
                                HOST,
                                "maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: other}}"),
                        first + "for other pods"),
                Arguments.of(
                        "Host",
                        constraint(HOST, "maxSkew: 3, whenUnsatisfiable: DoNotSchedule, " + self),
                        first + "with maxSkew 3 for 3 replicas"),
                Arguments.of(
                        "Host",
                        antiAffinity("topologyKey: %s, labelSelector: {matchLabels: {app: other}}".formatted(HOST)),
                        "podAntiAffinity for other pods"),
                Arguments.of("Host", antiAffinity("topologyKey: %s".formatted(HOST)), "podAntiAffinity for other pods"),
                Arguments.of(
                        "Host",
                        antiAffinity("topologyKey: %s, %s, namespaces: [other]".formatted(HOST, self)),
                        "podAntiAffinity for other pods"),
                Arguments.of(
                        "Host",
                        antiAffinity("topologyKey: %s, %s, namespaceSelector: {matchLabels: {team: ml}}"
                                .formatted(HOST, self)),
                        "podAntiAffinity for other pods"),
                Arguments.of(
                        "Host",
                        antiAffinity(
                                "topologyKey: %s, %s, mismatchLabelKeys: [pod-template-hash]".formatted(HOST, self)),
                        "podAntiAffinity for other pods"),
                Arguments.of(
                        "Zone",
                        antiAffinity("topologyKey: %s, %s".formatted(HOST, self)),
                        "podAntiAffinity over " + HOST),
                Arguments.of(
                        "Host",
                        "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100,"
                                + " podAffinityTerm: {topologyKey: %s, %s}}]}}\n".formatted(HOST, self),
                        "podAntiAffinity that is only preferred"),
                Arguments.of(
                        "Host",
                        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: %s, %s}]}}\n"
                                .formatted(HOST, self),
                        "none"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aSoftOrForeignRuleDoesNot(String spread, String members, String saw) {
        assertFail(
                judge("{spread: %s}".formatted(spread), with(members)),
                Reason.SpreadMissing,
                "Deployment ml-scoring: expected a rule that keeps its pods on different %s, saw %s%s%s"
                        .formatted(
                                spread.equals("Zone") ? "zones" : "nodes",
                                saw,
                                ADD,
                                spread.equals("Zone") ? ZONE : HOST));
    }

    @Test
    void everyRuleThatDoesNotCountIsNamed() {
        String members =
                "topologySpreadConstraints: [{topologyKey: %s, maxSkew: 1, whenUnsatisfiable: ScheduleAnyway}, {topologyKey: rack, maxSkew: 1}]\n"
                        .formatted(HOST);
        assertThat(judge("{}", with(members)).message())
                .contains(
                        "saw topologySpreadConstraints[0] that is only soft, topologySpreadConstraints[1] over rack;");
    }

    private static FakeFacts running(String... nodes) {
        FakeFacts facts = sound();
        for (int i = 0; i < nodes.length; i++) {
            facts.with(ResourceKind.POD, MonitoringAgentWorld.pod("ml-" + i, "rs-1", nodes[i]));
        }
        return facts;
    }

    private static String node(String name, String labels) {
        return "metadata: {name: %s, labels: {%s}}\n".formatted(name, labels);
    }

    @Test
    void podsOnOneNodeStandTogether() {
        assertFail(
                judge("{}", running("node-1", "node-1", "node-1")),
                Reason.PodsTogether,
                "Deployment ml-scoring: 3 pods on 1 node, node-1; make room elsewhere, then delete one");
        assertPass(judge("{spread: None}", running("node-1", "node-1", "node-1")), PASS);
    }

    @Test
    void podsOnTwoNodesDoNot() {
        assertPass(judge("{}", running("node-1", "node-1", "node-2")), PASS);
    }

    @Test
    void onePodOrOneWithoutNodeProvesNothing() {
        assertPass(judge("{}", running("node-1")), PASS);
        assertPass(judge("{}", running("node-1", "''")), PASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phase: Running | phase: Succeeded
            phase: Running | phase: Failed
            metadata:      | metadata: {deletionTimestamp: '2026-11-20T09:59:00Z', ownerReferences: [{uid: rs-1, controller: true}], labels: {app: ml-scoring}}
            uid: rs-1      | uid: rs-2
            """)
    void podsThatEndedOrEndOrAreOthersDoNotCount(String from, String to) {
        String other = MonitoringAgentWorld.pod("ml-9", "rs-1", "node-2");
        String changed = from.equals("metadata:")
                ? other.replaceFirst("metadata:\n", "metadata:\n  deletionTimestamp: '2026-11-20T09:59:00Z'\n")
                : other.replace(from, to);
        assertThat(judge("{}", running("node-1", "node-1").with(ResourceKind.POD, changed))
                        .reason())
                .isEqualTo(Reason.PodsTogether);
        assertPass(judge("{}", running("node-1", "node-1").with(ResourceKind.POD, other)), PASS);
    }

    /** Else the candidate that brings the rule could never go out. */
    @Test
    void podsOfTheRevisionThatIsReplacedAreNotLookedAt() {
        FakeFacts facts = sound().with(
                        ResourceKind.REPLICA_SET,
                        MonitoringAgentWorld.replicaSet(
                                "ml-0", "rs-0", "d-1", template("terminationGracePeriodSeconds: 1\n")))
                .with(ResourceKind.POD, MonitoringAgentWorld.pod("old-1", "rs-0", "node-1"))
                .with(ResourceKind.POD, MonitoringAgentWorld.pod("old-2", "rs-0", "node-1"));
        assertPass(judge("{}", facts), PASS);
    }

    private static FakeFacts zoned(String... nodes) {
        FakeFacts facts = with(hard(ZONE))
                .with(
                        ResourceKind.REPLICA_SET,
                        MonitoringAgentWorld.replicaSet("ml-2", "rs-2", "d-1", template(hard(ZONE))));
        for (String name : List.of("a-1", "a-2", "b-1")) {
            facts.with(ResourceKind.NODE, node(name, ZONE + ": zone-" + name.charAt(0)));
        }
        facts.with(ResourceKind.NODE, node("bare", "disk: ssd"));
        for (int i = 0; i < nodes.length; i++) {
            facts.with(ResourceKind.POD, MonitoringAgentWorld.pod("ml-" + i, "rs-2", nodes[i]));
        }
        return facts;
    }

    @Test
    void podsInTwoZonesPass() {
        assertPass(judge("{spread: Zone}", zoned("a-1", "b-1")), PASS);
        assertPass(judge("{spread: Zone}", zoned("a-1", "bare", "b-1")), PASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a-1,a-2       | 2 pods in 1 zone, zone-a
            a-1,a-2,bare  | 3 pods in 1 zone, zone-a (without label topology.kubernetes.io/zone: bare)
            bare,bare     | 2 pods in no known zone (without label topology.kubernetes.io/zone: bare)
            gone,a-1      | 2 pods in 1 zone, zone-a (without label topology.kubernetes.io/zone: gone)
            """)
    void podsInOneZoneStandTogether(String nodes, String where) {
        assertFail(
                judge("{spread: Zone}", zoned(nodes.split(","))),
                Reason.PodsTogether,
                "Deployment ml-scoring: %s; make room elsewhere, then delete one".formatted(where));
    }

    @Test
    void withoutTheRightToListNodesZonesAreUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.NODE, "");
        assertUnknown(
                judge("{spread: Zone}", zoned("a-1", "b-1").obstacle(ResourceKind.NODE, obstacle)),
                Reason.Forbidden,
                "may not list nodes; the operator's role lacks apiGroups [\"\"] resources [nodes] verbs [get, list,"
                        + " watch]");
        assertPass(judge("{}", zoned("a-1", "b-1").obstacle(ResourceKind.NODE, obstacle)), PASS);
        assertPass(judge("{spread: Zone}", zoned().obstacle(ResourceKind.NODE, obstacle)), PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POD", "REPLICA_SET"})
    void podsThatMayNotBeReadAreUnknown(String field) throws ReflectiveOperationException {
        ResourceKind kind = (ResourceKind) ResourceKind.class.getField(field).get(null);
        Obstacle obstacle = Obstacle.forbidden(kind, "ml");
        assertUnknown(judge("{}", sound().obstacle(kind, obstacle)), Reason.Forbidden, obstacle.message());
    }
}
