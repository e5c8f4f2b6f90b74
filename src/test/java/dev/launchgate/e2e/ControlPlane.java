package dev.launchgate.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A genuine control plane (etcd, API server, controller manager, scheduler, pretend nodes) and ways to talk to it.
 *
 * <p>Shape, for a class with {@link ClusterTest}:
 *
 * <pre>{@code
 * @ClusterTest
 * class SomethingTest {
 *     SomethingTest(ControlPlane cluster) {...}     // one for all classes of the JVM; or a parameter of any method
 * }
 * cluster.admin()                                   // ClusterUser with every right
 * cluster.serviceAccount("ml", "developer")         // ClusterUser with a token of that account; made if it is not there
 * user.client()                                     // fabric8 client
 * user.kubectl("get", "lc", "-A")                   // runs it, answers exit code, output and errors: never throws for a refusal
 * user.kubectlWith(yaml, "apply", "-f", "-")        // the same with standard input
 * user.kubeconfig()                                 // for a process of its own, such as the packaged operator
 * cluster.auditLog()                                // who wrote what; empty on a cluster that we did not start
 * cluster.namespace("policy")                       // a fresh namespace with that prefix
 * ControlPlane.start(3, "--audit")                  // one of its own, for a test that hurts it; close it
 * }</pre>
 *
 * <p>Where it comes from: the folder with the programs {@code up} and {@code down} that the environment variable
 * {@code LAUNCHGATE_CONTROLPLANE} names, or that lies as {@code shared/controlplane} beside this project or a folder above
 * it; else the cluster that {@code KUBECONFIG} names; else the sources in {@code src/test/controlplane}, built by Go the
 * first time. With none of these it fails and says so. What it starts has its own folder for data and a free block of six
 * ports, and is stopped on {@link #close}; nothing else is ever stopped.
 */
public final class ControlPlane implements AutoCloseable {
    private static final String PROGRAMS = "LAUNCHGATE_CONTROLPLANE";
    private static final Duration BUILDING = Duration.ofMinutes(30);
    private static final int ATTEMPTS = 5;
    private static final long TOKEN_SECONDS = 4 * 3600L;

    private final ScratchFolder folder;
    private final @Nullable Path programs;
    private final ClusterUser admin;
    private final Map<String, ClusterUser> accounts = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ControlPlane(ScratchFolder folder, @Nullable Path programs, Path kubeconfig) {
        this.folder = folder;
        this.programs = programs;
        this.admin = new ClusterUser("admin", kubeconfig, folder.path());
        // A run that is broken off must not leave servers behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "control-plane-stop"));
    }

    /** The one that tests share: started with three nodes and an audit log, or what {@code KUBECONFIG} names. */
    static ControlPlane forTests() {
        Optional<Path> programs = programs();
        if (programs.isPresent()) {
            return start(3, "--audit");
        }
        String existing = System.getenv("KUBECONFIG");
        if (existing == null || existing.isBlank()) {
            return start(3, "--audit");
        }
        return new ControlPlane(scratch(), null, Path.of(existing.split(File.pathSeparator)[0]));
    }

    /**
     * Starts a control plane of its own.
     *
     * @param nodes pretend nodes, whose pods become Ready; 0 for neither scheduler nor pods
     * @param options further words for {@code up}, such as {@code --audit} or {@code --feature-gates}
     */
    public static ControlPlane start(int nodes, String... options) {
        Path programs = programs().orElseGet(ControlPlane::sources);
        // Unpacked or built once for each machine, which takes longer than a start may.
        Finished binary = Finished.run(List.of(programs.resolve("binary").toString()), Map.of(), "", BUILDING);
        if (!binary.succeeded()) {
            throw new IllegalStateException(
                    "no control plane: " + programs.resolve("binary") + " failed: " + binary.said());
        }
        ScratchFolder folder = scratch();
        String failure = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> up = new ArrayList<>(List.of(
                    programs.resolve("up").toString(),
                    folder.path().resolve("data").toString(),
                    "--port",
                    Integer.toString(PortBlock.free(6)),
                    "--nodes",
                    Integer.toString(nodes)));
            up.addAll(List.of(options));
            Finished last = Finished.run(up, Map.of(), "");
            if (last.succeeded()) {
                return new ControlPlane(folder, programs, Path.of(last.out().strip()));
            }
            failure = last.said();
            // Another process may have taken a port in the meantime.
            down(programs, folder);
        }
        folder.close();
        throw new IllegalStateException("no control plane: " + programs.resolve("up") + " failed: " + failure);
    }

    public ClusterUser admin() {
        return admin;
    }

    public KubernetesClient client() {
        return admin.client();
    }

    /** A user with a token of this ServiceAccount, which is made where it does not exist. */
    public ClusterUser serviceAccount(String namespace, String name) {
        return accounts.computeIfAbsent(namespace + "/" + name, key -> account(namespace, name));
    }

    /** A fresh namespace. */
    public String namespace(String prefix) {
        return client().namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName(prefix + "-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    /** The audit log of the API server; empty where it was started without, or not by us. */
    public Optional<Path> auditLog() {
        return Optional.of(folder.path().resolve("data/audit.log")).filter(Files::exists);
    }

    /** A folder that lasts as long as this control plane. */
    public Path directory() {
        return folder.path();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        accounts.values().forEach(ClusterUser::close);
        admin.close();
        if (programs != null) {
            down(programs, folder);
        }
        folder.close();
    }

    private ClusterUser account(String namespace, String name) {
        client().serviceAccounts()
                .inNamespace(namespace)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
        String token = client().serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        return ClusterUser.withToken(namespace + "-" + name, token, admin, folder.path());
    }

    private static void down(Path programs, ScratchFolder folder) {
        Finished.run(
                List.of(
                        programs.resolve("down").toString(),
                        folder.path().resolve("data").toString(),
                        "--purge"),
                Map.of(),
                "");
    }

    private static Optional<Path> programs() {
        String named = System.getenv(PROGRAMS);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Path project = Path.of(System.getProperty("project.dir", "")).toAbsolutePath();
        for (Path above = project; above != null; above = above.getParent()) {
            Path candidate = above.resolve("shared/controlplane");
            if (Files.isExecutable(candidate.resolve("up"))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Path sources() {
        Path sources = Path.of(System.getProperty("project.dir", ""), "src/test/controlplane");
        if (!Files.isExecutable(sources.resolve("up"))) {
            throw new IllegalStateException("no control plane for tests: expected " + PROGRAMS
                    + " to name the folder with the programs up and down, or shared/controlplane beside the project, or"
                    + " KUBECONFIG to name a cluster to test on, or " + sources + "; saw none of them");
        }
        return sources;
    }

    private static ScratchFolder scratch() {
        return ScratchFolder.create("launchgate-controlplane-");
    }
}
