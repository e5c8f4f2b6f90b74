package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.MonitoringAgentParams;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A Deployment with pods on nodes as a real API server stores them, and how tests ask about its agents. */
final class MonitoringAgentWorld {
    static final String TEMPLATE = """
            metadata: {labels: {app: ml-scoring}}
            spec:
              nodeSelector: {disk: ssd}
              containers:
              - {name: app, image: 'example.com/ml:1', ports: [{name: http, containerPort: 8080, protocol: TCP}]}
              initContainers:
              - {name: otel-agent, image: 'otel:1', restartPolicy: Always}
              - {name: migrate, image: 'example.com/ml:1'}
            """;

    private MonitoringAgentWorld() {}

    /** The target with its ReplicaSet, and nothing that runs. */
    static FakeFacts deployed() {
        return new FakeFacts()
                .candidate(TEMPLATE)
                .with(ResourceKind.DEPLOYMENT, """
                        metadata: {name: ml-scoring, namespace: ml, uid: d-1}
                        spec: {selector: {matchLabels: {app: ml-scoring}}}
                        """)
                .with(ResourceKind.REPLICA_SET, replicaSet("ml-scoring-1", "rs-1", "d-1", TEMPLATE));
    }

    static String replicaSet(String name, String uid, String owner, String template) {
        return """
                metadata:
                  name: %s
                  namespace: ml
                  uid: %s
                  labels: {app: ml-scoring}
                  ownerReferences: [{kind: Deployment, uid: %s, controller: true}]
                spec:
                  template:
                %s
                """.formatted(name, uid, owner, template.indent(4));
    }

    /** A running pod of the application, with a ready sidecar. */
    static String pod(String name, String owner, String node) {
        return """
                metadata:
                  name: %s
                  namespace: ml
                  creationTimestamp: '2026-11-20T09:00:00Z'
                  labels: {app: ml-scoring, pod-template-hash: 6c854f566}
                  ownerReferences: [{kind: ReplicaSet, uid: %s, controller: true}]
                spec:
                  nodeName: %s
                  containers: [{name: app}]
                  initContainers: [{name: otel-agent}, {name: migrate}]
                status:
                  phase: Running
                  conditions: [{type: Ready, status: 'True'}]
                  containerStatuses: [{name: app, ready: true}]
                  initContainerStatuses: [{name: otel-agent, ready: true}, {name: migrate, ready: true}]
                """.formatted(name, owner, node);
    }

    static Judgement judge(String params, Facts facts) {
        return new MonitoringAgentCheck().judge(params(params), facts);
    }

    /** The document mark keeps a text that starts with a brace from being read as JSON. */
    static MonitoringAgentParams params(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, MonitoringAgentParams.class);
    }
}
