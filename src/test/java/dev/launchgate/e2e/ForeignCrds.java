package dev.launchgate.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CRDs of other systems on a control plane, as those systems publish them: from the folder that the environment variable
 * {@code LAUNCHGATE_CRDS} names, or that lies as {@code shared/crds} beside this project or a folder above it. A CRD that is
 * not there is taken from {@code src/test/resources/crds}, which accepts anything; the output of the
 * test says so.
 */
final class ForeignCrds implements AutoCloseable {
    private static final String FOLDER = "LAUNCHGATE_CRDS";
    private static final String OWN = "src/test/resources/crds";

    private final ClusterUser admin;
    private final List<Path> files;

    private ForeignCrds(ClusterUser admin, List<Path> files) {
        this.admin = admin;
        this.files = files;
    }

    /** @param names of files without their extension */
    static ForeignCrds of(ControlPlane cluster, String... names) {
        Optional<Path> published = published();
        Path project = Path.of(System.getProperty("project.dir", "")).toAbsolutePath();
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(published
                    .map(folder -> folder.resolve(name + ".yaml"))
                    .filter(Files::exists)
                    .orElse(project.resolve(OWN).resolve(name + ".yaml")));
        }
        return new ForeignCrds(cluster.admin(), files);
    }

    /** Who wrote the schemas that the test runs against. */
    private String origin() {
        List<String> own = files.stream()
                .filter(file -> file.getParent().endsWith(OWN))
                .map(file -> file.getFileName().toString())
                .toList();
        return own.isEmpty()
                ? "all as published"
                : "NOT as published, but from %s, which accept anything: %s".formatted(OWN, own);
    }

    /** Returns when the server serves all of them. */
    ForeignCrds install() {
        System.out.println("CRDs of other systems: " + origin());
        admin.kubectl(with("apply", "--server-side", "--force-conflicts")).orThrow();
        // kubectl fails at once on a CRD that has no conditions yet
        await("CRDs established")
                .atMost(Duration.ofSeconds(60))
                .until(() -> admin.kubectl(with("wait", "--for=condition=Established", "--timeout=30s"))
                        .succeeded());
        return this;
    }

    /** Takes them away with all of their objects. */
    @Override
    public void close() {
        admin.kubectl(with("delete", "--ignore-not-found")).orThrow();
    }

    private String[] with(String... words) {
        return Stream.concat(Stream.of(words), files.stream().flatMap(file -> Stream.of("-f", file.toString())))
                .toArray(String[]::new);
    }

    private static Optional<Path> published() {
        String named = System.getenv(FOLDER);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Path project = Path.of(System.getProperty("project.dir", "")).toAbsolutePath();
        return Stream.iterate(project, above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared/crds"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
