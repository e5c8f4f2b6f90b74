package dev.launchgate.cluster.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster behind a {@link ClusterView}: caches that fill after the first read and stay current by watches. */
public final class KubeClusterView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KubeClusterView.class);
    /** How often each kind is looked at, so that one that appears or is granted is picked up within a minute. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Pattern NAME = Pattern.compile(Patterns.NAME);

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Consumer<String> wake;
    private final LongSupplier nanoTime;
    private final Map<WatchScope, KindWatch> watches = new ConcurrentHashMap<>();
    private final KindDirectory directory;
    private final ReadLog reads = new ReadLog();
    private final Map<ResourceKind, Runnable> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cluster-look").daemon().factory());

    /**
     * @param namespaces the namespaces to watch one by one; empty for all at once
     * @param wake told the reader whose reads a change concerns
     */
    public KubeClusterView(
            KubernetesClient client, Set<String> namespaces, Consumer<String> wake, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.wake = wake;
        this.directory = new KindDirectory(client, this::kindChanged, nanoTime);
        looker.scheduleWithFixedDelay(this::lookAtAll, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    /** A view whose reads make {@code reader} be woken when what was read changes. */
    public Pass pass(String reader) {
        return new Pass(reads.record(reader, new Cached()));
    }

    /** A view whose reads wake nobody. */
    public ClusterView unrecorded() {
        return new Cached();
    }

    /** Forgets what others than these have read. */
    public void keep(Set<String> readers) {
        reads.keep(readers);
    }

    /** All objects of a namespaced kind in the namespaces that are watched; for those who look after no single checklist. */
    public Lookup.Listing everywhere(ResourceKind kind) {
        List<Resource> all = new ArrayList<>();
        for (String namespace : namespaces.isEmpty() ? Set.of("") : namespaces) {
            KindWatch watch = watch(kind, namespace, "");
            Optional<Obstacle> obstacle = watch.obstacle();
            if (obstacle.isPresent()) {
                return new Lookup.Unreadable(obstacle.get());
            }
            all.addAll(watch.store().all());
        }
        return new Lookup.Listed(all);
    }

    /** Calls {@code then} after every change of an object of a kind that somebody reads; it must not wait. */
    public void onChange(ResourceKind kind, Runnable then) {
        listeners.put(kind, then);
    }

    /** Takes the answer to a write of our own, so that the next pass does not see the world before it. */
    public void offer(ResourceKind kind, ObjectNode written) {
        WatchScope scope = scope(kind, written.at("/metadata/namespace").asText(""), "");
        Optional.ofNullable(watches.get(scope))
                .flatMap(watch -> watch.offer(written))
                .ifPresent(this::changed);
    }

    /** Whether every watch that was started has caught up with the server or knows why it cannot. */
    public boolean settled() {
        return watches.values().stream()
                .map(KindWatch::obstacle)
                .flatMap(Optional::stream)
                .noneMatch(obstacle -> obstacle.reason() == Reason.NotMeasuredYet);
    }

    @Override
    public void close() {
        looker.shutdownNow();
        watches.values().forEach(KindWatch::stop);
    }

    /** Asks after every kind that is read, and ends watches that nobody reads any more. */
    void lookAtAll() {
        watches.keySet().forEach(scope -> guarded(() -> stopUnread(scope)));
        guarded(directory::look);
        watches.values().forEach(watch -> guarded(watch::look));
    }

    /**
     * Of watches on a single object there may be very many, and most of them outlive their readers; kinds that only items
     * name are nobody else's.
     */
    private void stopUnread(WatchScope scope) {
        watches.computeIfPresent(scope, (key, watch) -> {
            boolean unread = scope.name().isEmpty() ? whole(scope.kind()) && watch.forgotten() : !reads.reads(scope);
            if (unread) {
                watch.stop();
            }
            return unread ? null : watch;
        });
    }

    /** The timer stops for good when a task of it throws, so none may. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("a watch could not be looked at", e);
        }
    }

    private KindWatch watch(ResourceKind kind, String namespace, String name) {
        KindWatch read = watches.computeIfAbsent(scope(kind, namespace, name), scope -> {
            KindWatch watch = new KindWatch(client, scope, this::changed, this::stateChanged, nanoTime);
            looker.execute(() -> guarded(watch::look));
            return watch;
        });
        read.read();
        return read;
    }

    /**
     * ConfigMaps may be large and many, so each that is read is watched by its name; so may whole objects of kinds that are
     * pruned elsewhere, so they are watched in the namespaces of their readers only.
     */
    private WatchScope scope(ResourceKind kind, String namespace, String name) {
        if (!kind.namespaced()) {
            return new WatchScope(kind, "", "");
        }
        if (watchedByName(kind)) {
            return new WatchScope(kind, namespace, name);
        }
        if (whole(kind) && Pruning.keptInPart(kind)) {
            return new WatchScope(kind, namespace, "");
        }
        return new WatchScope(kind, namespaces.isEmpty() ? "" : namespace, "");
    }

    private static boolean watchedByName(ResourceKind kind) {
        return kind.equals(ResourceKind.CONFIG_MAP) || kind.equals(ResourceKind.CONFIG_MAP.whole());
    }

    private static boolean whole(ResourceKind kind) {
        return kind.extent() == ResourceKind.Extent.Whole;
    }

    private void changed(ObjectStore.Change change) {
        reads.concerned(change).forEach(wake);
        Optional.ofNullable(listeners.get(change.kind())).ifPresent(Runnable::run);
    }

    private void kindChanged(ResourceKind named) {
        reads.readers(named, "").forEach(wake);
    }

    private void stateChanged(WatchScope scope) {
        reads.readers(scope.kind(), scope.namespace()).forEach(wake);
    }

    /** One pass of a reader. */
    public static final class Pass {
        private final ReadLog.Recording recording;

        private Pass(ReadLog.Recording recording) {
            this.recording = recording;
        }

        public ClusterView view() {
            return recording;
        }

        /** Ends the pass: what was not read again does not wake the reader any more. */
        public void commit() {
            recording.commit();
        }
    }

    private final class Cached implements ClusterView {
        @Override
        public Lookup get(ResourceKind kind, String namespace, String name) {
            String in = kind.namespaced() ? namespace : "";
            if (watchedByName(kind) && !NAME.matches(name)) {
                // Names stand in objects of others too: as a selector an empty one would mean every ConfigMap there is.
                return new Lookup.Missing(kind, in, name);
            }
            KindWatch watch = watch(kind, in, name);
            Optional<Obstacle> obstacle = watch.obstacle();
            if (obstacle.isPresent()) {
                return new Lookup.Unreadable(obstacle.get());
            }
            Optional<Resource> found = watch.store().get(in, name);
            return found.isPresent() ? new Lookup.Found(found.get()) : new Lookup.Missing(kind, in, name);
        }

        @Override
        public Lookup.Listing list(ResourceKind kind, String namespace, Map<String, String> marks) {
            String in = kind.namespaced() ? namespace : "";
            KindWatch watch = watch(kind, in, "");
            Optional<Obstacle> obstacle = watch.obstacle();
            return obstacle.isPresent()
                    ? new Lookup.Unreadable(obstacle.get())
                    : new Lookup.Listed(watch.store().list(in, marks));
        }

        @Override
        public Lookup.KindAnswer kind(String apiVersion, String kind) {
            return directory.ask(apiVersion, kind, () -> looker.execute(() -> guarded(directory::look)));
        }
    }
}
