package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects behind a load balancer as a real API server stores them, and how tests ask about them. */
final class LoadBalancerWorld {
    static final String CANDIDATE = """
            metadata: {labels: {app: ml-scoring, tier: api}}
            spec:
              containers:
              - name: app
                ports:
                - {name: http, containerPort: 8080, protocol: TCP}
                - {name: https, containerPort: 8443, protocol: TCP}
            """;

    static final String SERVICE = """
            metadata: {name: ml-scoring, namespace: ml}
            spec:
              type: LoadBalancer
              selector: {app: ml-scoring}
              ports:
              - {name: http, port: 80, protocol: TCP, targetPort: http}
              - {name: https, port: 443, protocol: TCP, targetPort: 8443}
            status: {loadBalancer: {ingress: [{ip: 203.0.113.9, ipMode: VIP}]}}
            """;

    static final String SLICE = """
            metadata:
              name: ml-scoring-49tdv
              namespace: ml
              labels: {kubernetes.io/service-name: ml-scoring}
            addressType: IPv4
            endpoints:
            - {addresses: [10.0.0.4], conditions: {ready: true, serving: true, terminating: false}}
            - {addresses: [10.0.0.5], conditions: {ready: true, serving: true, terminating: false}}
            ports:
            - {name: http, port: 8080, protocol: TCP}
            - {name: https, port: 8443, protocol: TCP}
            """;

    private LoadBalancerWorld() {}

    /** A candidate, its Service and two ready endpoints. */
    static FakeFacts serving() {
        return new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE)
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
    }

    static Judgement judge(String params, Facts facts) {
        return new LoadBalancerCheck().judge(params(params), facts);
    }

    /** The document mark keeps a text that starts with a brace from being read as JSON. */
    static LoadBalancerParams params(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, LoadBalancerParams.class);
    }

    static void assertPass(Judgement judgement, String message) {
        assertThat(judgement).isEqualTo(new Judgement(Verdict.Pass, Reason.AsExpected, message));
    }

    static void assertFail(Judgement judgement, Reason reason, String message) {
        assertThat(judgement).isEqualTo(new Judgement(Verdict.Fail, reason, message));
    }

    static void assertUnknown(Judgement judgement, Reason reason, String message) {
        assertThat(judgement).isEqualTo(new Judgement(Verdict.Unknown, reason, message));
    }
}
