package dev.launchgate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is learned: a draft that is there already, completed by people, whose measure holds version 3 until it is done. */
final class Aftermath {
    private static final String MEASURE = "nodes-known";
    private static final String CONNECTION_STRING = "postgres://";

    private final Scene scene;

    Aftermath(Scene scene) {
        this.scene = scene;
    }

    void play() {
        String name = drafted();
        completed(name);
        held(name);
        done(name);
    }

    /** @return name of the draft */
    private String drafted() {
        Narrator narrator = scene.narrator();
        narrator.chapter("The postmortem: a draft lies there already");
        narrator.say(
                "When version 2 was frozen, Launchgate wrote down what the cluster knew; events live an hour only.");
        String name = scene.await(
                        "waiting for the draft",
                        found -> !found.drafted("Frozen").isEmpty())
                .drafted("Frozen");
        JsonNode draft = scene.postmortem(
                "waiting for the draft to tell of the way back",
                name,
                found -> !found.at("/spec/impact/mitigatedAt").isMissingNode()
                        && !found.at("/status/missing").isEmpty());
        scene.showPostmortem();
        narrator.command("kubectl get pm %s -n %s -o yaml".formatted(name, Cluster.NAMESPACE));
        narrator.say("title: " + draft.at("/spec/title").asText());
        narrator.table(timeline(draft));
        narrator.say("missing: " + missing(draft));
        scene.prove(
                timeline(draft).stream().anyMatch(row -> row.getLast().startsWith("gate: Frozen")),
                "the draft %s has what happened when".formatted(name));
        scene.prove(
                missing(draft).contains("rootCause") && !draft.at("/spec").has("rootCause"),
                "what only people can say is left open, and named");
        scene.prove(!draft.toString().contains(CONNECTION_STRING), "no value of any setting stands in it");
        return name;
    }

    private void completed(String name) {
        Narrator narrator = scene.narrator();
        narrator.chapter("The one on call completes it");
        narrator.say(
                "Impact, root cause, and a measure that must hold from now on. It is not ticked: it carries a check.");
        scene.apply(new Manifest(
                "postmortem.yaml",
                Map.of(
                        "name",
                        name,
                        "now",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())));
        JsonNode postmortem = scene.postmortem(
                "waiting for the postmortem to be complete",
                name,
                found -> condition(found, "Complete").equals("True")
                        && found.at("/status/prevention/0/verdict").asText().equals("Fail"));
        scene.showPostmortem();
        scene.prove(
                condition(postmortem, "PreventionVerified").equals("False"),
                "it is complete; its measure is not done yet");
        scene.prove(
                timeline(postmortem).stream().anyMatch(row -> row.getLast().startsWith("gate: Frozen")),
                "the facts of the draft are still in it");
    }

    private void held(String name) {
        Narrator narrator = scene.narrator();
        narrator.chapter("Version 3 comes, and is held by what was learned");
        scene.apply("deployment-v3.yaml");
        scene.applyChecklist("v3.0.0");
        String line = name + "/" + MEASURE;
        Checklist checklist = scene.await(
                "waiting for version 3 to be held by the measure alone",
                found -> found.state().equals("Held") && found.notGreen().equals(Set.of(line)));
        scene.showChecklist();
        narrator.say("");
        narrator.table(checklist.lines(false));
        scene.showNotes();
        scene.prove(
                checklist.failing().equals(List.of(line)),
                "no line was added to the checklist, and version 3 is held by the measure");
        scene.prove(scene.serving("v3.0.0") == 0, "nothing of version 3 runs");
    }

    private void done(String name) {
        Narrator narrator = scene.narrator();
        narrator.chapter("The measure is done; version 3 goes out by itself");
        narrator.say(
                "The platform team publishes which nodes there are. Nobody touches gate, checklist or postmortem.");
        scene.apply("node-pools.yaml");
        Checklist checklist = scene.await(
                "waiting for version 3 to roll out",
                found -> found.state().equals("Armed")
                        && found.running().equals("v3.0.0")
                        && found.notGreen().isEmpty());
        scene.showChecklist();
        narrator.table(checklist.line(name + "/" + MEASURE));
        scene.postmortem(
                "waiting for the postmortem to say so",
                name,
                found -> condition(found, "PreventionVerified").equals("True"));
        scene.showPostmortem();
        scene.prove(scene.serving("v3.0.0") == 4, "four pods of v3.0.0 serve");
        scene.prove(
                scene.deployment().at("/spec/paused").asBoolean(),
                "the measure is verified, and holds again should it ever stop being true");
    }

    /** What the gate did, as the postmortem tells it. */
    private static List<List<String>> timeline(JsonNode postmortem) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("AT", "SOURCE", "EVENT")));
        Cluster.elements(postmortem.at("/spec/timeline")).stream()
                .filter(entry -> entry.path("event").asText().startsWith("gate: "))
                .forEach(entry -> rows.add(List.of(
                        entry.path("at").asText(),
                        entry.path("source").asText(),
                        entry.path("event").asText().lines().findFirst().orElse(""))));
        return rows;
    }

    private static String missing(JsonNode postmortem) {
        return Cluster.elements(postmortem.at("/status/missing")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String condition(JsonNode postmortem, String type) {
        boolean current = postmortem.at("/status/observedGeneration").asLong()
                == postmortem.at("/metadata/generation").asLong();
        return !current
                ? ""
                : Cluster.elements(postmortem.at("/status/conditions")).stream()
                        .filter(each -> each.path("type").asText().equals(type))
                        .map(each -> each.path("status").asText())
                        .findFirst()
                        .orElse("");
    }
}
