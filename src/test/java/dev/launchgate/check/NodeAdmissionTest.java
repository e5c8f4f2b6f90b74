package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAdmissionTest {
    private static final String LABELS = "metadata: {name: node-1, labels: {disk: ssd, zone: a, cores: '8'}}\n";

    private static boolean admits(String spec, String node) {
        NodeAdmission admission = new NodeAdmission(PodTemplate.of(yaml("spec: " + spec)));
        return admission.admits(new Resource(ResourceKind.NODE, yaml(LABELS + "spec: " + node)));
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                   | true
            {nodeName: node-1}                   | true
            {nodeName: node-2}                   | false
            {nodeSelector: {disk: ssd}}          | true
            {nodeSelector: {disk: hdd}}          | false
            {nodeSelector: {disk: ssd, zone: b}} | false
            {nodeSelector: {gpu: 'true'}}        | false
            {affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]}}} | true
            {affinity: {podAntiAffinity: {}}}    | true
            """)
    void nodesAreSelectedByNameAndLabels(String spec, boolean admitted) {
        assertThat(admits(spec, "{}")).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                               | false
            [{}]                                                                             | false
            [{matchExpressions: [{key: zone, operator: In, values: [a, b]}]}]                | true
            [{matchExpressions: [{key: zone, operator: In, values: [b]}]}]                   | false
            [{matchExpressions: [{key: zone, operator: In, values: [b]}]}, {matchExpressions: [{key: disk, operator: Exists}]}] | true
            [{matchExpressions: [{key: zone, operator: Exists}, {key: gpu, operator: Exists}]}] | false
            [{matchExpressions: [{key: gpu, operator: DoesNotExist}]}]                       | true
            [{matchExpressions: [{key: gpu, operator: NotIn, values: [x]}]}]                 | true
            [{matchExpressions: [{key: cores, operator: Gt, values: ['7']}]}]                | true
            [{matchExpressions: [{key: cores, operator: Lt, values: ['8']}]}]                | false
            [{matchFields: [{key: metadata.name, operator: In, values: [node-1]}]}]          | true
            [{matchFields: [{key: metadata.name, operator: In, values: [node-2]}]}]          | false
            [{matchFields: [{key: metadata.name, operator: NotIn, values: [node-1]}]}]       | false
            [{matchFields: [{key: metadata.name, operator: In, values: [node-1]}], matchExpressions: [{key: gpu, operator: Exists}]}] | false
            """)
    void requiredAffinityHasAlternatives(String terms, boolean admitted) {
        String spec =
                "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: %s}}}}"
                        .formatted(terms);
        assertThat(admits(spec, "{}")).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {key: gpu, value: a, effect: NoSchedule}       | []                                                         | false
            {key: gpu, value: a, effect: NoExecute}        | []                                                         | false
            {key: gpu, value: a, effect: PreferNoSchedule} | []                                                         | true
            {key: gpu, value: a, effect: NoSchedule}       | [{key: gpu, operator: Exists}]                             | true
            {key: gpu, value: a, effect: NoSchedule}       | [{key: gpu, operator: Exists, effect: NoSchedule}]         | true
            {key: gpu, value: a, effect: NoSchedule}       | [{key: gpu, operator: Exists, effect: NoExecute}]          | false
            {key: gpu, value: a, effect: NoSchedule}       | [{key: gpu, operator: Equal, value: a}]                    | true
            {key: gpu, value: a, effect: NoSchedule}       | [{key: gpu, value: a}]                                     | true
            {key: gpu, value: a, effect: NoSchedule}       | [{key: gpu, value: b}]                                     | false
            {key: gpu, value: a, effect: NoSchedule}       | [{key: cpu, value: a}]                                     | false
            {key: gpu, effect: NoSchedule}                 | [{key: gpu}]                                               | true
            {key: gpu, value: a, effect: NoSchedule}       | [{operator: Exists}]                                       | true
            {key: gpu, value: a, effect: NoSchedule}       | [{operator: Exists, effect: NoExecute}]                    | false
            {key: gpu, value: '9', effect: NoSchedule}     | [{key: gpu, operator: Gt, value: '5'}]                     | true
            {key: gpu, value: a, effect: NoSchedule}       | [{key: cpu, operator: Exists}, {key: gpu, operator: Exists}] | true
            {key: node.kubernetes.io/not-ready, effect: NoSchedule} | [{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute}] | false
            """)
    void taintsRepelUnlessTolerated(String taint, String tolerations, boolean admitted) {
        assertThat(admits("{tolerations: %s}".formatted(tolerations), "{taints: [%s]}".formatted(taint)))
                .isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                                        | false
            [{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoSchedule}]           | true
            [{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoExecute}]            | false
            """)
    void aCordonedNodeRepelsUnlessTolerated(String tolerations, boolean admitted) {
        assertThat(admits("{tolerations: %s}".formatted(tolerations), "{unschedulable: true}"))
                .isEqualTo(admitted);
        assertThat(admits("{tolerations: %s}".formatted(tolerations), "{unschedulable: false}"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{key: a, operator: Exists}]                             | false
            [{key: a, operator: Exists}, {key: b, operator: Exists}] | true
            """)
    void everyTaintMustBeTolerated(String tolerations, boolean admitted) {
        String node = "{taints: [{key: a, effect: NoSchedule}, {key: b, effect: NoSchedule}]}";
        assertThat(admits("{tolerations: %s}".formatted(tolerations), node)).isEqualTo(admitted);
    }
}
