package dev.launchgate.demo;

import dev.launchgate.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The whole story on one stage: the surroundings, the packaged operator as its own process, and both releases. */
final class Story {
    private static final String CRDS = "crds/%s.yaml";
    private static final int LOG_LINES = 15;

    private final Narrator narrator;
    private final Stage stage;
    private final Path folder;
    private final Patience patience;

    /** @param folder for files that this run needs */
    Story(Narrator narrator, Stage stage, Path folder) {
        this.narrator = narrator;
        this.stage = stage;
        this.folder = folder;
        this.patience = new Patience(narrator);
    }

    /**
     * Tells it.
     *
     * @param keep whether to stay at the end until somebody interrupts
     * @return whether all of it happened as told
     */
    boolean play(boolean keep) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        narrator.say("The launch of ml-scoring, played on " + stage.describe());
        narrator.say("Look around meanwhile:  export KUBECONFIG=" + stage.kubeconfig());
        Cluster cluster = new Cluster(stage.client(), patience);
        try (Surroundings surroundings = Surroundings.start(folder)) {
            Map<String, String> crds = new HashMap<>();
            for (String name : Stage.CRDS) {
                crds.put(
                        name,
                        Files.readString(
                                Path.of(System.getProperty("project.dir", "")).resolve(CRDS.formatted(name))));
            }
            stage.refuseIfInUse(cluster);
            try (Ending ending = new Ending(stage, patience)) {
                stage.prepare(cluster, crds);
                OperatorProcess operator = ending.of(OperatorProcess.start(stage.operator(), settings(surroundings)));
                boolean asTold = tell(new Scene(cluster, surroundings, narrator), operator);
                if (asTold) {
                    summary(Duration.between(begin, Instant.now()));
                }
                if (keep) {
                    narrator.finished("KEEP is set: everything stays as it is until you press Ctrl-C.");
                    Thread.currentThread().join();
                }
                return asTold;
            }
        } catch (RuntimeException e) {
            narrator.failed(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean tell(Scene scene, OperatorProcess operator) {
        try {
            patience.during(
                    "starting the operator, target/quarkus-app/quarkus-run.jar",
                    () -> operator.awaitReady().pid());
            narrator.say("The operator runs as process " + operator.pid() + ", from the packaged jar.");
            new FirstLaunch(scene).play();
            new BadRelease(scene).play();
            new Aftermath(scene).play();
            return true;
        } catch (RuntimeException e) {
            narrator.failed(String.valueOf(e.getMessage()));
            narrator.say("The end of the operator's log:");
            LogText.lastLines(operator.log(), LOG_LINES).forEach(narrator::say);
            return false;
        }
    }

    private Map<String, String> settings(Surroundings surroundings) {
        Map<String, String> settings = new HashMap<>(stage.settings());
        settings.put("LAUNCHGATE_EGRESS_ALLOW", "127.0.0.1/32,::1/128");
        settings.put("LAUNCHGATE_DNS_RESOLVERS", surroundings.names().hostPort());
        settings.put("LAUNCHGATE_REFERENCES_SHARED_NAMESPACES", "ml-monitoring");
        return settings;
    }

    private void summary(Duration taken) {
        narrator.finished("The story happened as told, in %d s:".formatted(taken.toSeconds()));
        narrator.say("v1.0.0 was held by five lines, and went out by itself when the last of them turned green:");
        narrator.say("its connection string had been written by hand, and was put right before a single pod read it;");
        narrator.say("v2.0.0 was held by a person's word, released, and frozen midway when it made no progress;");
        narrator.say(
                "going back to v1.0.0 was never held. A draft of the postmortem lay there at once; what was learned");
        narrator.say("held v3.0.0 until a check saw it done.");
    }
}
