package dev.launchgate.demo;

import dev.launchgate.sandbox.Sandbox;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the story is played: in a sandbox of its own, or on a cluster that somebody named, which is left as it was found. */
final class Stage implements AutoCloseable {
    private static final Duration POD_START = Duration.ofMillis(700);
    private static final Duration GONE_AFTER = Duration.ofSeconds(60);
    static final List<String> CRDS = List.of("launchchecklists.launchgate.dev", "postmortems.launchgate.dev");
    private static final List<String> NAMESPACES = List.of("ml", "ml-monitoring");

    private final Optional<Sandbox> sandbox;
    private final Path kubeconfig;
    private final KubernetesClient client;
    private Path operator;
    private final List<String> ourCrds = new ArrayList<>();

    private Stage(Optional<Sandbox> sandbox, Path kubeconfig) {
        this.sandbox = sandbox;
        this.kubeconfig = kubeconfig;
        this.operator = kubeconfig;
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    static Stage sandbox(Path folder) {
        Sandbox sandbox = Sandbox.start(0, POD_START);
        List.of("node-1", "node-2", "node-3").forEach(sandbox::node);
        return new Stage(Optional.of(sandbox), sandbox.kubeconfig(folder.resolve("kubeconfig")));
    }

    static Stage realCluster(Path kubeconfig) {
        return new Stage(Optional.empty(), kubeconfig);
    }

    /** Lets the operator reach the stage by another way, on which somebody looks on. */
    Stage operatorBy(Path other) {
        operator = other;
        return this;
    }

    /** Whom the operator acts as. */
    Path operator() {
        return operator;
    }

    String describe() {
        return sandbox.map(inside -> "a sandbox in this process, " + inside.url())
                .orElseGet(() -> "the cluster of " + kubeconfig + ", " + client.getMasterUrl());
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    /** Settings of the operator that only this stage needs: on a real cluster it minds nothing but the story. */
    Map<String, String> settings() {
        return sandbox.isPresent() ? Map.of() : Map.of("LAUNCHGATE_NAMESPACES", "ml");
    }

    /** The demo deletes what it made, so it must not begin where others have made the same. */
    void refuseIfInUse(Cluster cluster) {
        for (String namespace : NAMESPACES) {
            StoryDiffers.unless(
                    !cluster.exists("Namespace", "", namespace),
                    "no namespace %s on this cluster, so that the demo can make one and delete it"
                            .formatted(namespace));
        }
        StoryDiffers.unless(
                !cluster.exists("Namespace", "", "launchgate-system"),
                "no Launchgate on this cluster, because the demo runs its own");
    }

    /**
     * Makes the namespaces and installs the CRDs.
     *
     * @param crds the manifests of {@link #CRDS}
     */
    void prepare(Cluster cluster, Map<String, String> crds) {
        for (String name : CRDS) {
            if (!cluster.exists("CustomResourceDefinition", "", name)) {
                ourCrds.add(name);
            }
            cluster.apply(crds.get(name));
            cluster.await(
                    "waiting for the CRD to be served",
                    "CustomResourceDefinition",
                    "",
                    name,
                    found -> Cluster.elements(found.at("/status/conditions")).stream()
                            .anyMatch(
                                    condition -> condition.path("type").asText().equals("Established")
                                            && condition.path("status").asText().equals("True")));
        }
        cluster.apply(Manifest.of("namespaces.yaml"));
    }

    /** Takes away what the demo made on a real cluster; a sandbox just ends. */
    void leave() {
        if (sandbox.isPresent()) {
            return;
        }
        NAMESPACES.forEach(name -> client.namespaces().withName(name).delete());
        NAMESPACES.forEach(name -> client.namespaces()
                .withName(name)
                .waitUntilCondition(Objects::isNull, GONE_AFTER.toSeconds(), TimeUnit.SECONDS));
        ourCrds.forEach(name -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .delete());
    }

    @Override
    public void close() {
        client.close();
        sandbox.ifPresent(Sandbox::close);
    }
}
