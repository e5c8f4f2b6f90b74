package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.gate.WorkloadBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "Deployment, apps/v1, Deployment",
        "Rollout, argoproj.io/v1alpha1, Rollout",
        "Canary, apps/v1, Deployment"
    })
    void eventsAreFiledOnWhatWasRead(TargetKind target, String apiVersion, String kind) {
        ObjectReference about =
                TargetReference.of(target, WorkloadBuilder.wanting("v1").build());

        assertThat(about.getApiVersion()).isEqualTo(apiVersion);
        assertThat(about.getKind()).isEqualTo(kind);
        assertThat(about.getNamespace()).isEqualTo("ml");
        assertThat(about.getName()).isEqualTo("ml-scoring");
        assertThat(about.getUid()).isEqualTo(WorkloadBuilder.UID);
    }
}
