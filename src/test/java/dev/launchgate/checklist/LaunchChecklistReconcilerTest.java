package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.gate.Gate;
import dev.launchgate.gate.GateDecision;
import dev.launchgate.gate.GateOutcome;
import dev.launchgate.gate.Proof;
import dev.launchgate.gate.Workload;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchChecklistReconcilerTest {
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final Throwing probes = new Throwing();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PassLog passLog = new PassLog(() -> 0);
    private final Writes writes = new Writes();
    private KubernetesClient client;
    private KubeClusterView cluster;
    private LaunchChecklistReconciler reconciler;

    @BeforeEach
    void make() {
        client = new KubernetesClientBuilder().withConfig(Config.empty()).build();
        cluster = new KubeClusterView(client, Set.of(), owner -> {}, () -> 0);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-01T08:00:00Z"));
        CheckRegistry checks = CheckRegistry.standard();
        ChecklistPass pass = new ChecklistPass(checks, probes, new NoGate(), Administration.NONE, clock, () -> 0);
        var silent = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.DiscardPolicy());
        silent.shutdown();
        Meters meters = new Meters(registry);
        reconciler = new LaunchChecklistReconciler(
                pass,
                cluster,
                leads::get,
                new Announcer(client, leads::get, clock, "test", meters, silent),
                meters,
                new Wakeups(),
                passLog,
                IncidentDrafts.NONE);
    }

    @AfterEach
    void close() {
        cluster.close();
        client.close();
    }

    /** Suspended and of no Deployment, so that a pass needs nothing of the cluster. */
    private static LaunchChecklist checklist(String name) {
        return Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: %s, namespace: ml, uid: u-%s, generation: 1, labels: {team: ml}}
                spec:
                  suspend: true
                  target: {kind: Rollout, name: scoring}
                  gate: {mode: Signal}
                  items: [{name: approval, manual: {description: a person looks}}]
                """.formatted(name, name), LaunchChecklist.class);
    }

    private UpdateControl<LaunchChecklist> reconcile(String name) {
        return reconciler.reconcile(checklist(name), writes.context());
    }

    private double told(Reason reason) {
        return registry.get("launchgate.gate.transitions")
                .tag("reason", reason.name())
                .counter()
                .count();
    }

    private static Stream<Throwable> defects() {
        return Stream.of(
                new StackOverflowError("deep"),
                new NoClassDefFoundError("linkage"),
                new ExceptionInInitializerError("linkage"),
                new AssertionError("assertion"),
                new ThreadDeathLike(),
                new IllegalArgumentException("argument"));
    }

    /** The framework's handler catches exceptions only; after an error the object would stay marked as busy for ever. */
    @ParameterizedTest
    @MethodSource("defects")
    @Tag("F32")
    void whateverAPassThrowsEndsInAnExceptionThatIsRetried(Throwable defect) {
        probes.thrown = defect;

        assertThatThrownBy(() -> reconcile("broken"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the pass of ml/broken failed")
                .hasCause(defect);
        assertThat(registry.counter("launchgate.pass.failures").count()).isEqualTo(1);

        probes.thrown = null;
        reconcile("other");
        reconcile("broken");
        assertThat(writes.names()).containsExactly("other", "broken");
    }

    @Test
    void whatFailsIsRetriedWithoutEnd() {
        assertThat(LaunchChecklistReconciler.class
                        .getAnnotation(ControllerConfiguration.class)
                        .retry())
                .isEqualTo(EndlessRetry.class);
    }

    /** The framework shares one store among the informers of all namespaces, and each removes what it does not list. */
    @Test
    void noStoreIsSharedByNamespaces() {
        assertThat(LaunchChecklistReconciler.class
                        .getAnnotation(ControllerConfiguration.class)
                        .informer()
                        .itemStore())
                .isEqualTo(ItemStore.class);
    }

    /** Server-side apply means full intent: a spec or a label that is sent along would become ours. */
    @Test
    void onlyTheStatusIsWritten() {
        assertThat(reconcile("release").isNoUpdate()).isTrue();
        LaunchChecklist written = writes.written.getFirst();

        assertThat(written.getMetadata().getName()).isEqualTo("release");
        assertThat(written.getMetadata().getNamespace()).isEqualTo("ml");
        assertThat(written.getMetadata().getUid()).isEqualTo("u-release");
        assertThat(written.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(written.getMetadata().getResourceVersion()).isNull();
        assertThat(written.getSpec()).isNull();
        assertThat(written.getStatus().gate()).extracting(GateStatus::state).isEqualTo("Suspended");
    }

    @Test
    void aStatusThatSaysItAlreadyIsNotWrittenAgain() {
        LaunchChecklist passed = checklist("release");
        reconcile("release");
        passed.setStatus(writes.written.getFirst().getStatus());

        reconciler.reconcile(passed, writes.context());

        assertThat(writes.names()).containsExactly("release");
        assertThat(told(Reason.Suspended)).isEqualTo(1);
    }

    /** To leave out what another manager owns does not remove it, and every pass would write again, in vain. */
    @Test
    void whatOthersWroteIntoTheStatusIsTakenOut() {
        reconcile("release");
        assertThat(writes.corrected).isEmpty();

        LaunchChecklistStatus ours = writes.written.getFirst().getStatus();
        writes.stored = applied -> {
            LaunchChecklist forged = checklist("release");
            forged.setStatus(LaunchChecklistStatus.EMPTY);
            return forged;
        };
        reconcile("release");

        assertThat(writes.corrected).singleElement().satisfies(corrected -> {
            assertThat(corrected.getMetadata().getName()).isEqualTo("release");
            assertThat(corrected.getStatus()).isEqualTo(ours);
        });
    }

    /** Each retry would tell it once more, and count it. */
    @Test
    void whatCouldNotBeStoredIsNotAnnounced() {
        writes.refused = new KubernetesClientException("no", 500, null);

        for (int retry = 0; retry < 5; retry++) {
            assertThatThrownBy(() -> reconcile("release")).hasCause(writes.refused);
        }
        assertThat(told(Reason.Suspended)).isZero();
        assertThat(registry.counter("launchgate.pass.failures").count()).isEqualTo(5);
        assertThat(registry.get("launchgate.pass.duration").timer().count()).isZero();

        writes.refused = null;
        reconcile("release");
        assertThat(told(Reason.Suspended)).isEqualTo(1);
    }

    /** The lease ran out during the pass. */
    @Test
    void whoLeadsNoLongerNeitherWritesNorTells() {
        probes.during = () -> leads.set(false);

        assertThat(reconcile("release").isNoUpdate()).isTrue();

        assertThat(writes.names()).isEmpty();
        assertThat(told(Reason.Suspended)).isZero();
    }

    private double suspended() {
        return registry.get("launchgate.checklists")
                .tag("state", "Suspended")
                .gauge()
                .value();
    }

    /** Everything was let go of when leadership ended; a pass that was under way then must not take it up again. */
    @Test
    void whoLeadsNoLongerKeepsNothingOfThePass() {
        reconcile("other");
        assertThat(suspended()).isEqualTo(1);
        assertThat(probes.dropped).containsExactly("ml/other");

        writes.during = () -> leads.set(false);
        reconcile("release");

        assertThat(suspended()).isEqualTo(1);
        assertThat(probes.dropped).containsExactly("ml/other", "ml/release", "ml/release");
    }

    @Test
    void aFollowerMakesNoPass() {
        leads.set(false);
        probes.thrown = new AssertionError("a pass was made");

        assertThat(reconcile("release").isNoUpdate()).isTrue();
    }

    private static final class ThreadDeathLike extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Takes what is written, or refuses it. */
    private static final class Writes {
        private final List<LaunchChecklist> written = new ArrayList<>();
        private @Nullable KubernetesClientException refused;
        private final List<LaunchChecklist> corrected = new ArrayList<>();
        private UnaryOperator<LaunchChecklist> stored = status -> status;
        private Runnable during = () -> {};

        private List<String> names() {
            return written.stream().map(each -> each.getMetadata().getName()).toList();
        }

        @SuppressWarnings("unchecked") // an interface of the framework, of which a pass needs one method
        private Context<LaunchChecklist> context() {
            return (Context<LaunchChecklist>) Proxy.newProxyInstance(
                    Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("resourceOperations");
                        return new Operations((Context<LaunchChecklist>) proxy);
                    });
        }

        private final class Operations extends ResourceOperations<LaunchChecklist> {
            private Operations(Context<LaunchChecklist> context) {
                super(context);
            }

            @Override
            public LaunchChecklist serverSideApplyPrimaryStatus(LaunchChecklist status) {
                if (refused != null) {
                    throw refused;
                }
                written.add(status);
                during.run();
                return stored.apply(status);
            }

            @Override
            public LaunchChecklist jsonPatchPrimaryStatus(
                    LaunchChecklist actual, UnaryOperator<LaunchChecklist> change) {
                LaunchChecklist changed = change.apply(actual);
                corrected.add(changed);
                return changed;
            }
        }
    }

    /** Throws as soon as a pass has to do with it. */
    private static final class Throwing implements ProbeSchedule {
        private @Nullable Throwable thrown;
        private final List<String> dropped = new ArrayList<>();
        private final List<LaunchChecklist> corrected = new ArrayList<>();
        private UnaryOperator<LaunchChecklist> stored = status -> status;
        private Runnable during = () -> {};

        @Override
        public void subscribe(String owner, String namespace, Collection<Subscription> wanted) {
            unsubscribe(owner);
        }

        @Override
        public void unsubscribe(String owner) {
            during.run();
            dropped.add(owner);
            switch (thrown) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case null, default -> {}
            }
        }

        @Override
        public Observation latest(String namespace, ProbeRequest request) {
            throw new AssertionError("a suspended checklist measures nothing");
        }

        @Override
        public void askNow(String owner) {
            throw new AssertionError("a suspended checklist measures nothing");
        }
    }

    /** A suspended checklist has nothing to do with the gate. */
    private static final class NoGate implements Gate {
        @Override
        public void correctNotes(String checklist, GateStatus gate, Workload workload) {
            throw new AssertionError("there is no Deployment");
        }

        @Override
        public Proof proof(Workload workload) {
            throw new AssertionError("a suspended checklist arms nothing");
        }

        @Override
        public GateOutcome act(
                String checklist, GateDecision decision, @Nullable GateStatus before, Workload workload) {
            throw new AssertionError("a suspended checklist does nothing");
        }
    }
}
