package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.CANDIDATE;
import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.LoadBalancerWorld.judge;
import static dev.launchgate.check.LoadBalancerWorld.serving;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadBalancerHttpRouteTest {
    private static final String PARENT = """
              - parentRef: {group: gateway.networking.k8s.io, kind: Gateway, name: edge}
                controllerName: example.com/edge
                conditions:
                - {type: Accepted, status: 'True', reason: Accepted, observedGeneration: 2}
                - {type: ResolvedRefs, status: 'True', reason: ResolvedRefs, observedGeneration: 2}
            """;

    private static final String ROUTE = """
            metadata: {name: public, namespace: ml, generation: 2}
            spec:
              hostnames: [ml.example.com]
              parentRefs:
              - {group: gateway.networking.k8s.io, kind: Gateway, name: edge}
              rules:
              - matches: [{path: {type: PathPrefix, value: /v1}}]
                backendRefs: [{group: '', kind: Service, name: ml-scoring, port: 80, weight: 1}]
            status:
              parents:
            """ + PARENT;

    private static final String GATEWAY = """
            metadata: {name: edge, namespace: ml, generation: 3}
            spec:
              gatewayClassName: cloud
              listeners:
              - {name: https, port: 443, protocol: HTTPS, hostname: '*.example.com'}
              - {name: tcp, port: 9000, protocol: TCP}
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
            """;

    private static final String ITEM = """
            identifier: {httpRoute: {name: public}}
            rules: [{host: ml.example.com, path: /v1, backend: {service: ml-scoring, port: http}}]
            """;

    private static FakeFacts with(String route, String... gateways) {
        FakeFacts facts = serving()
                .with(ResourceKind.HTTP_ROUTE, route)
                .with(ResourceKind.GATEWAY_CLASS, "metadata: {name: cloud}");
        List.of(gateways).forEach(gateway -> facts.with(ResourceKind.GATEWAY, gateway));
        return facts;
    }

    @Test
    void aRuleThatEveryParentAcceptedPasses() {
        assertPass(judge(ITEM, with(ROUTE, GATEWAY)), "HTTPRoute public: as expected");
    }

    private static final String MANY = """
            metadata: {name: public, namespace: ml, generation: 2}
            spec:
              hostnames: [ml.example.com, '*.svc.example.com']
              parentRefs: [{name: edge}]
              rules:
              - matches: [{path: {type: PathPrefix, value: /v1}}, {path: {type: Exact, value: /health}}]
                backendRefs: [{name: one, port: 80}]
              - matches: [{path: {type: PathPrefix, value: /v1/score}}]
                backendRefs: [{name: two, port: 80, weight: 90}, {name: twocanary, port: 80, weight: 10}, {name: twonone, port: 80, weight: 0}]
              - matches: [{path: {type: RegularExpression, value: '/re/[0-9]+'}}]
                backendRefs: [{name: three, port: 80}]
              - matches: [{path: {type: PathPrefix, value: /beta}, headers: [{name: x-beta, value: 'yes'}]}]
                backendRefs: [{name: four, port: 80}]
              - matches: [{path: {type: PathPrefix, value: /q}, queryParams: [{name: q, value: a}]}]
                backendRefs: [{name: five, port: 80}]
              - matches: [{path: {type: PathPrefix, value: /post}, method: POST}]
                backendRefs: [{name: six, port: 80}]
              - matches: [{path: {type: PathPrefix, value: /foreign}}]
                backendRefs: [{name: seven, namespace: other, port: 80}, {group: example.com, kind: Bucket, name: eight}, {group: example.com, kind: Service, name: ten}]
              - matches: [{method: GET}]
                backendRefs: [{name: nine, port: 80}]
              - backendRefs: [{name: rest, port: 80}]
              - matches: [{path: {type: PathPrefix, value: /old}}]
                filters: [{type: RequestRedirect}]
            status:
              parents:
            """ + PARENT.replace("kind: Gateway, ", "");

    @ParameterizedTest
    @CsvSource({
        "ml.example.com, /v1, one",
        "ML.example.com, /v1/x, one",
        "ml.example.com, /health, one",
        "ml.example.com, /v1/score, two",
        "ml.example.com, /v1/score, twocanary",
        "ml.example.com, /v1/scores, one",
        "ml.example.com, '/re/[0-9]+', three", // the same text means the same
        "ml.example.com, /post, six", // some method of the path
        "ml.example.com, /, nine", // no path is every path
        "ml.example.com, /, rest", // no match is every path
        "ml.example.com, /v10, rest",
        "ml.example.com, , two", // any path
        "a.b.svc.example.com, /v1, one", // a wildcard stands for several labels
        "'*.svc.example.com', /v1, one",
        "'*.a.svc.example.com', /v1, one",
    })
    void requestsTakeTheClosestRule(String host, String path, String service) {
        assertThat(reasonOf(host, path, service)).isEqualTo(Reason.BackendMissing);
    }

    @ParameterizedTest
    @CsvSource({
        "ml.example.com, /v1/score, one",
        "ml.example.com, /v1/score, twonone", // weight 0 gets nothing
        "ml.example.com, /re/7, three",
        "ml.example.com, /beta, four", // only with a header
        "ml.example.com, /q, five", // only with a parameter
        "ml.example.com, /foreign, seven", // a Service of another namespace
        "ml.example.com, /foreign, eight", // no Service
        "ml.example.com, /foreign, ten", // not that kind of Service
        "ml.example.com, /v1, rest",
        "svc.example.com, /v1, one", // the wildcard needs a label
        "other.example.com, /v1, one",
        "'*.example.com', /v1, one",
        ", /v1, one", // not for every host
    })
    void requestsTakeNoOther(String host, String path, String service) {
        assertThat(reasonOf(host, path, service)).isEqualTo(Reason.RuleMissing);
    }

    /** The Services do not exist, which is what is wrong once the rule is found. */
    private static Reason reasonOf(String host, String path, String service) {
        String item = """
                identifier: {httpRoute: {name: public}}
                rules: [{%s%s backend: {service: %s}}]
                """.formatted(
                host == null ? "" : "host: '" + host + "', ", path == null ? "" : "path: '" + path + "', ", service);
        return judge(item, with(MANY, GATEWAY)).reason();
    }

    @Test
    void theMissingRuleIsShown() {
        assertFail(
                judge(ITEM.replace("/v1,", "/v2,"), with(ROUTE, GATEWAY)),
                Reason.RuleMissing,
                "HTTPRoute public: no rule ml.example.com/v2 -> ml-scoring:http; 1 rule present");
    }

    @Test
    void portsAreTheSameByNameOrNumber() {
        assertPass(
                judge(ITEM.replace("port: http", "port: 80"), with(ROUTE, GATEWAY)), "HTTPRoute public: as expected");
        assertFail(
                judge(ITEM.replace("port: http", "port: https"), with(ROUTE, GATEWAY)),
                Reason.RuleMissing,
                "HTTPRoute public: no rule ml.example.com/v1 -> ml-scoring:https; 1 rule present");
    }

    @Test
    void aRouteWithoutHostnamesIsForEveryHostThatAListenerIsFor() {
        String route = ROUTE.replace("  hostnames: [ml.example.com]\n", "");
        assertPass(judge(ITEM, with(route, GATEWAY)), "HTTPRoute public: as expected");
        assertFail(
                judge(ITEM.replace("ml.example.com", "ml.example.org"), with(route, GATEWAY)),
                Reason.RuleMissing,
                "HTTPRoute public: no rule ml.example.org/v1 -> ml-scoring:http; no listener of its Gateways is for"
                        + " that host");
        assertFail(
                judge(ITEM.replace("host: ml.example.com, ", ""), with(route, GATEWAY)),
                Reason.RuleMissing,
                "HTTPRoute public: no rule */v1 -> ml-scoring:http; no listener of its Gateways is for that host");
    }

    @ParameterizedTest
    @CsvSource({
        "Accepted, NotAccepted, NotAllowedByListeners",
        "ResolvedRefs, RefsNotResolved, BackendNotFound",
    })
    void aConditionOfTheParentThatIsFalseFails(String type, Reason reason, String word) {
        String route = ROUTE.replace(
                "{type: %s, status: 'True', reason: %s,".formatted(type, type),
                "{type: %s, status: 'False', reason: %s,".formatted(type, word));
        assertFail(
                judge(ITEM, with(route, GATEWAY)),
                reason,
                "HTTPRoute public, parent Gateway edge: %s is False (%s); see its conditions".formatted(type, word));
    }

    @Test
    void aRouteOfWhichRulesWereDroppedIsNotAccepted() {
        String route = ROUTE
                + "    - {type: PartiallyInvalid, status: 'True', reason: UnsupportedValue, observedGeneration: 2}\n";
        assertFail(
                judge(ITEM, with(route, GATEWAY)),
                Reason.NotAccepted,
                "HTTPRoute public, parent Gateway edge: PartiallyInvalid is True (UnsupportedValue); see its conditions");
        assertPass(
                judge(
                        ITEM,
                        with(
                                route.replace(
                                        "reason: UnsupportedValue, observedGeneration: 2", "observedGeneration: 1"),
                                GATEWAY)),
                "HTTPRoute public: as expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "False"})
    void aConditionOfAnOlderGenerationProvesNothing(String status) {
        String route = ROUTE.replace(
                "{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 2}",
                "{type: Accepted, status: '%s', reason: Accepted, observedGeneration: 1}".formatted(status));
        assertUnknown(
                judge(ITEM, with(route, GATEWAY)),
                Reason.StatusOutdated,
                "HTTPRoute public, parent Gateway edge: status is for generation 1, spec is 2; its controller has not"
                        + " looked yet");
    }

    @Test
    void aParentWithoutStatusIsOutdated() {
        String route = ROUTE.substring(0, ROUTE.indexOf("status:"));
        assertUnknown(
                judge(ITEM, with(route, GATEWAY)),
                Reason.StatusOutdated,
                "HTTPRoute public, parent Gateway edge: has no status; its controller has not looked yet");
    }

    @Test
    void theWordOfAnotherListenerIsNotForThisOne() {
        String route = ROUTE.replace(
                "kind: Gateway, name: edge}\n  rules", "kind: Gateway, name: edge, sectionName: https}\n  rules");
        assertUnknown(
                judge(ITEM, with(route, GATEWAY)),
                Reason.StatusOutdated,
                "HTTPRoute public, parent Gateway edge listener https: has no status; its controller has not looked yet");
    }

    @Test
    void ofTwoParentsTheOneThatRefusesFails() {
        String route = ROUTE.replace(
                        "  rules:\n",
                        "  - {group: gateway.networking.k8s.io, kind: Gateway, name: internal}\n  rules:\n")
                + PARENT.replace("name: edge", "name: internal")
                        .replace("'True', reason: Accepted", "'False', reason: NoMatchingListenerHostname");
        String internal = GATEWAY.replace("name: edge", "name: internal");
        assertFail(
                judge(ITEM, with(route, GATEWAY, internal)),
                Reason.NotAccepted,
                "HTTPRoute public, parent Gateway internal: Accepted is False (NoMatchingListenerHostname); see its"
                        + " conditions");
    }

    @Test
    void ofTwoParentsOneListenerForTheHostIsEnough() {
        String route = ROUTE.replace(
                        "  rules:\n",
                        "  - {group: gateway.networking.k8s.io, kind: Gateway, name: internal}\n  rules:\n")
                + PARENT.replace("name: edge", "name: internal");
        String internal = GATEWAY.replace("name: edge", "name: internal").replace("*.example.com", "*.internal");
        assertPass(judge(ITEM, with(route, GATEWAY, internal)), "HTTPRoute public: as expected");
    }

    @Test
    void aListenerThatTheRouteNamesMustWork() {
        String section = ", sectionName: https}";
        String route = ROUTE.replace("name: edge}", "name: edge" + section);
        assertPass(judge(ITEM, with(route, GATEWAY)), "HTTPRoute public: as expected");
        assertFail(
                judge(
                        ITEM,
                        with(
                                route,
                                GATEWAY.replace(
                                        "ResolvedRefs, status: 'True', reason: ResolvedRefs",
                                        "ResolvedRefs, status: 'False', reason: InvalidCertificateRef"))),
                Reason.RefsNotResolved,
                "Gateway edge listener https: ResolvedRefs is False (InvalidCertificateRef); see its conditions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sectionName: http", "port: 80"})
    void aListenerThatDoesNotExistCarriesNothing(String section) {
        String route = ROUTE.replace("name: edge}", "name: edge, " + section + "}");
        assertFail(
                judge(ITEM, with(route, GATEWAY)),
                Reason.RuleMissing,
                "HTTPRoute public: no rule ml.example.com/v1 -> ml-scoring:http; no listener of its Gateways is for"
                        + " that host");
    }

    @Test
    void aRouteWithoutParentIsAcceptedByNobody() {
        String route = ROUTE.replace("  - {group: gateway.networking.k8s.io, kind: Gateway, name: edge}\n", "");
        assertFail(
                judge(ITEM, with(route, GATEWAY)),
                Reason.NotAccepted,
                "HTTPRoute public: names no parent that could accept it; set parentRefs");
    }

    @Test
    void aParentOfAMeshHasNoGatewayToLookAt() {
        String route = ROUTE.replace(
                "group: gateway.networking.k8s.io, kind: Gateway, name: edge",
                "group: '', kind: Service, name: ml-scoring");
        assertPass(judge(ITEM, with(route)), "HTTPRoute public: as expected");
    }

    @Test
    void theGatewaysThemselvesAreJudgedOnceEach() {
        String route = ROUTE.replace(
                        "  rules:\n",
                        "  - {group: gateway.networking.k8s.io, kind: Gateway, name: edge, sectionName: https}\n  rules:\n")
                + PARENT.replace("name: edge", "name: edge, sectionName: https");
        String gateway = GATEWAY.replace("  addresses: [{type: IPAddress, value: 203.0.113.9}]\n", "");
        assertFail(
                judge(ITEM, with(route, gateway)),
                Reason.AddressMissing,
                "Gateway edge: no address assigned; is the controller running?");
        assertPass(judge(ITEM + "address: Optional\n", with(route, gateway)), "HTTPRoute public: as expected");
    }

    @Test
    void aGatewayThatIsNotProgrammedFails() {
        assertFail(
                judge(
                        ITEM,
                        with(
                                ROUTE,
                                GATEWAY.replaceFirst(
                                        "Programmed, status: 'True', reason: Programmed",
                                        "Programmed, status: 'False', reason: NoResources"))),
                Reason.NotProgrammed,
                "Gateway edge: Programmed is False (NoResources); see its conditions");
    }

    @Test
    void aGatewayThatIsNotThereIsMissing() {
        assertFail(
                judge(ITEM, with(ROUTE)),
                Reason.ObjectMissing,
                "Gateway edge not found in ml; create it or correct the name");
    }

    private static final String FOREIGN = ROUTE.replace("name: edge}", "namespace: infra, name: edge}");

    @Test
    void aGatewayOfASharedNamespaceIsRead() {
        assertPass(
                judge(ITEM, with(FOREIGN, GATEWAY.replace("namespace: ml", "namespace: infra"))),
                "HTTPRoute public: as expected");
        assertFail(
                judge(
                        ITEM,
                        with(
                                FOREIGN,
                                GATEWAY.replace("namespace: ml", "namespace: infra")
                                        .replace("  addresses: [{type: IPAddress, value: 203.0.113.9}]\n", ""))),
                Reason.AddressMissing,
                "Gateway infra/edge: no address assigned; is the controller running?");
    }

    @Test
    void aParentOfAnotherNamespaceIsNamedWithIt() {
        String route = FOREIGN.substring(0, FOREIGN.indexOf("status:"));
        assertUnknown(
                judge(ITEM, with(route, GATEWAY.replace("namespace: ml", "namespace: infra"))),
                Reason.StatusOutdated,
                "HTTPRoute public, parent Gateway infra/edge: has no status; its controller has not looked yet");
    }

    @Test
    void aGatewayOfANamespaceThatIsNotSharedIsUnknown() {
        FakeFacts facts = with(FOREIGN, GATEWAY.replace("namespace: ml", "namespace: infra"))
                .unshared("infra");
        assertUnknown(
                judge(ITEM, facts),
                Reason.NamespaceNotShared,
                "namespace infra is not shared; the administrator can add it to launchgate.references.shared-namespaces");
    }

    @Test
    void gatewayApiThatIsNotInstalledIsUnknown() {
        assertUnknown(
                judge(
                        ITEM,
                        serving().obstacle(ResourceKind.HTTP_ROUTE, Obstacle.notInstalled(ResourceKind.HTTP_ROUTE))),
                Reason.KindNotInstalled,
                "HTTPRoute.gateway.networking.k8s.io is not installed in this cluster");
    }

    @Test
    void allPartsAreJudged() {
        FakeFacts facts = new FakeFacts().candidate(CANDIDATE);
        assertThat(judge(ITEM, facts).message())
                .isEqualTo("HTTPRoute public not found in ml; create it or correct the name (and 1 more)");
        String gateway = GATEWAY.replaceFirst("Programmed, status: 'True'", "Programmed, status: 'False'");
        assertThat(judge(ITEM.replace("/v1,", "/v2,"), with(ROUTE, gateway)).message())
                .isEqualTo(
                        "HTTPRoute public: no rule ml.example.com/v2 -> ml-scoring:http; 1 rule present (and 1 more)");
    }
}
