package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.gate.kube.Orphans;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A checklist is created; the framework hears of it and makes a pass before the watch of the sweep has it; the sweep runs; then
 * what the pass looked for in vain appears. Seen on a real API server: nobody was woken, and the checklist waited for a minute.
 */
@EnableKubernetesMockClient(crud = true)
class SweepMemoryTest {
    KubernetesClient client;

    private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();
    private KubeClusterView cluster;
    private OrphanSweep sweep;

    @BeforeEach
    void make() {
        cluster = new KubeClusterView(client, Set.of(), woken::add, System::nanoTime);
        Wakeups framework = new Wakeups();
        framework.checklists(new Known(checklist("new")));
        Meters meters = new Meters(new SimpleMeterRegistry());
        sweep = new OrphanSweep(
                cluster,
                framework,
                () -> false,
                new Orphans(client, () -> false, written -> {}),
                new Announcer(
                        client,
                        () -> false,
                        InstantSource.system(),
                        "test",
                        meters,
                        Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())),
                new PassWorld().newProcess(),
                new PassLog(() -> 0),
                meters);
        await().until(() -> cluster.everywhere(ResourceKind.LAUNCH_CHECKLIST) instanceof Lookup.Listed);
        await().until(() -> look("ml/new") instanceof Lookup.Missing && look("ml/gone") instanceof Lookup.Missing);
        woken.clear();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Lookup look(String reader) {
        KubeClusterView.Pass pass = cluster.pass(reader);
        Lookup found = pass.view().get(ResourceKind.DEPLOYMENT, "ml", "web");
        pass.commit();
        return found;
    }

    @Test
    void whatOnlyTheFrameworkKnowsYetIsNotForgotten() throws InterruptedException {
        sweep.sweep();

        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("ml")
                        .withName("web")
                        .endMetadata()
                        .build())
                .create();

        assertThat(woken.poll(10, TimeUnit.SECONDS)).isEqualTo("ml/new");
        assertThat(woken).as("what nobody knows any more").doesNotContain("ml/gone");
    }

    private static LaunchChecklist checklist(String name) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setName(name);
        return checklist;
    }

    /** The framework's cache. */
    private record Known(LaunchChecklist checklist) implements Cache<LaunchChecklist> {
        @Override
        public Optional<LaunchChecklist> get(ResourceID id) {
            return Optional.of(checklist);
        }

        @Override
        public Stream<ResourceID> keys() {
            return Stream.of(ResourceID.fromResource(checklist));
        }

        @Override
        public Stream<LaunchChecklist> list(Predicate<LaunchChecklist> predicate) {
            return Stream.of(checklist).filter(predicate);
        }
    }
}
