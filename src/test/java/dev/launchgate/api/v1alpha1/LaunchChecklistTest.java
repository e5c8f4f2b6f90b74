package dev.launchgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchChecklistTest {
    @Test
    void whatNobodyReadsIsNotKept() {
        LaunchChecklist checklist = Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata:
                  name: release
                  resourceVersion: "7"
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}", owner: dana}
                  managedFields: [{manager: kubectl, operation: Apply, fieldsV1: {f:spec: {}}}]
                spec: {target: {name: scoring}}
                """, LaunchChecklist.class);

        assertThat(checklist.getMetadata().getManagedFields()).isNullOrEmpty();
        assertThat(checklist.getMetadata().getAnnotations()).isEqualTo(Map.of("owner", "dana"));
        assertThat(checklist.getMetadata().getName()).isEqualTo("release");
        assertThat(checklist.getMetadata().getResourceVersion()).isEqualTo("7");
    }

    /** One object that cannot be read would stop all others. */
    @Test
    void noMetadataIsReadAllTheSame() {
        LaunchChecklist checklist = Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: null
                spec: {target: {name: scoring}}
                """, LaunchChecklist.class);

        assertThat(checklist.getSpec().target().name()).isEqualTo("scoring");
    }

    @Test
    void metadataWithoutAnnotationsIsMetadata() {
        LaunchChecklist checklist = Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: release}
                """, LaunchChecklist.class);

        assertThat(checklist.getMetadata().getName()).isEqualTo("release");
    }
}
