package dev.launchgate.bench;

import dev.launchgate.bench.Bench.Figure;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Launch;
import dev.launchgate.e2e.OperatorProcess;
import dev.launchgate.e2e.Operators;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From the last failing fact turning good to the Deployment unpaused, as a watching client sees it. The baseline is a bare
 * client that watches the same Service and patches the Deployment at once: no judgement, no record, no second pass.
 */
final class ReleaseLatency {
    private static final long PATIENCE_SECONDS = 30;

    private final ControlPlane cluster;
    private final int trials;

    ReleaseLatency(ControlPlane cluster, int trials) {
        this.cluster = cluster;
        this.trials = trials;
    }

    void measure(Consumer<Figure> figures) {
        List<Long> gated;
        try (OperatorProcess _ = Operators.start(cluster)) {
            Launch launch = Launch.in(cluster, "latency").deploy("v0").checklist();
            gated = trials(launch, launch::awaitHeld, version -> launch.awaitGate("Armed/-/" + version));
        }
        List<Long> bare;
        Launch launch = Launch.in(cluster, "bare");
        try (Watch _ = bareClient(launch)) {
            launch.deploy("v0");
            bare = trials(launch, version -> {}, version -> launch.awaitComplete());
        }
        figures.accept(new Figure(
                "fixed to unpaused, object item, median", millis(gated, 0.5), "bare client " + millis(bare, 0.5)));
        figures.accept(new Figure(
                "fixed to unpaused, object item, p99",
                millis(gated, 0.99),
                "bare client " + millis(bare, 0.99) + "; aim 250 ms"));
        figures.accept(new Figure(
                "ratio of medians",
                String.format(Locale.ROOT, "%.1f", (double) at(gated, 0.5) / at(bare, 0.5)),
                trials + " trials each, first 10 left out as warm-up"));
    }

    private interface Step {
        void await(String version);
    }

    private List<Long> trials(Launch launch, Step held, Step done) {
        List<Long> nanos = new ArrayList<>();
        BlockingQueue<Boolean> paused = new LinkedBlockingQueue<>();
        try (Watch _ = watchPaused(launch, paused)) {
            for (int i = 0; i < trials + 10; i++) {
                String version = "v" + i;
                launch.shut();
                launch.deploy(version);
                held.await(version);
                paused.clear();
                long fixed = createService(launch);
                awaitUnpaused(paused);
                long took = System.nanoTime() - fixed;
                done.await(version);
                if (i >= 10) {
                    nanos.add(took);
                }
            }
        }
        Collections.sort(nanos);
        return nanos;
    }

    /** When the request that mends the fact is sent. */
    private long createService(Launch launch) {
        KubernetesClient client = cluster.client();
        Service service =
                client.getKubernetesSerialization().unmarshal("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: app, namespace: %s}
                        spec: {selector: {app: app}, ports: [{port: 80, targetPort: 8080}]}
                        """.formatted(launch.namespace()), Service.class);
        long sent = System.nanoTime();
        client.resource(service).create();
        return sent;
    }

    private static void awaitUnpaused(BlockingQueue<Boolean> paused) {
        try {
            Boolean state;
            do {
                state = paused.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (state == null) {
                    throw new IllegalStateException("not unpaused within " + Duration.ofSeconds(PATIENCE_SECONDS));
                }
            } while (state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Watch watchPaused(Launch launch, BlockingQueue<Boolean> paused) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(launch.namespace())
                .watch(new Each<Deployment>(deployment ->
                        paused.add(Boolean.TRUE.equals(deployment.getSpec().getPaused()))));
    }

    private Watch bareClient(Launch launch) {
        KubernetesClient client =
                cluster.serviceAccount(launch.namespace(), "bare").client();
        cluster.admin()
                .kubectl(
                        "-n",
                        launch.namespace(),
                        "create",
                        "rolebinding",
                        "bare",
                        "--clusterrole=edit",
                        "--serviceaccount=" + launch.namespace() + ":bare")
                .orThrow();
        return client.services().inNamespace(launch.namespace()).watch(new Each<Service>(service -> {
            if (service.getMetadata().getDeletionTimestamp() == null) {
                client.apps()
                        .deployments()
                        .inNamespace(launch.namespace())
                        .withName("app")
                        .patch(
                                io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                        io.fabric8.kubernetes.client.dsl.base.PatchType.JSON),
                                "[{\"op\":\"add\",\"path\":\"/spec/paused\",\"value\":false}]");
            }
        }));
    }

    private static long at(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
    }

    private static String millis(List<Long> sorted, double quantile) {
        return String.format(Locale.ROOT, "%.1f ms", at(sorted, quantile) / 1e6);
    }

    private record Each<T>(Consumer<T> then) implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T resource) {
            if (action == Action.ADDED || action == Action.MODIFIED) {
                then.accept(resource);
            }
        }

        @Override
        public void onClose(WatcherException cause) {}
    }
}
