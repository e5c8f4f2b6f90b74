package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.checklist.EndlessRetry;
import dev.launchgate.checklist.Wakeups;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import dev.launchgate.postmortem.capture.Captures;
import dev.launchgate.postmortem.capture.DocumentStore;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.probe.Subscription;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostmortemReconcilerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Writes writes = new Writes();
    private final AtomicInteger told = new AtomicInteger();
    private @Nullable Throwable thrown;
    private Runnable during = () -> {};
    private KubernetesClient client;
    private KubeClusterView cluster;
    private Optional<Captures> captures = Optional.empty();
    private PostmortemReconciler reconciler;

    @BeforeEach
    void make() {
        client = new KubernetesClientBuilder().withConfig(Config.empty()).build();
        cluster = new KubeClusterView(client, Set.of(), owner -> {}, () -> 0);
        Meters meters = new Meters(registry);
        var counting = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1)) {
            @Override
            public void execute(Runnable task) {
                told.incrementAndGet();
            }
        };
        InstantSource clock = () -> {
            during.run();
            switch (thrown) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case null, default -> {
                    return NOW;
                }
            }
        };
        reconciler = new PostmortemReconciler(
                new PostmortemPass(CheckRegistry.standard(), clock),
                captures,
                cluster,
                leads::get,
                new Announcer(client, leads::get, InstantSource.fixed(NOW), "test", meters, counting),
                meters,
                new Wakeups(),
                new PostmortemWakeups());
    }

    @AfterEach
    void close() {
        cluster.close();
        client.close();
    }

    private static Postmortem postmortem() {
        Postmortem postmortem = Postmortems.read("title: t\nprevention: [{name: talk, dueDate: 2026-11-01}]");
        postmortem.getMetadata().setLabels(Map.of("team", "ml"));
        return postmortem;
    }

    private void reconcile(Postmortem postmortem) {
        assertThat(reconciler.reconcile(postmortem, writes.context()).isNoUpdate())
                .isTrue();
    }

    private static Stream<Throwable> defects() {
        return Stream.of(
                new StackOverflowError("deep"),
                new NoClassDefFoundError("linkage"),
                new AssertionError("assertion"),
                new IllegalArgumentException("argument"));
    }

    /** The framework's handler catches exceptions only; after an error the object would stay marked as busy for ever. */
    @ParameterizedTest
    @MethodSource("defects")
    void whateverAPassThrowsEndsInAnExceptionThatIsRetried(Throwable defect) {
        thrown = defect;
        assertThatThrownBy(() -> reconcile(postmortem()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the pass of Postmortem ml/lost-url failed")
                .hasCause(defect);
        assertThat(registry.counter("launchgate.pass.failures").count()).isEqualTo(1);
        assertThat(PostmortemReconciler.class
                        .getAnnotation(ControllerConfiguration.class)
                        .retry())
                .isEqualTo(EndlessRetry.class);
    }

    /** Server-side apply means full intent: a spec or a label that is sent along would become ours. */
    @Test
    void onlyTheStatusIsWritten() {
        reconcile(postmortem());
        assertThat(writes.written).singleElement().satisfies(written -> {
            assertThat(written.getMetadata().getName()).isEqualTo("lost-url");
            assertThat(written.getMetadata().getNamespace()).isEqualTo("ml");
            assertThat(written.getMetadata().getUid()).isEqualTo("pm-uid");
            assertThat(written.getMetadata().getLabels()).isNullOrEmpty();
            assertThat(written.getSpec()).isNull();
            assertThat(written.getStatus().missing()).contains("rootCause");
        });
        assertThat(told).as("not done, and overdue").hasValue(2);
    }

    @Test
    void aStatusThatSaysItAlreadyIsNotWrittenAgain() {
        reconcile(postmortem());
        Postmortem passed = postmortem();
        passed.setStatus(writes.written.getFirst().getStatus());
        reconcile(passed);
        assertThat(writes.written).hasSize(1);
        assertThat(told).hasValue(2);
    }

    /** To leave out what another manager owns does not remove it, and every pass would write again, in vain. */
    @Test
    void whatOthersWroteIntoTheStatusIsTakenOut() {
        writes.stored = applied -> {
            Postmortem forged = postmortem();
            forged.setStatus(PostmortemStatus.EMPTY);
            return forged;
        };
        reconcile(postmortem());
        assertThat(writes.corrected)
                .singleElement()
                .satisfies(corrected -> assertThat(corrected.getStatus())
                        .isEqualTo(writes.written.getFirst().getStatus()));
    }

    @Test
    void whatCouldNotBeStoredIsNotAnnounced() {
        writes.refused = new KubernetesClientException("no", 500, null);
        assertThatThrownBy(() -> reconcile(postmortem())).hasCause(writes.refused);
        assertThat(told).hasValue(0);

        writes.refused = null;
        reconcile(postmortem());
        assertThat(told).hasValue(2);
    }

    @Test
    void whatWasRepairedIsAnnouncedOnlyWithTheStatusThatGoesWithIt() {
        Shelf shelf = new Shelf();
        captures = Optional.of(new Captures(shelf, shelf, Set.of()));
        make();
        Postmortem passed = postmortem();
        reconcile(passed);
        passed.setStatus(writes.written.getLast().getStatus());
        int before = told.get();

        shelf.alter();
        passed.getMetadata().setGeneration(passed.getMetadata().getGeneration() + 1);
        writes.refused = new KubernetesClientException("no", 500, null);
        assertThatThrownBy(() -> reconcile(passed)).hasCause(writes.refused);
        assertThat(told).hasValue(before);

        shelf.alter();
        writes.refused = null;
        reconcile(passed);
        assertThat(told).hasValue(before + 1);
    }

    @Test
    void whoLeadsNoLongerNeitherWritesNorTells() {
        during = () -> leads.set(false);
        reconcile(postmortem());
        assertThat(writes.written).isEmpty();
        assertThat(told).hasValue(0);
    }

    @Test
    void aFollowerMakesNoPass() {
        leads.set(false);
        thrown = new AssertionError("a pass was made");
        reconcile(postmortem());
    }

    /** One ConfigMap, and a network that nobody asks. */
    private static final class Shelf implements DocumentStore, ProbeSchedule {
        private @Nullable ObjectNode kept;

        private void alter() {
            ((ObjectNode) Objects.requireNonNull(kept).path("data")).put("postmortem.md", "altered");
        }

        @Override
        public Lookup read(String namespace, String name) {
            return kept == null
                    ? new Lookup.Missing(ResourceKind.CONFIG_MAP, namespace, name)
                    : new Lookup.Found(new Resource(ResourceKind.CONFIG_MAP, kept.deepCopy()));
        }

        @Override
        public Written create(ObjectNode wanted) {
            kept = wanted.deepCopy();
            return new Written.Done();
        }

        @Override
        public Written replace(Resource read, ObjectNode wanted) {
            return create(wanted);
        }

        @Override
        public void subscribe(String owner, String namespace, Collection<Subscription> wanted) {}

        @Override
        public void unsubscribe(String owner) {}

        @Override
        public Observation latest(String namespace, ProbeRequest request) {
            return Observation.NONE;
        }

        @Override
        public void askNow(String owner) {}
    }

    /** Takes what is written, or refuses it. */
    private static final class Writes {
        private final List<Postmortem> written = new ArrayList<>();
        private final List<Postmortem> corrected = new ArrayList<>();
        private @Nullable KubernetesClientException refused;
        private UnaryOperator<Postmortem> stored = status -> status;

        @SuppressWarnings("unchecked") // an interface of the framework, of which a pass needs one method
        private Context<Postmortem> context() {
            return (Context<Postmortem>) Proxy.newProxyInstance(
                    Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("resourceOperations");
                        return new Operations((Context<Postmortem>) proxy);
                    });
        }

        private final class Operations extends ResourceOperations<Postmortem> {
            private Operations(Context<Postmortem> context) {
                super(context);
            }

            @Override
            public Postmortem serverSideApplyPrimaryStatus(Postmortem status) {
                if (refused != null) {
                    throw refused;
                }
                written.add(status);
                return stored.apply(status);
            }

            @Override
            public Postmortem jsonPatchPrimaryStatus(Postmortem actual, UnaryOperator<Postmortem> change) {
                Postmortem changed = change.apply(actual);
                corrected.add(changed);
                return changed;
            }
        }
    }
}
