package dev.launchgate.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Version 1: held with five lines red, released by itself when the last of them turns green. */
final class FirstLaunch {
    private static final String ADDRESS = "203.0.113.10";
    private static final String WRONG_HOST = "ml-db.staging.example.com";
    private static final String CONNECTION = "connection-string";
    private static final List<String> RED =
            List.of("public-name", "load-balancer-rule", "node-agent", "canary", CONNECTION);

    private final Scene scene;

    FirstLaunch(Scene scene) {
        this.scene = scene;
    }

    void play() {
        held();
        name();
        rule();
        agent();
        canary();
        promoted(connection());
    }

    private void held() {
        Narrator narrator = scene.narrator();
        narrator.chapter("Version 1 is created, and held");
        narrator.say("The team applies its Deployment and, beside it, the launch checklist of ten lines.");
        scene.cluster().apply(Manifest.of("services.yaml"));
        scene.cluster().giveAddress("public", ADDRESS);
        scene.cluster()
                .apply(new Manifest(
                        "company-ca.yaml",
                        Map.of("ca", scene.surroundings().authority().indent(4))));
        scene.apply("deployment-v1.yaml");
        scene.applyChecklist("v1.0.0");
        Checklist checklist = scene.await(
                "waiting for every line to be measured", found -> found.state().equals("Held") && found.measured());
        scene.showChecklist();
        narrator.say("");
        narrator.table(checklist.lines(true));
        scene.showNews("LaunchChecklist");
        scene.showNotes();
        scene.prove(checklist.failing().equals(RED), "five of ten lines fail: " + String.join(", ", RED));
        scene.prove(scene.cluster().labelled("Pod").isEmpty(), "not a single pod was started");
    }

    private void name() {
        scene.narrator().chapter("The DNS record appears");
        scene.narrator().say("The network team enters ml.example.com; nobody touches the gate.");
        scene.surroundings().names().enter("ml.example.com", ADDRESS);
        turnsGreen("public-name", Set.of("load-balancer-rule", "node-agent", "canary", CONNECTION));
    }

    private void rule() {
        scene.narrator().chapter("The load balancer gets its rule");
        scene.apply("load-balancer-rule.yaml");
        turnsGreen("load-balancer-rule", Set.of("node-agent", "canary", CONNECTION));
    }

    private void agent() {
        scene.narrator().chapter("The monitoring agent is rolled out to the nodes");
        scene.apply("agent.yaml");
        turnsGreen("node-agent", Set.of("canary", CONNECTION));
    }

    /** @param left lines that still hold the gate */
    private void turnsGreen(String line, Set<String> left) {
        Checklist checklist = scene.await(
                "waiting for line " + line,
                found -> found.green(line) && found.notGreen().equals(left));
        scene.narrator().table(checklist.line(line));
        scene.prove(checklist.state().equals("Held"), "%s is green; still held by %d".formatted(line, left.size()));
    }

    private void canary() {
        scene.narrator().chapter("The canary is configured; it still waits");
        scene.apply("canary.yaml");
        turnsGreen("canary", Set.of(CONNECTION));
    }

    /** @return hash of the template that was held, and is never to run */
    private String connection() {
        Narrator narrator = scene.narrator();
        narrator.chapter("The connection string: found before the release, not by the one on call");
        narrator.say(
                "Everything around is ready. One line is left: somebody wrote the connection string into the template,");
        narrator.say("where configuration management does not see it. Nobody noticed that it is the one of staging.");
        Checklist before = scene.checklist();
        narrator.table(before.line(CONNECTION));
        scene.prove(
                before.line(CONNECTION).getFirst().contains("SettingLiteral") && !before.mentions(WRONG_HOST),
                "the line names variable and container; the value stands nowhere in the checklist");
        narrator.say("");
        narrator.say("Now it is entered into configuration management, and the Deployment refers to it there. That is");
        narrator.say("another pod template, so another candidate: the lines of the network are confirmed for it anew.");
        scene.apply("database-settings.yaml");
        scene.apply("deployment-v1-fixed.yaml");
        Checklist after = scene.await(
                "waiting for the release", found -> !found.state().equals("Held") && found.green(CONNECTION));
        narrator.say("Every blocking line is green: the gate opens by itself.");
        narrator.table(after.line(CONNECTION));
        return before.candidateTemplate();
    }

    private boolean armed(Checklist checklist) {
        return checklist.condition("Enforced").equals("True")
                && scene.deployment().at("/spec/paused").asBoolean();
    }

    /** @param wrong hash of the template that was held */
    private void promoted(String wrong) {
        Checklist checklist = scene.await(
                "waiting for version 1 to roll out",
                found -> found.state().equals("Armed") && found.notGreen().isEmpty());
        scene.showChecklist();
        scene.showDeployment();
        scene.showNews("Deployment");
        scene.prove(scene.serving("v1.0.0") == 4, "four pods of v1.0.0 serve");
        scene.prove(
                checklist.condition("Promoted").equals("True")
                        && checklist.running().equals("v1.0.0"),
                "v1.0.0 is promoted");
        scene.prove(
                checklist.decisions().containsAll(List.of("Released", "Promoted")),
                "both decisions are in its history");
        scene.prove(
                checklist.promotedTemplates().size() == 1
                        && !checklist.promotedTemplates().contains(wrong)
                        && scene.cluster().labelled("ReplicaSet").size() == 1,
                "no pod of the wrong connection string was ever made");
        scene.prove(armed(checklist), "the gate is armed again for the next version");
    }
}
