package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One Deployment and its checklist in a namespace of their own, as a team would have them. The checklist has one blocking
 * line: a Service that carries port 80 to the application. {@link #open} makes it pass, {@link #shut} makes it fail.
 */
public final class Launch {
    /** Longer than anything here takes; only a failing test waits for it. */
    static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ClusterUser user;
    private final String namespace;
    private final String labels;

    private Launch(ClusterUser user, String namespace, String labels) {
        this.user = user;
        this.namespace = namespace;
        this.labels = labels;
    }

    /** A launch by somebody with every right. */
    public static Launch in(ControlPlane cluster, String prefix) {
        return new Launch(cluster.admin(), cluster.namespace(prefix), "");
    }

    /** The same whose Deployment opts in to the policies. */
    public Launch guarded() {
        return new Launch(user, namespace, "launchgate.dev/gate: enabled");
    }

    /** The same, acted on by somebody else. */
    public Launch as(ClusterUser other) {
        return new Launch(other, namespace, labels);
    }

    public String namespace() {
        return namespace;
    }

    public ClusterUser user() {
        return user;
    }

    /** Manifest of the Deployment at a version. */
    public String deployment(String version, boolean paused) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: %s, labels: {%s}}
                spec:
                  replicas: 2
                  paused: %s
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata:
                      labels: {app: app}
                      annotations: {app.kubernetes.io/version: %s}
                    spec:
                      containers: [{name: app, image: "registry.example.com/app:%s", ports: [{containerPort: 8080}]}]
                """.formatted(namespace, labels, paused, version, version);
    }

    /** Applies the Deployment at a version, paused as its manifest in this mode says. */
    public Launch deploy(String version) {
        apply(deployment(version, true));
        return this;
    }

    public Launch checklist() {
        return checklist("");
    }

    /** @param gate members of {@code spec.gate}, such as {@code mode: Audit} */
    public Launch checklist(String gate) {
        apply(checklistManifest(gate));
        return this;
    }

    /** Manifest of the checklist; its parameter as {@link #checklist(String)} has it. */
    String checklistManifest(String gate) {
        return """
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  gate: {%s}
                  items:
                    - name: rule
                      loadBalancer:
                        identifier: {service: {name: app}}
                        rules: [{port: 80}]
                        address: Optional
                        minEndpoints: 0
                """.formatted(namespace, gate);
    }

    /** Makes the one blocking line pass. */
    public void open() {
        apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: app, namespace: %s}
                spec: {selector: {app: app}, ports: [{port: 80, targetPort: 8080}]}
                """.formatted(namespace));
    }

    /** Makes it fail. */
    public void shut() {
        kubectl("delete", "service", "app", "--ignore-not-found").orThrow();
    }

    public void apply(String yaml) {
        user.kubectlWith(yaml, "apply", "-f", "-").orThrow();
    }

    /** In this namespace. */
    public Finished kubectl(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "-n";
        all[1] = namespace;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return user.kubectl(all);
    }

    public JsonNode deployment() {
        return read("/apis/apps/v1/namespaces/" + namespace + "/deployments/app");
    }

    public JsonNode status() {
        return checklistObject().path("status");
    }

    public JsonNode checklistObject() {
        return read("/apis/launchgate.dev/v1alpha1/namespaces/" + namespace + "/launchchecklists/app");
    }

    private Stream<JsonNode> list(String path) {
        return elements(read(path).path("items"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** What the API server answers; an empty object when there is none. */
    private JsonNode read(String path) {
        String answer = user.client().raw(path);
        try {
            return MAPPER.readTree(answer == null ? "{}" : answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code state/candidate/running}, revisions by name, {@code -} for none. */
    public String gate() {
        JsonNode gate = status().path("gate");
        return "%s/%s/%s"
                .formatted(
                        gate.path("state").asText("-"),
                        gate.at("/candidate/revision").asText("-"),
                        gate.at("/running/revision").asText("-"));
    }

    /** Waits for {@link #gate} to say this. */
    public Launch awaitGate(String expected) {
        await("gate " + expected)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(gate()).isEqualTo(expected));
        return this;
    }

    /** Waits until this version waits, whatever runs. */
    public void awaitHeld(String version) {
        await("held " + version)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> gate().startsWith("Held/" + version + "/"));
    }

    /** Waits until what is wanted has rolled out. */
    public void awaitComplete() {
        await("rollout").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            JsonNode deployment = deployment();
            return deployment.at("/status/updatedReplicas").asInt() == 2
                    && deployment.at("/status/replicas").asInt() == 2
                    && deployment.at("/status/availableReplicas").asInt() == 2;
        });
    }

    /** Revisions that have pods, by name, sorted. */
    public List<String> running() {
        return revisions(set -> set.at("/spec/replicas").asInt() > 0);
    }

    /** Revisions that ever had a ReplicaSet, by name, sorted. */
    public List<String> everStarted() {
        return revisions(set -> true);
    }

    private List<String> revisions(Predicate<JsonNode> which) {
        return list("/apis/apps/v1/namespaces/" + namespace + "/replicasets")
                .filter(which)
                .map(set -> set.at("/spec/template/metadata/annotations/app.kubernetes.io~1version")
                        .asText())
                .sorted()
                .toList();
    }

    /** Reasons of the checklist's history, oldest first. */
    public List<String> history() {
        return elements(status().path("history"))
                .map(entry -> entry.path("reason").asText())
                .toList();
    }

    /** Reasons of the events about objects of a kind, sorted and without repetition. */
    public List<String> events(String kind) {
        return list("/apis/events.k8s.io/v1/namespaces/" + namespace + "/events")
                .filter(event -> event.at("/regarding/kind").asText().equals(kind))
                .map(event -> event.path("reason").asText())
                .distinct()
                .sorted()
                .toList();
    }

    /** Condition of the checklist as {@code status/reason}. */
    public String condition(String type) {
        return elements(status().path("conditions"))
                .filter(condition -> condition.path("type").asText().equals(type))
                .map(condition -> condition.path("status").asText() + "/"
                        + condition.path("reason").asText())
                .findFirst()
                .orElse("-");
    }

    /** Row of an item, empty when there is none. */
    public JsonNode itemStatus(String name) {
        return elements(status().path("items"))
                .filter(item -> item.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(MAPPER::createObjectNode);
    }

    /** Answer of an item as {@code verdict/reason}. */
    public String item(String name) {
        JsonNode item = itemStatus(name);
        return item.path("verdict").asText("-") + "/" + item.path("reason").asText("-");
    }

    /** Message of an item. */
    public String message(String name) {
        return itemStatus(name).path("message").asText();
    }

    /** Answers of all items by their names, as {@code verdict/reason}. */
    public Map<String, String> items() {
        Map<String, String> items = new TreeMap<>();
        elements(status().path("items"))
                .map(item -> item.path("name").asText())
                .forEach(name -> items.put(name, item(name)));
        return items;
    }

    /** Waits until an item answers one of these, as {@code verdict/reason}. */
    void awaitItem(Duration within, String name, String... answers) {
        await("item " + name)
                .atMost(within)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(item(name)).as(message(name)).isIn((Object[]) answers));
    }

    /** Waits until there are exactly these items with these answers. */
    void awaitItems(Duration within, Map<String, String> expected) {
        await("items")
                .atMost(within)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(items()).isEqualTo(new TreeMap<>(expected)));
    }

    /** Brings v1 out through the gate. */
    public Launch launched() {
        deploy("v1");
        checklist();
        awaitGate("Held/v1/-");
        open();
        awaitGate("Armed/-/v1");
        shut();
        await().atMost(PATIENCE).until(() -> condition("Ready").startsWith("False"));
        return this;
    }
}
