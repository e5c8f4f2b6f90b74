package dev.launchgate.cluster.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one watch: started, synced, or kept from reading by something that {@link #look} finds out and, once it is
 * gone, starts again from. Informers retry by themselves, but do not tell why they cannot read; nor do they notice an event
 * that never came, so a watch is replaced by a fresh one now and then.
 */
final class KindWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FEW = 2_000;
    /** With the interval of {@link #look} a missed event is healed within a minute. */
    private static final Duration RENEW_FEW = Duration.ofSeconds(35);

    /** Of watches on a single object there may be very many. */
    private static final Duration RENEW_NAMED = Duration.ofMinutes(5);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final Duration RENEW_MANY = Duration.ofMinutes(15);

    private final KubernetesClient client;
    private final WatchScope scope;
    private final Consumer<ObjectStore.Change> onChange;
    private final Consumer<WatchScope> onState;
    private final LongSupplier nanoTime;
    private volatile ObjectStore store;
    private volatile Optional<Obstacle> obstacle;
    private @Nullable SharedIndexInformer<GenericKubernetesResource> informer;
    private @Nullable SharedIndexInformer<GenericKubernetesResource> replacement;
    private long listedAt;
    private volatile long readAt;

    KindWatch(
            KubernetesClient client,
            WatchScope scope,
            Consumer<ObjectStore.Change> onChange,
            Consumer<WatchScope> onState,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.client = client;
        this.scope = scope;
        this.onChange = onChange;
        this.onState = onState;
        this.readAt = nanoTime.getAsLong();
        this.store = new ObjectStore(scope.kind());
        this.obstacle = Optional.of(Obstacle.notSynced(scope.kind()));
    }

    /** Notes that somebody reads. */
    void read() {
        readAt = nanoTime.getAsLong();
    }

    /** Whether nobody has read for so long that nobody will: every checklist is looked at each minute. */
    boolean forgotten() {
        return nanoTime.getAsLong() - readAt > FORGOTTEN_AFTER.toNanos();
    }

    /** What keeps the objects from being known; empty when they are. */
    Optional<Obstacle> obstacle() {
        return obstacle;
    }

    ObjectStore store() {
        return store;
    }

    /** Takes an object that did not come by the watch, such as the answer to a write. */
    synchronized Optional<ObjectStore.Change> offer(ObjectNode object) {
        return store.put(object);
    }

    /**
     * Asks the server for a single object, which tells whether the kind can be read, and starts or stops the informer
     * accordingly. Blocks for one round trip; call it from the watch thread only.
     */
    void look() {
        if (!scope.name().isEmpty() && !due()) {
            return;
        }
        Optional<Obstacle> found = ask();
        if (found.filter(KindWatch::lasting).isPresent()) {
            stop();
            become(found);
        } else if (found.isEmpty() && due()) {
            start();
        }
    }

    synchronized void stop() {
        Stream.of(Optional.ofNullable(informer), Optional.ofNullable(replacement))
                .flatMap(Optional::stream)
                .forEach(SharedIndexInformer::stop);
        informer = null;
        replacement = null;
    }

    /** A full read costs what the objects weigh, so that a crowd is read again less often. */
    private synchronized boolean due() {
        if (replacement != null) {
            return false;
        }
        Duration every = !scope.name().isEmpty() ? RENEW_NAMED : store.size() <= FEW ? RENEW_FEW : RENEW_MANY;
        return informer == null || nanoTime.getAsLong() - listedAt > every.toNanos();
    }

    /** A read that fails for want of a server says nothing about the kind: what is cached stays. */
    private static boolean lasting(Obstacle obstacle) {
        return obstacle.reason() != Reason.NetworkError;
    }

    private Optional<Obstacle> ask() {
        try {
            objects()
                    .list(new ListOptionsBuilder()
                            .withLimit(1L)
                            .withResourceVersion("0")
                            .build());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(
                    switch (e.getCode()) {
                        case 401, 403 -> Obstacle.forbidden(scope.kind(), scope.namespace());
                        case 404 -> Obstacle.notInstalled(scope.kind());
                        default -> new Obstacle(Reason.NetworkError, "the API server could not be asked");
                    });
        }
    }

    private synchronized void start() {
        ObjectStore fresh = new ObjectStore(scope.kind());
        SharedIndexInformer<GenericKubernetesResource> starting = objects().runnableInformer(0);
        Filling filling = new Filling(fresh);
        starting.itemStore(new VersionStore(filling::stored, filling::removed));
        starting.exceptionHandler((started, error) -> true);
        replacement = starting;
        long began = nanoTime.getAsLong();
        starting.start().whenComplete((done, error) -> {
            if (error == null) {
                adopt(starting, fresh, began);
            }
        });
        LOG.debug("watching {}", scope);
    }

    /** Readers see the fresh store before they hear what differs from the old one, so that no change falls between. */
    @SuppressWarnings("ReferenceEquality") // the very informer that was started last
    private void adopt(SharedIndexInformer<GenericKubernetesResource> started, ObjectStore fresh, long began) {
        ObjectStore old;
        synchronized (this) {
            if (replacement != started) {
                return;
            }
            if (informer != null) {
                informer.stop();
            }
            informer = started;
            replacement = null;
            listedAt = began;
            old = store;
            fresh.keepNewer(old);
            store = fresh;
        }
        fresh.differences(old).forEach(onChange);
        become(Optional.empty());
    }

    private void become(Optional<Obstacle> next) {
        boolean changed = !obstacle.equals(next);
        obstacle = next;
        if (changed) {
            onState.accept(scope);
        }
    }

    private FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects() {
        var all = client.genericKubernetesResources(KindContext.of(scope.kind()));
        if (!scope.name().isEmpty()) {
            return all.inNamespace(scope.namespace()).withField("metadata.name", scope.name());
        }
        return scope.namespace().isEmpty() ? all.inAnyNamespace() : all.inNamespace(scope.namespace());
    }

    /** Fills a store; what is filled is news once that store is the one that is read. */
    private final class Filling {
        private final ObjectStore into;

        private Filling(ObjectStore into) {
            this.into = into;
        }

        void stored(GenericKubernetesResource object) {
            ObjectNode json = MAPPER.valueToTree(object);
            tell(into.put(json));
        }

        void removed(GenericKubernetesResource object) {
            String namespace =
                    Optional.ofNullable(object.getMetadata().getNamespace()).orElse("");
            tell(into.remove(namespace, object.getMetadata().getName()));
        }

        /** Until its store is the one that is read, a change is not news: taking the store over tells all at once. */
        private void tell(Optional<ObjectStore.Change> change) {
            if (into == store) {
                change.ifPresent(onChange);
            }
        }
    }
}
