package dev.launchgate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What every part of the story does: change something, wait for the checklist, show what people would see. */
final class Scene {
    private static final String CHECKLISTS =
            "/apis/launchgate.dev/v1alpha1/namespaces/" + Cluster.NAMESPACE + "/launchchecklists";
    private static final String POSTMORTEMS =
            "/apis/launchgate.dev/v1alpha1/namespaces/" + Cluster.NAMESPACE + "/postmortems";
    private static final String DEPLOYMENTS =
            "/apis/apps/v1/namespaces/" + Cluster.NAMESPACE + "/deployments?labelSelector=app%3D" + Cluster.NAME;
    private static final String EVENTS = "/api/v1/namespaces/" + Cluster.NAMESPACE
            + "/events?fieldSelector=involvedObject.name%3D" + Cluster.NAME + ",involvedObject.kind%3D";

    private final Cluster cluster;
    private final Surroundings surroundings;
    private final Narrator narrator;
    private final Set<List<String>> told = new HashSet<>();

    Scene(Cluster cluster, Surroundings surroundings, Narrator narrator) {
        this.cluster = cluster;
        this.surroundings = surroundings;
        this.narrator = narrator;
    }

    Cluster cluster() {
        return cluster;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Narrator narrator() {
        return narrator;
    }

    void apply(String file) {
        apply(Manifest.of(file));
    }

    void apply(Manifest manifest) {
        narrator.command("kubectl apply --server-side -f " + manifest.file());
        cluster.apply(manifest);
    }

    /** Applies the checklist, in which somebody vouches that support knows about a version. */
    void applyChecklist(String version) {
        Map<String, String> values = new HashMap<>();
        values.put("httpPort", String.valueOf(surroundings.httpPort()));
        values.put("tlsPort", String.valueOf(surroundings.tlsPort()));
        values.put("exporterPort", String.valueOf(surroundings.exporterPort()));
        values.put("now", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("candidate", version);
        apply(new Manifest("checklist.yaml", values));
    }

    Checklist await(String what, Predicate<Checklist> wanted) {
        return new Checklist(cluster.await(
                what,
                "LaunchChecklist",
                Cluster.NAMESPACE,
                Cluster.NAME,
                object -> new Checklist(object).current() && wanted.test(new Checklist(object))));
    }

    Checklist checklist() {
        return new Checklist(cluster.get("LaunchChecklist", Cluster.NAME));
    }

    JsonNode postmortem(String what, String name, Predicate<JsonNode> wanted) {
        return cluster.await(what, "Postmortem", Cluster.NAMESPACE, name, wanted);
    }

    JsonNode deployment() {
        return cluster.get("Deployment", Cluster.NAME);
    }

    /** Pods of a version that serve. */
    long serving(String version) {
        return cluster.labelled("Pod").stream()
                .filter(pod -> pod.at("/metadata/annotations/app.kubernetes.io~1version")
                        .asText()
                        .equals(version))
                .filter(pod -> Cluster.elements(pod.at("/status/conditions")).stream()
                        .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                                && condition.path("status").asText().equals("True")))
                .count();
    }

    void showChecklist() {
        narrator.command("kubectl get lc -n " + Cluster.NAMESPACE);
        narrator.table(cluster.table(CHECKLISTS));
    }

    void showDeployment() {
        narrator.command("kubectl get deploy -n " + Cluster.NAMESPACE);
        narrator.table(cluster.table(DEPLOYMENTS));
    }

    void showPostmortem() {
        narrator.command("kubectl get pm -n " + Cluster.NAMESPACE);
        narrator.table(cluster.table(POSTMORTEMS));
    }

    /** What the Deployment itself says about its gate. */
    void showNotes() {
        narrator.command(
                "kubectl describe deploy %s -n %s | grep launchgate.dev".formatted(Cluster.NAME, Cluster.NAMESPACE));
        List<List<String>> rows = deployment().at("/metadata/annotations").properties().stream()
                .filter(annotation -> annotation.getKey().startsWith("launchgate.dev/"))
                .map(annotation ->
                        List.of(annotation.getKey() + ":", annotation.getValue().asText()))
                .toList();
        StoryDiffers.unless(!rows.isEmpty(), "annotations on the Deployment that tell about its gate");
        narrator.table(rows);
    }

    /** Events that were not shown before. */
    void showNews(String kind) {
        List<List<String>> rows = cluster.table(EVENTS + kind);
        List<List<String>> news = rows.stream()
                .map(row -> row.subList(1, row.size()))
                .filter(row -> row.getFirst().equals("TYPE") || told.add(row))
                .toList();
        narrator.command("kubectl events -n %s --for %s/%s"
                .formatted(Cluster.NAMESPACE, kind.toLowerCase(Locale.ROOT), Cluster.NAME));
        narrator.table(news);
    }

    /** Tells a fact, once it is checked. */
    void prove(boolean holds, String fact) {
        StoryDiffers.unless(holds, fact);
        narrator.proven(fact);
    }
}
