package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.check.ArgoCd;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Facts;
import dev.launchgate.check.ReleaseHistory;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an administrator opens is open, and nothing else is. */
class ItemFactsTest {
    private static final ResourceKind CLASS =
            new ResourceKind("storage.k8s.io", "v1", "StorageClass", "storageclasses", false);
    private static final ResourceKind QUOTA = new ResourceKind("", "v1", "ResourceQuota", "resourcequotas", true);

    private final FakeCluster cluster = new FakeCluster().serving(CLASS).serving(QUOTA);

    private Facts facts(Administration administration) {
        LaunchChecklist checklist = Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                spec:
                  target: {name: web}
                  items: [{name: a, manual: {steps: [a]}}]
                """, LaunchChecklist.class);
        return new ItemFacts(
                new ItemFacts.Subject(
                        "ml", new Target(null, "web"), Optional.empty(), Optional.empty(), false, ReleaseHistory.NONE),
                new ChecklistPlanner(CheckRegistry.standard())
                        .plan(checklist.getSpec())
                        .items()
                        .getFirst(),
                List.of(),
                cluster,
                administration,
                Instant.EPOCH,
                0);
    }

    @Test
    void aKindWithNamespaceIsOpenToAll() {
        assertThat(facts(Administration.NONE).kind("v1", "ResourceQuota")).isEqualTo(new Lookup.Served(QUOTA));
    }

    @Test
    void aKindWithoutOneMustBeListed() {
        assertThat(facts(Administration.NONE).kind("storage.k8s.io/v1", "StorageClass"))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(
                        Reason.NamespaceNotShared,
                        "StorageClass belongs to no namespace and is not shared; the administrator can add"
                                + " storageclasses.storage.k8s.io to launchgate.references.cluster-kinds")));
        Administration opened =
                new Administration(Set.of(), Set.of("storageclasses.storage.k8s.io"), Set.of(), ArgoCd.UNKNOWN);
        assertThat(facts(opened).kind("storage.k8s.io/v1", "StorageClass")).isEqualTo(new Lookup.Served(CLASS));
        assertThat(facts(new Administration(Set.of(), Set.of("storageclasses"), Set.of(), ArgoCd.UNKNOWN))
                        .kind("storage.k8s.io/v1", "StorageClass"))
                .isInstanceOf(Lookup.Unreadable.class);
    }

    @Test
    void aKindThatIsNotServedIsNotInstalled() {
        assertThat(facts(Administration.NONE).kind("example.com/v1", "Widget"))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(
                        Reason.KindNotInstalled, "Widget of example.com/v1 is not installed in this cluster")));
    }
}
