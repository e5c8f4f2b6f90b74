package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.kube.Orphans;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Deployments are left behind by their checklist. */
class OrphanSweepTest {
    private static Resource resource(ResourceKind kind, String yaml) {
        return new Resource(kind, Serialization.unmarshal(yaml, JsonNode.class));
    }

    private static Resource deployment(String annotations) {
        return resource(
                ResourceKind.DEPLOYMENT,
                "metadata: {name: web, namespace: ml, annotations: {%s}}".formatted(annotations));
    }

    private static Resource checklist(String namespace, String target) {
        return resource(ResourceKind.LAUNCH_CHECKLIST, """
                metadata: {name: release, namespace: %s}
                spec: {target: {%s}}
                """.formatted(namespace, target));
    }

    @ParameterizedTest(name = "a checklist in {0} with target {1}: orphaned {2}")
    @CsvSource({
        "ml, name: web, false",
        "ml, 'kind: Deployment, name: web', false",
        "ml, 'kind: Rollout, name: web', true",
        "ml, 'kind: Canary, name: web', true",
        "ml, name: another, true",
        "shop, name: web, true"
    })
    void aDeploymentIsOrphanedUnlessAChecklistGatesIt(String namespace, String target, boolean orphaned) {
        List<Resource> deployments = List.of(deployment(Orphans.CHECKLIST + ": release"));

        assertThat(OrphanSweep.orphans(List.of(checklist(namespace, target)), deployments))
                .isEqualTo(orphaned ? deployments : List.of());
    }

    @Test
    void oneThatNamesNoChecklistNeverHadOne() {
        assertThat(OrphanSweep.orphans(List.of(), List.of(deployment("team: ml"))))
                .isEmpty();
    }

    /** Whichever gates it now: the notes may name the one before. */
    @Test
    void oneThatIsHandedOverIsNotOrphaned() {
        assertThat(OrphanSweep.orphans(
                        List.of(checklist("ml", "name: web")), List.of(deployment(Orphans.CHECKLIST + ": older"))))
                .isEmpty();
    }
}
