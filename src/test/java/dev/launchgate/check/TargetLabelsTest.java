package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetLabelsTest {
    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Deployment | {app: web}                                  | true
            Deployment | {app: web, name: b}                         | true
            Deployment | {app: web-primary}                          | false
            Deployment | {}                                          | false
            Deployment | {app: web, pod-template-hash: abc}          | false
            Rollout    | {app: web, rollouts-pod-template-hash: abc} | true
            Rollout    | {app: other, rollouts-pod-template-hash: a} | false
            Rollout    | {rollouts-pod-template-hash: abc}           | false
            Canary     | {app: web}                                  | true
            Canary     | {app: web-primary}                          | true
            Canary     | {app: web-primary, name: b}                 | true
            Canary     | {app: web, name: b-primary}                 | false
            Canary     | {app: other-primary}                        | false
            """)
    void aServiceSelectsPodsOfTheTarget(TargetKind kind, String selector, boolean selects) {
        PodTemplate template = PodTemplate.of(yaml("metadata: {labels: {app: web, name: b}}"));
        TargetLabels labels = TargetLabels.of(template, new Target(kind, "web"));
        assertThat(labels.selectedByService(Resource.strings(yaml(selector)))).isEqualTo(selects);
    }
}
