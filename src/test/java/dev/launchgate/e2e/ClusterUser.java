package dev.launchgate.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who talks to the API server of a {@link ControlPlane}, by client and by kubectl, with rights of its own. */
public final class ClusterUser implements AutoCloseable {
    private final String name;
    private final Path kubeconfig;
    private final Path cache;
    private final KubernetesClient client;

    /** @param folder where kubectl may keep what it discovers */
    ClusterUser(String name, Path kubeconfig, Path folder) {
        this.name = name;
        this.kubeconfig = kubeconfig;
        this.cache = folder.resolve("kubectl-cache");
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** A user with this token on the cluster that {@code admin} talks to. */
    static ClusterUser withToken(String name, String token, ClusterUser admin, Path folder) {
        Path kubeconfig = folder.resolve(name + ".kubeconfig");
        try {
            Files.copy(admin.kubeconfig, kubeconfig);
            Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> kubectl = List.of("kubectl", "--kubeconfig", kubeconfig.toString(), "config");
        Finished.run(with(kubectl, "set-credentials", name, "--token", token), Map.of(), "")
                .orThrow();
        Finished.run(with(kubectl, "set-context", "--current", "--user", name), Map.of(), "")
                .orThrow();
        return new ClusterUser(name, kubeconfig, folder);
    }

    public String name() {
        return name;
    }

    public KubernetesClient client() {
        return client;
    }

    /** For a process of its own; holds the token. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Runs kubectl as this user. A refusal of the server is an answer, not an exception. */
    public Finished kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    /** Runs kubectl as this user with standard input. */
    public Finished kubectlWith(String input, String... arguments) {
        return Finished.run(
                with(List.of("kubectl"), arguments),
                Map.of("KUBECONFIG", kubeconfig.toString(), "KUBECACHEDIR", cache.toString()),
                input);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }
}
