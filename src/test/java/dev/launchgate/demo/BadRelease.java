package dev.launchgate.demo;

import java.util.Set;

/** Version 2: held until support knows, released, frozen when its pods do not start, and reverted without being held. */
final class BadRelease {
    private final Scene scene;

    BadRelease(Scene scene) {
        this.scene = scene;
    }

    void play() {
        held();
        frozen();
        reverted();
    }

    private void held() {
        Narrator narrator = scene.narrator();
        narrator.chapter("Version 2 comes, and is held");
        scene.apply("deployment-v2.yaml");
        Checklist checklist = scene.await(
                "waiting for version 2 to be held",
                found -> found.state().equals("Held") && found.notGreen().equals(Set.of("support-told")));
        scene.showChecklist();
        narrator.say("");
        narrator.table(checklist.lines(false));
        scene.showNotes();
        scene.prove(scene.serving("v1.0.0") == 4, "version 1 serves on, untouched");
        scene.prove(scene.serving("v2.0.0") == 0, "nothing of version 2 runs");
    }

    private void frozen() {
        Narrator narrator = scene.narrator();
        narrator.chapter("Support is told; version 2 goes out, and goes wrong");
        scene.applyChecklist("v2.0.0");
        scene.await(
                "waiting for the release",
                found -> found.state().equals("Releasing") || found.state().equals("Frozen"));
        narrator.say("Released. But it asks for nodes that do not exist, so its pods never become ready.");
        Checklist checklist = scene.await(
                "waiting for progressDeadlineSeconds (8 s) to pass",
                found -> found.state().equals("Frozen"));
        scene.showChecklist();
        scene.showDeployment();
        scene.showNews("Deployment");
        scene.prove(scene.deployment().at("/spec/paused").asBoolean(), "the rollout is frozen midway");
        scene.prove(scene.serving("v1.0.0") == 3, "three of four pods of v1.0.0 still serve");
        scene.prove(checklist.condition("Promoted").equals("False"), "v2.0.0 is not promoted");
    }

    private void reverted() {
        Narrator narrator = scene.narrator();
        narrator.chapter("The team reverts; recovery is never held");
        narrator.say(
                "Support was told of version 2 only, so the checklist is red for version 1. It goes out all the same.");
        int decisions = scene.checklist().decisions().size();
        scene.apply("deployment-v1-again.yaml");
        Checklist checklist = scene.await(
                "waiting for version 1 to be back",
                found -> found.state().equals("Armed")
                        && found.running().equals("v1.0.0")
                        && found.notGreen().equals(Set.of("support-told")));
        scene.showChecklist();
        scene.showDeployment();
        scene.showNews("Deployment");
        var since =
                checklist.decisions().subList(decisions, checklist.decisions().size());
        scene.prove(
                since.contains("RolledBack") && !since.contains("Held"), "v1.0.0 was let through without being held");
        scene.prove(scene.serving("v1.0.0") == 4 && scene.serving("v2.0.0") == 0, "four pods of v1.0.0 serve again");
        scene.prove(checklist.failing().contains("support-told"), "although a line of the checklist is red");
        scene.prove(
                checklist.condition("Enforced").equals("True")
                        && scene.deployment().at("/spec/paused").asBoolean(),
                "and the gate is armed again");
    }
}
