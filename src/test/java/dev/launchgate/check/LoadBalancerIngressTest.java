package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.CANDIDATE;
import static dev.launchgate.check.LoadBalancerWorld.SERVICE;
import static dev.launchgate.check.LoadBalancerWorld.SLICE;
import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.LoadBalancerWorld.judge;
import static dev.launchgate.check.LoadBalancerWorld.serving;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancerIngressTest {
    private static final String INGRESS = """
            metadata: {name: public, namespace: ml, generation: 1}
            spec:
              ingressClassName: nginx
              rules:
              - host: ml.example.com
                http:
                  paths:
                  - {path: /v1, pathType: Prefix, backend: {service: {name: ml-scoring, port: {name: http}}}}
            status: {loadBalancer: {ingress: [{hostname: lb.example.net}]}}
            """;

    private static final String ITEM = """
            identifier: {ingress: {name: public}}
            rules: [{host: ml.example.com, path: /v1, backend: {service: ml-scoring, port: http}}]
            """;

    private static FakeFacts with(String ingress) {
        return serving()
                .with(ResourceKind.INGRESS, ingress)
                .with(ResourceKind.INGRESS_CLASS, "metadata: {name: nginx}");
    }

    @Test
    void aRuleWithAddressClassAndEndpointsPasses() {
        assertPass(judge(ITEM, with(INGRESS)), "Ingress public: as expected");
    }

    /** Four ways to the Service, and one each to others, in an Ingress with every kind of rule. */
    private static final String MANY = """
            metadata: {name: public, namespace: ml}
            spec:
              ingressClassName: nginx
              defaultBackend: {service: {name: fallback, port: {number: 80}}}
              rules:
              - host: ml.example.com
                http:
                  paths:
                  - {path: /v1, pathType: Prefix, backend: {service: {name: one, port: {number: 80}}}}
                  - {path: /v1/score, pathType: Prefix, backend: {service: {name: two, port: {number: 80}}}}
                  - {path: /exact, pathType: Exact, backend: {service: {name: three, port: {number: 80}}}}
                  - {path: '/re(/|$)(.*)', pathType: ImplementationSpecific, backend: {service: {name: four, port: {number: 80}}}}
                  - {path: /slash/, pathType: Prefix, backend: {service: {name: five, port: {number: 80}}}}
                  - {path: /both, pathType: Exact, backend: {service: {name: six, port: {number: 80}}}}
                  - {path: /both, pathType: Prefix, backend: {service: {name: seven, port: {number: 80}}}}
                  - {path: /bucket, pathType: Prefix, backend: {resource: {apiGroup: k8s.example.com, kind: Bucket, name: eight}}}
              - host: '*.example.com'
                http:
                  paths:
                  - {path: /, pathType: Prefix, backend: {service: {name: wild, port: {number: 80}}}}
              - http:
                  paths:
                  - {path: /any, pathType: Prefix, backend: {service: {name: every, port: {number: 80}}}}
                  - {pathType: ImplementationSpecific, backend: {service: {name: nopath, port: {number: 80}}}}
              - host: bare.example.net
            status: {loadBalancer: {ingress: [{hostname: lb.example.net}]}}
            """;

    @ParameterizedTest
    @CsvSource({
        "ml.example.com, /v1, one",
        "ML.Example.com, /v1, one", // hosts have no case
        "ml.example.com, /v1/, one", // a slash at the end changes nothing in a prefix
        "ml.example.com, /v1/other, one", // below a prefix
        "ml.example.com, /v1/score, two", // the longest prefix wins
        "ml.example.com, /v1/score/7, two",
        "ml.example.com, /v1/scores, one", // whole elements only
        "ml.example.com, /exact, three",
        "ml.example.com, /re(/|$)(.*), four", // the same text means the same
        "ml.example.com, /slash, five",
        "ml.example.com, /both, six", // both stand there
        "ml.example.com, /both, seven",
        "ml.example.com, /both/below, seven",
        "ml.example.com, , one", // any path of the host
        "ml.example.com, , five",
        "other.example.com, /v1, wild",
        "*.example.com, /v1, wild",
        "example.org, /any, every",
        "a.b.example.com, /any, every", // a wildcard stands for one label
        "example.org, /else, nopath", // no path is every path
        ", /any, every", // every host
        ", , nopath",
        "ml.example.com, /v10, fallback", // nothing of the host takes it
        "ml.example.com, /exact/below, fallback",
        "ml.example.com, /Exact, fallback", // paths have case
        "ml.example.com, /any, fallback", // the closest host decides alone
        "bare.example.net, /, fallback", // a host without paths
    })
    void requestsTakeTheClosestRule(String host, String path, String service) {
        assertThat(reasonOf(host, path, service)).isEqualTo(Reason.BackendMissing);
    }

    @ParameterizedTest
    @CsvSource({
        "ml.example.com, /v1/score, one", // shadowed by the longer prefix
        "ml.example.com, /v1, two",
        "ml.example.com, /v10, one",
        "ml.example.com, /exact/, three",
        "ml.example.com, /re/x, four", // what an expression matches only its controller knows
        "ml.example.com, /both/below, six",
        "ml.example.com, /bucket, eight", // no Service
        "ml.example.com, /v1, wild",
        "other.example.com, /any, every",
        "a.b.example.com, /, wild",
        "example.com, /, wild", // the wildcard needs a label
        "*.example.com, /v1, one", // not for every such host
        ", /v1, one",
        ", /, wild",
        ", , fallback",
        "ml.example.com, , fallback",
    })
    void requestsTakeNoOther(String host, String path, String service) {
        assertThat(reasonOf(host, path, service)).isEqualTo(Reason.RuleMissing);
    }

    /** The Services do not exist, which is what is wrong once the rule is found. */
    private static Reason reasonOf(String host, String path, String service) {
        String item = """
                identifier: {ingress: {name: public}}
                rules: [{%s%s backend: {service: %s}}]
                """.formatted(
                host == null ? "" : "host: '" + host + "', ", path == null ? "" : "path: '" + path + "', ", service);
        return judge(item, with(MANY)).reason();
    }

    @Test
    void theMissingRuleIsShownAsTheItemWritesIt() {
        assertFail(
                judge(ITEM.replace("/v1,", "/v2,"), with(INGRESS)),
                Reason.RuleMissing,
                "Ingress public: no rule ml.example.com/v2 -> ml-scoring:http; 1 rule present");
        assertFail(
                judge(
                        "{identifier: {ingress: {name: public}}, rules: [{path: /v1, backend: {service: ml-scoring}}]}",
                        with(MANY.replace("name: fallback", "name: ml-scoring")
                                .replace("name: every", "name: ml-scoring"))),
                Reason.RuleMissing,
                "Ingress public: no rule */v1 -> ml-scoring; 12 rules present");
    }

    @ParameterizedTest
    @CsvSource({"http, name: http", "80, name: http", "http, number: 80", "80, number: 80", ", number: 443"})
    void portsAreTheSameByNameOrNumber(String wanted, String written) {
        String item = ITEM.replace(", port: http", wanted == null ? "" : ", port: " + wanted);
        assertPass(judge(item, with(INGRESS.replace("name: http}", written + "}"))), "Ingress public: as expected");
    }

    @Test
    void anotherPortOfTheServiceIsNoRule() {
        assertFail(
                judge(ITEM.replace("port: http", "port: 443"), with(INGRESS)),
                Reason.RuleMissing,
                "Ingress public: no rule ml.example.com/v1 -> ml-scoring:443; 1 rule present");
    }

    @Test
    void anIngressThatIsNotThereStillHasItsBackendsJudged() {
        FakeFacts facts = new FakeFacts().candidate(CANDIDATE);
        assertFail(
                judge(ITEM, facts),
                Reason.ObjectMissing,
                "Ingress public not found in ml; create it or correct the name (and 1 more)");
    }

    @Test
    void aServiceThatIsNotThereIsABackendMissing() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.INGRESS, INGRESS)
                .with(ResourceKind.INGRESS_CLASS, "metadata: {name: nginx}");
        assertFail(
                judge(ITEM, facts),
                Reason.BackendMissing,
                "Ingress public: Service ml-scoring not found in ml; create it or correct the backend");
    }

    @Test
    void aPortThatIsNotThereIsABackendMissing() {
        assertFail(
                judge(ITEM.replace("port: http", "port: web"), with(INGRESS.replace("name: http}", "name: web}"))),
                Reason.BackendMissing,
                "Ingress public: Service ml-scoring has no port web, it has http (80), https (443); correct the"
                        + " backend");
    }

    @Test
    void severalRulesToOneServiceJudgeItOnce() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace("app: ml-scoring}", "app: other}"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE)
                .with(ResourceKind.INGRESS, INGRESS)
                .with(ResourceKind.INGRESS_CLASS, "metadata: {name: nginx}");
        String item = """
                identifier: {ingress: {name: public}}
                rules:
                - {host: ml.example.com, path: /v1, backend: {service: ml-scoring, port: http}}
                - {host: ml.example.com, path: /v1/x, backend: {service: ml-scoring, port: 80}}
                """;
        assertFail(
                judge(item, facts),
                Reason.SelectorMismatch,
                "Service ml-scoring selects app=other, the candidate has app=ml-scoring,tier=api");
    }

    @Test
    void theNamedPortBehindTheRuleMustBeTheCandidates() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .asFirstLaunch()
                .with(ResourceKind.SERVICE, SERVICE.replace("targetPort: http}", "targetPort: web}"))
                .with(ResourceKind.INGRESS, INGRESS)
                .with(ResourceKind.INGRESS_CLASS, "metadata: {name: nginx}");
        assertFail(
                judge(ITEM, facts),
                Reason.PortMismatch,
                "Service ml-scoring: expected target port web on the candidate, saw http, https; correct targetPort or"
                        + " name the container port");
        // with any port allowed, the one that works is enough
        assertPass(judge(ITEM.replace(", port: http", ""), facts), "Ingress public: as expected");
    }

    @Test
    void whenNoPortOfTheServiceWorksAnyIsAMismatch() {
        String service =
                SERVICE.replace("targetPort: http}", "targetPort: web}").replace("8443", "tls");
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .asFirstLaunch()
                .with(ResourceKind.SERVICE, service)
                .with(ResourceKind.INGRESS, INGRESS)
                .with(ResourceKind.INGRESS_CLASS, "metadata: {name: nginx}");
        assertFail(
                judge(ITEM.replace(", port: http", ""), facts),
                Reason.PortMismatch,
                "Service ml-scoring: expected target port web on the candidate, saw http, https; correct targetPort or"
                        + " name the container port (and 1 more)");
    }

    @Test
    void whenAnyPortWillDoTheOneWithMostEndpointsCounts() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE)
                .with(ResourceKind.ENDPOINT_SLICE, SLICE.replace("- {name: https, port: 8443, protocol: TCP}", ""))
                .with(ResourceKind.INGRESS, INGRESS)
                .with(ResourceKind.INGRESS_CLASS, "metadata: {name: nginx}");
        assertPass(judge(ITEM.replace(", port: http", "") + "minEndpoints: 2\n", facts), "Ingress public: as expected");
    }

    @Test
    void withoutAnAddressItFails() {
        FakeFacts facts = with(INGRESS.replace("{ingress: [{hostname: lb.example.net}]}", "{}"));
        assertFail(
                judge(ITEM, facts),
                Reason.AddressMissing,
                "Ingress public: no address assigned; is the controller running?");
        assertPass(judge(ITEM + "address: Optional\n", facts), "Ingress public: as expected");
    }

    @Test
    void anErrorThatTheControllerReportsFails() {
        assertFail(
                judge(
                        ITEM,
                        with(
                                INGRESS.replace(
                                        "hostname: lb.example.net",
                                        "hostname: lb.example.net, ports: [{port: 443, protocol: TCP, error: NoCertificate}]"))),
                Reason.LoadBalancerError,
                "Ingress public: the load balancer reports NoCertificate for port 443; see the events of the Ingress");
    }

    @Test
    void aClassThatIsNamedMustExist() {
        assertFail(
                judge(ITEM, serving().with(ResourceKind.INGRESS, INGRESS)),
                Reason.ClassMissing,
                "Ingress public: IngressClass nginx not found; create it or correct the class");
        assertPass(
                judge(ITEM, serving().with(ResourceKind.INGRESS, INGRESS.replace("  ingressClassName: nginx\n", ""))),
                "Ingress public: as expected");
    }

    @Test
    void aClassThatMayNotBeReadIsUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.INGRESS_CLASS, "");
        assertUnknown(
                judge(ITEM, with(INGRESS).obstacle(ResourceKind.INGRESS_CLASS, obstacle)),
                Reason.Forbidden,
                obstacle.message());
    }

    @Test
    void aBackendThatMayNotBeReadIsUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.SERVICE, "ml");
        assertUnknown(
                judge(ITEM, with(INGRESS).obstacle(ResourceKind.SERVICE, obstacle)),
                Reason.Forbidden,
                obstacle.message());
    }
}
