package dev.launchgate.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plays the story of a launch and checks that each part of it happens as told; ends with 1 where it does not.
 * {@code KEEP=1} stays until it is interrupted; {@code DEMO_KUBECONFIG} names a cluster to play on instead of the sandbox.
 */
public final class Demo {
    private Demo() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/demo").toAbsolutePath());
        Optional<Path> cluster = setting("DEMO_KUBECONFIG").map(Path::of).map(Path::toAbsolutePath);
        boolean keep = setting("KEEP").filter(value -> !value.equals("0")).isPresent();
        Narrator narrator = Narrator.onStandardOutput();
        boolean asTold;
        try (Stage stage = cluster.map(Stage::realCluster).orElseGet(() -> Stage.sandbox(folder))) {
            asTold = new Story(narrator, stage, folder).play(keep);
        }
        System.exit(asTold ? 0 : 1);
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
