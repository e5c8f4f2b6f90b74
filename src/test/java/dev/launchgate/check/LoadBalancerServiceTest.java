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

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancerServiceTest {
    private static final String ITEM = """
            identifier: {service: {name: ml-scoring}}
            rules: [{port: 443, targetPort: https}]
            """;

    @Test
    void aServiceWithTheRuleAnAddressAndEndpointsPasses() {
        assertPass(judge(ITEM, serving()), "Service ml-scoring: as expected");
    }

    @ParameterizedTest
    @CsvSource({
        "80, ,", // left out, any target port
        "80, http", // as the Service writes it
        "80, 8080", // the number behind the name
        "443, 8443",
        "443, https", // the name in front of the number
    })
    void aRuleIsPresentByNameOrNumberOfItsTarget(int port, String targetPort) {
        String rule = targetPort == null
                ? "{port: %d}".formatted(port)
                : "{port: %d, targetPort: %s}".formatted(port, targetPort);
        assertPass(
                judge("{identifier: {service: {name: ml-scoring}}, rules: [%s]}".formatted(rule), serving()),
                "Service ml-scoring: as expected");
    }

    @ParameterizedTest
    @CsvSource({
        "8080, , 8080", // the container's port is not the Service's
        "80, https, 80 -> https",
        "80, 8443, 80 -> 8443",
        "443, 443, 443 -> 443",
        "443, nothing, 443 -> nothing",
    })
    void aRuleOfAnotherPortOrTargetIsMissing(int port, String targetPort, String shown) {
        String rule = targetPort == null
                ? "{port: %d}".formatted(port)
                : "{port: %d, targetPort: %s}".formatted(port, targetPort);
        assertFail(
                judge("{identifier: {service: {name: ml-scoring}}, rules: [%s]}".formatted(rule), serving()),
                Reason.RuleMissing,
                "Service ml-scoring: no rule %s; 2 rules present".formatted(shown));
    }

    @Test
    void everyRuleMustBePresentAndTheFirstMissingOneIsNamed() {
        String item = """
                identifier: {service: {name: ml-scoring}}
                rules: [{port: 80}, {port: 81}, {port: 82}]
                """;
        assertFail(
                judge(item, serving()),
                Reason.RuleMissing,
                "Service ml-scoring: no rule 81; 2 rules present (and 1 more)");
    }

    @Test
    void aTargetPortThatTheServiceLeavesOutIsItsPort() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace(", targetPort: 8443", ""))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        String item = "{identifier: {service: {name: ml-scoring}}, rules: [{port: 443, targetPort: %s}]}";
        assertPass(judge(item.formatted("443"), facts), "Service ml-scoring: as expected");
        assertFail(
                judge(item.formatted("8443"), facts),
                Reason.RuleMissing,
                "Service ml-scoring: no rule 443 -> 8443; 2 rules present");
    }

    @Test
    void aServiceThatDoesNotExistIsMissing() {
        assertFail(
                judge(ITEM, new FakeFacts().candidate(CANDIDATE)),
                Reason.ObjectMissing,
                "Service ml-scoring not found in ml; create it or correct the name");
    }

    @Test
    void aRefusedReadIsUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.SERVICE, "ml");
        assertUnknown(
                judge(ITEM, serving().obstacle(ResourceKind.SERVICE, obstacle)), Reason.Forbidden, obstacle.message());
    }

    @Test
    void cachesThatFillArePending() {
        Judgement judgement = judge(
                ITEM, serving().obstacle(ResourceKind.ENDPOINT_SLICE, Obstacle.notSynced(ResourceKind.ENDPOINT_SLICE)));
        assertThat(judgement)
                .isEqualTo(new Judgement(
                        Verdict.Pending, Reason.NotMeasuredYet, "endpointslices.discovery.k8s.io are not read yet"));
    }

    @Test
    void aTypoInTheSelectorIsSeenBeforeAnyPodExists() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .asFirstLaunch()
                .with(
                        ResourceKind.SERVICE,
                        SERVICE.replace("selector: {app: ml-scoring}", "selector: {app: ml-scorin}"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertFail(
                judge(ITEM, facts),
                Reason.SelectorMismatch,
                "Service ml-scoring selects app=ml-scorin, the candidate has app=ml-scoring,tier=api");
    }

    @Test
    void aTargetPortThatTheCandidateDoesNotNameIsAMismatch() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .asFirstLaunch()
                .with(ResourceKind.SERVICE, SERVICE.replace("targetPort: http}", "targetPort: web}"));
        assertFail(
                judge("{identifier: {service: {name: ml-scoring}}, rules: [{port: 80}]}", facts),
                Reason.PortMismatch,
                "Service ml-scoring: expected target port web on the candidate, saw http, https; correct targetPort or"
                        + " name the container port");
    }

    @Test
    void aRuleThatTheServiceHasIsNotMissingWhenTheCandidateLacksItsPort() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .asFirstLaunch()
                .with(ResourceKind.SERVICE, SERVICE.replace("targetPort: http}", "targetPort: web}"));
        Judgement judgement =
                judge("{identifier: {service: {name: ml-scoring}}, rules: [{port: 80, targetPort: web}]}", facts);
        assertThat(judgement.reason()).isEqualTo(Reason.PortMismatch);
    }

    @Test
    void aPortThatNoRuleLeadsToMayBeLost() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace("targetPort: http}", "targetPort: web}"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertPass(judge(ITEM, facts), "Service ml-scoring: as expected");
    }

    @Test
    void aNamedPortIsLookedForInItsOwnProtocol() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(
                        ResourceKind.SERVICE,
                        SERVICE.replace("protocol: TCP, targetPort: http}", "protocol: UDP, targetPort: http}"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertFail(
                judge("{identifier: {service: {name: ml-scoring}}, rules: [{port: 80}]}", facts),
                Reason.PortMismatch,
                "Service ml-scoring: expected target port http on the candidate, saw http, https; correct targetPort or"
                        + " name the container port");
    }

    @Test
    void theNamedPortOfARestartableInitContainerCounts() {
        String candidate = """
                metadata: {labels: {app: ml-scoring}}
                spec:
                  containers: [{name: app, ports: [{name: https, containerPort: 8443}]}]
                  initContainers:
                  - {name: %s, restartPolicy: %s, ports: [{name: http, containerPort: 8080}]}
                """;
        String item = "{identifier: {service: {name: ml-scoring}}, rules: [{port: 80}]}";
        FakeFacts sidecar = serving().candidate(candidate.formatted("proxy", "Always"));
        FakeFacts ends = serving().candidate(candidate.formatted("proxy", "OnFailure"));
        assertPass(judge(item, sidecar), "Service ml-scoring: as expected");
        assertThat(judge(item, ends).reason()).isEqualTo(Reason.PortMismatch);
    }

    @Test
    void withoutAnAddressItFails() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace("{ingress: [{ip: 203.0.113.9, ipMode: VIP}]}", "{}"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertFail(
                judge(ITEM, facts),
                Reason.AddressMissing,
                "Service ml-scoring: no address assigned; is the controller running?");
        assertPass(judge(ITEM + "address: Optional\n", facts), "Service ml-scoring: as expected");
    }

    @Test
    void aHostnameIsAnAddressToo() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace("ip: 203.0.113.9, ipMode: VIP", "hostname: lb.example.net"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertPass(judge(ITEM, facts), "Service ml-scoring: as expected");
    }

    @Test
    void aServiceThatIsNoLoadBalancerIsToldSo() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(
                        ResourceKind.SERVICE,
                        SERVICE.replace("type: LoadBalancer", "type: ClusterIP")
                                .replace("{ingress: [{ip: 203.0.113.9, ipMode: VIP}]}", "{}"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertFail(
                judge(ITEM, facts),
                Reason.AddressMissing,
                "Service ml-scoring: no address assigned, its type is ClusterIP; use type LoadBalancer, or set address"
                        + " to Optional");
    }

    @Test
    void anErrorThatTheControllerReportsFails() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(
                        ResourceKind.SERVICE,
                        SERVICE.replace(
                                "ipMode: VIP",
                                "ports: [{port: 443, protocol: TCP, error: example.com/QuotaExceeded}, {port: 80}]"))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertFail(
                judge(ITEM, facts),
                Reason.LoadBalancerError,
                "Service ml-scoring: the load balancer reports example.com/QuotaExceeded for port 443; see the events"
                        + " of the Service");
    }

    @ParameterizedTest
    @CsvSource({"'True', true", "'False', false"})
    void theConditionOfPortsIsAnErrorWhenTrue(String status, boolean fails) {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(
                        ResourceKind.SERVICE,
                        SERVICE.replace(
                                "status: {",
                                "status: {conditions: [{type: LoadBalancerPortsError, status: '%s', reason: PortClash}], "
                                        .formatted(status)))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        if (fails) {
            assertFail(
                    judge(ITEM, facts),
                    Reason.LoadBalancerError,
                    "Service ml-scoring: the load balancer reports PortClash; see the events of the Service");
        } else {
            assertPass(judge(ITEM, facts), "Service ml-scoring: as expected");
        }
    }

    @Test
    void withoutATargetItIsSaid() {
        FakeFacts facts = new FakeFacts().with(ResourceKind.SERVICE, SERVICE).with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertFail(
                judge(ITEM.replace("https", "8443"), facts),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
    }

    @Test
    void aTargetThatIsNotReadYetIsPending() {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.SERVICE, SERVICE)
                .with(ResourceKind.ENDPOINT_SLICE, SLICE)
                .with(ResourceKind.DEPLOYMENT, "metadata: {name: ml-scoring, namespace: ml}");
        assertThat(judge(ITEM.replace("https", "8443"), facts))
                .isEqualTo(new Judgement(
                        Verdict.Pending, Reason.NotMeasuredYet, "the pod template of ml-scoring is not read yet"));
    }

    @Test
    void aProvenFailureOutranksWhatCouldNotBeRead() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace("{ingress: [{ip: 203.0.113.9, ipMode: VIP}]}", "{}"))
                .obstacle(ResourceKind.ENDPOINT_SLICE, Obstacle.forbidden(ResourceKind.ENDPOINT_SLICE, "ml"));
        assertFail(
                judge(ITEM, facts),
                Reason.AddressMissing,
                "Service ml-scoring: no address assigned; is the controller running?");
    }
}
