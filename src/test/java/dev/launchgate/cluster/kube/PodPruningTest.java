package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PodPruningTest {
    private static ObjectNode yaml(String text) {
        return Serialization.unmarshal(text, ObjectNode.class);
    }

    @Test
    void ofTheContainersOfAPodOnlyTheirNamesAreKept() {
        ObjectNode live = yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ml, managedFields: [{manager: kubelet}]}
                spec:
                  nodeName: node-1
                  containers: [{name: app, image: 'ml:1', env: [{name: PASSWORD, value: secret}]}]
                  initContainers: [{name: otel-agent, restartPolicy: Always}]
                  volumes: [{name: token}]
                status:
                  phase: Running
                  hostIP: 10.0.0.1
                  conditions: [{type: Ready, status: 'True'}]
                  containerStatuses: [{name: app, ready: true}]
                  initContainerStatuses: [{name: otel-agent, ready: true}]
                """);

        assertThat(Pruning.prune(ResourceKind.POD, live)).isEqualTo(yaml("""
                metadata: {name: p, namespace: ml}
                spec:
                  nodeName: node-1
                  containers: [{name: app}]
                  initContainers: [{name: otel-agent}]
                status:
                  phase: Running
                  conditions: [{type: Ready, status: 'True'}]
                  containerStatuses: [{name: app, ready: true}]
                  initContainerStatuses: [{name: otel-agent, ready: true}]
                """));
    }

    @Test
    void aPodWithoutInitContainersHasNone() {
        ObjectNode pruned = Pruning.prune(
                ResourceKind.POD, yaml("metadata: {name: p, namespace: ml}\nspec: {containers: [{name: app}]}\n"));

        assertThat(pruned.at("/spec")).isEqualTo(yaml("containers: [{name: app}]"));
    }
}
