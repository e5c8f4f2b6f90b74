package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.LoadBalancerWorld.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadBalancerGatewayTest {
    private static final String GATEWAY = """
            metadata: {name: edge, namespace: ml, generation: 3}
            spec:
              gatewayClassName: cloud
              listeners:
              - {name: https, port: 443, protocol: HTTPS, hostname: '*.example.com'}
              - {name: http, port: 80, protocol: HTTP}
            status:
              addresses: [{type: IPAddress, value: 203.0.113.9}]
              conditions:
              - {type: Accepted, status: 'True', reason: Accepted, observedGeneration: 3}
              - {type: Programmed, status: 'True', reason: Programmed, observedGeneration: 3}
              listeners:
              - name: https
                conditions:
                - {type: Accepted, status: 'True', reason: Accepted, observedGeneration: 3}
                - {type: ResolvedRefs, status: 'True', reason: ResolvedRefs, observedGeneration: 3}
                - {type: Programmed, status: 'True', reason: Programmed, observedGeneration: 3}
              - name: http
                conditions:
                - {type: Accepted, status: 'True', reason: Accepted, observedGeneration: 3}
                - {type: ResolvedRefs, status: 'True', reason: ResolvedRefs, observedGeneration: 3}
                - {type: Programmed, status: 'True', reason: Programmed, observedGeneration: 3}
            """;

    private static final String CLASS = """
            metadata: {name: cloud, generation: 1}
            status: {conditions: [{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 1}]}
            """;

    private static final String ITEM = """
            identifier: {gateway: {name: edge}}
            rules: [{port: 443, host: '*.example.com'}]
            """;

    private static FakeFacts with(String gateway) {
        return new FakeFacts().with(ResourceKind.GATEWAY, gateway).with(ResourceKind.GATEWAY_CLASS, CLASS);
    }

    /** Changes the n-th condition of that type, counted from 0: the Gateway's own, then its listeners'. */
    private static String condition(String type, int nth, String to) {
        String mark = "- {type: " + type + ",";
        int at = -1;
        for (int i = 0; i <= nth; i++) {
            at = GATEWAY.indexOf(mark, at + 1);
        }
        int end = GATEWAY.indexOf('\n', at);
        return GATEWAY.substring(0, at) + "- {type: " + type + ", " + to + "}" + GATEWAY.substring(end);
    }

    @Test
    void aGatewayWithTheListenerPasses() {
        assertPass(judge(ITEM, with(GATEWAY)), "Gateway edge: as expected");
    }

    @Test
    void withoutRulesTheGatewayAndAllItsListenersAreJudged() {
        String item = "identifier: {gateway: {name: edge}}";
        assertPass(judge(item, with(GATEWAY)), "Gateway edge: as expected");
        assertFail(
                judge(
                        item,
                        with(condition(
                                "ResolvedRefs",
                                1,
                                "status: 'False', reason: InvalidCertificateRef, observedGeneration: 3"))),
                Reason.RefsNotResolved,
                "Gateway edge listener http: ResolvedRefs is False (InvalidCertificateRef); see its conditions");
    }

    @ParameterizedTest
    @CsvSource({
        "443, '*.example.com'",
        "443, ml.example.com",
        "443, ML.example.com",
        "443, a.b.example.com", // several labels
        "443, '*.b.example.com'",
        "80, ml.example.com", // a listener for every host
        "80, '*.org'",
        "80, ",
    })
    void aListenerCarriesHostsThatItCovers(int port, String host) {
        assertPass(judge(rule(port, host), with(GATEWAY)), "Gateway edge: as expected");
    }

    @ParameterizedTest
    @CsvSource({
        "443, example.com, example.com:443",
        "443, ml.example.org, ml.example.org:443",
        "443, '*.com', *.com:443",
        "443, badexample.com, badexample.com:443",
        "443, , *:443",
        "8443, ml.example.com, ml.example.com:8443",
    })
    void aListenerCarriesNoOther(int port, String host, String shown) {
        assertFail(
                judge(rule(port, host), with(GATEWAY)),
                Reason.RuleMissing,
                "Gateway edge: no rule %s; 2 rules present".formatted(shown));
    }

    private static String rule(int port, String host) {
        return "{identifier: {gateway: {name: edge}}, rules: [{port: %d%s}]}"
                .formatted(port, host == null ? "" : ", host: '" + host + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "Accepted, NotAccepted, Invalid",
        "Programmed, NotProgrammed, AddressNotUsable",
    })
    void aConditionThatIsFalseFails(String type, Reason reason, String word) {
        assertFail(
                judge(
                        ITEM,
                        with(condition(type, 0, "status: 'False', reason: %s, observedGeneration: 3".formatted(word)))),
                reason,
                "Gateway edge: %s is False (%s); see its conditions".formatted(type, word));
    }

    @ParameterizedTest
    @CsvSource({
        "Accepted, 1, NotAccepted, PortUnavailable",
        "ResolvedRefs, 0, RefsNotResolved, InvalidCertificateRef",
        "Programmed, 1, NotProgrammed, Invalid",
    })
    void aConditionOfTheListenerThatIsFalseFails(String type, int nth, Reason reason, String word) {
        assertFail(
                judge(
                        ITEM,
                        with(condition(
                                type, nth, "status: 'False', reason: %s, observedGeneration: 3".formatted(word)))),
                reason,
                "Gateway edge listener https: %s is False (%s); see its conditions".formatted(type, word));
    }

    @Test
    void aListenerThatNoRuleAsksForMayFail() {
        assertPass(
                judge(
                        ITEM,
                        with(condition("Programmed", 2, "status: 'False', reason: Invalid, observedGeneration: 3"))),
                "Gateway edge: as expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "False"})
    void aConditionOfAnOlderGenerationProvesNothing(String status) {
        assertUnknown(
                judge(
                        ITEM,
                        with(condition(
                                "Programmed", 0, "status: '%s', reason: X, observedGeneration: 2".formatted(status)))),
                Reason.StatusOutdated,
                "Gateway edge: status is for generation 2, spec is 3; its controller has not looked yet");
    }

    @Test
    void aConditionWithoutGenerationProvesNothing() {
        assertUnknown(
                judge(ITEM, with(condition("Accepted", 1, "status: 'True', reason: Accepted"))),
                Reason.StatusOutdated,
                "Gateway edge listener https: status is for generation 0, spec is 3; its controller has not looked yet");
    }

    /** What the schema of the Gateway API writes by default, before any controller has looked. */
    @Test
    void theDefaultStatusIsNotAControllersWord() {
        assertUnknown(
                judge(
                        ITEM,
                        with(condition(
                                "Accepted",
                                0,
                                "status: Unknown, reason: Pending, lastTransitionTime: '1970-01-01T00:00:00Z'"))),
                Reason.StatusOutdated,
                "Gateway edge: Accepted is Unknown (Pending); its controller has not decided yet");
    }

    @Test
    void aStatusThatIsMissingIsOutdated() {
        String bare = GATEWAY.substring(0, GATEWAY.indexOf("  conditions:"));
        assertUnknown(
                judge(ITEM, with(bare)),
                Reason.StatusOutdated,
                "Gateway edge: no Accepted condition for generation 3; its controller has not looked yet (and 2 more)");
    }

    @Test
    void aListenerWithoutStatusIsOutdated() {
        assertUnknown(
                judge(ITEM, with(GATEWAY.replace("  - name: https\n", "  - name: gone\n"))),
                Reason.StatusOutdated,
                "Gateway edge listener https: has no status; its controller has not looked yet");
    }

    @Test
    void withoutAnAddressItFails() {
        String gateway = GATEWAY.replace("  addresses: [{type: IPAddress, value: 203.0.113.9}]\n", "");
        assertFail(
                judge(ITEM, with(gateway)),
                Reason.AddressMissing,
                "Gateway edge: no address assigned; is the controller running?");
        assertPass(judge(ITEM + "address: Optional\n", with(gateway)), "Gateway edge: as expected");
    }

    @Test
    void aClassThatIsNotThereFails() {
        assertFail(
                judge(ITEM, new FakeFacts().with(ResourceKind.GATEWAY, GATEWAY)),
                Reason.ClassMissing,
                "Gateway edge: GatewayClass cloud not found; create it or correct the class");
    }

    @Test
    void aClassThatNoControllerAcceptsFails() {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.GATEWAY, GATEWAY)
                .with(
                        ResourceKind.GATEWAY_CLASS,
                        CLASS.replace(
                                "status: 'True', reason: Accepted", "status: 'False', reason: InvalidParameters"));
        assertFail(
                judge(ITEM, facts),
                Reason.NotAccepted,
                "GatewayClass cloud: Accepted is False (InvalidParameters); see its conditions");
    }

    @Test
    void aGatewayThatIsNotThereIsMissing() {
        assertFail(
                judge(ITEM, new FakeFacts()),
                Reason.ObjectMissing,
                "Gateway edge not found in ml; create it or correct the name");
    }

    @Test
    void gatewayApiThatIsNotInstalledIsUnknown() {
        assertUnknown(
                judge(
                        ITEM,
                        new FakeFacts().obstacle(ResourceKind.GATEWAY, Obstacle.notInstalled(ResourceKind.GATEWAY))),
                Reason.KindNotInstalled,
                "Gateway.gateway.networking.k8s.io is not installed in this cluster");
    }

    @Test
    void itNeedsNoCandidate() {
        assertThat(new FakeFacts().candidate()).isEmpty();
        assertPass(judge(ITEM, with(GATEWAY)), "Gateway edge: as expected");
    }
}
