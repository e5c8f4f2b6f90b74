package dev.launchgate.demo;

import dev.launchgate.e2e.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the story of a launch and checks that each part of it happens as told; ends with 1 where it does not.
 * {@code KEEP=1} stays until it is interrupted; {@code DEMO_KUBECONFIG} names a cluster to play on instead of the sandbox.
 */
public final class Demo {
    private static final String CRD = "crds/launchchecklists.launchgate.dev.yaml";
    private static final int LOG_LINES = 15;

    private final Narrator narrator = Narrator.onStandardOutput();
    private final Patience patience = new Patience(narrator);

    private Demo() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new Demo().run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Path folder = Files.createDirectories(Path.of("target/demo").toAbsolutePath());
        try (Surroundings surroundings = Surroundings.start(folder);
                Stage stage = stage(folder)) {
            narrator.say("The launch of ml-scoring, played on " + stage.describe());
            narrator.say("Look around meanwhile:  export KUBECONFIG=" + stage.kubeconfig());
            Cluster cluster = new Cluster(stage.client(), patience);
            boolean asTold = play(stage, cluster, surroundings);
            if (asTold) {
                summary(Duration.between(begin, Instant.now()));
            }
            return asTold;
        }
    }

    private static Stage stage(Path folder) {
        return Optional.ofNullable(System.getenv("DEMO_KUBECONFIG"))
                .filter(file -> !file.isBlank())
                .map(file -> Stage.realCluster(Path.of(file).toAbsolutePath()))
                .orElseGet(() -> Stage.sandbox(folder));
    }

    private boolean play(Stage stage, Cluster cluster, Surroundings surroundings) throws InterruptedException {
        try {
            stage.prepare(cluster, Files.readString(Path.of(CRD)));
        } catch (StoryDiffers e) {
            narrator.failed(e.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Ending ending = new Ending(stage);
                OperatorProcess operator = ending.of(OperatorProcess.start(stage.kubeconfig(), settings(stage, surroundings)))) {
            patience.during("starting the operator, target/quarkus-app/quarkus-run.jar", operator::awaitReady);
            narrator.say("The operator runs as process " + operator.pid() + ", from the packaged jar.");
            boolean asTold = tell(new Scene(cluster, surroundings, narrator), operator);
            stay();
            return asTold;
        }
    }

    private boolean tell(Scene scene, OperatorProcess operator) {
        try {
            new FirstLaunch(scene).play();
            new BadRelease(scene).play();
            return true;
        } catch (StoryDiffers e) {
            narrator.failed(e.getMessage());
            narrator.say("The end of the operator's log:");
            LogText.lastLines(operator.log(), LOG_LINES).forEach(narrator::say);
            return false;
        }
    }

    private static Map<String, String> settings(Stage stage, Surroundings surroundings) {
        Map<String, String> settings = new HashMap<>(stage.settings());
        settings.put("LAUNCHGATE_EGRESS_ALLOW", "127.0.0.1/32,::1/128");
        settings.put("LAUNCHGATE_DNS_RESOLVERS", surroundings.names().hostPort());
        settings.put("LAUNCHGATE_REFERENCES_SHARED_NAMESPACES", "ml-monitoring");
        return settings;
    }

    private void stay() throws InterruptedException {
        String keep = Optional.ofNullable(System.getenv("KEEP")).orElse("");
        if (keep.isEmpty() || keep.equals("0")) {
            return;
        }
        narrator.finished("KEEP is set: everything stays as it is until you press Ctrl-C.");
        Thread.currentThread().join();
    }

    private void summary(Duration taken) {
        narrator.finished("The story happened as told, in %d s:".formatted(taken.toSeconds()));
        narrator.say("v1.0.0 was held by four lines, and went out by itself when the last of them turned green;");
        narrator.say("v2.0.0 was held by a person's word, released, and frozen midway when it made no progress;");
        narrator.say("going back to v1.0.0 was never held.");
    }
}
