package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.Workload;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An API server of one Deployment that stores nothing: notes every write, and answers as it was told to. */
final class RecordingApi implements AutoCloseable {
    static final String PATH = "/apis/apps/v1/namespaces/ml/deployments/scoring";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final KubernetesClient client;
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<UnaryOperator<ObjectNode>> befores = new ArrayDeque<>();
    private final Map<String, ObjectNode> others = new ConcurrentHashMap<>();
    private volatile @Nullable ObjectNode live;

    RecordingApi() throws IOException {
        live = yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: scoring, namespace: ml, uid: d-1, resourceVersion: '7'}
                spec:
                  paused: true
                  futureField: {kept: true}
                  template:
                    metadata: {labels: {app: ml}}
                    spec:
                      containers: [{name: app, image: 'ml:2.4', futureField: [1, 2]}]
                """);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    static ObjectNode yaml(String text) {
        return Serialization.unmarshal(text, ObjectNode.class);
    }

    KubernetesClient client() {
        return client;
    }

    /** What a cache that is current would say. */
    Workload workload() {
        return Workload.of(resource(), List.of());
    }

    Resource resource() {
        return new Resource(ResourceKind.DEPLOYMENT, live().deepCopy());
    }

    ObjectNode live() {
        ObjectNode now = live;
        if (now == null) {
            throw new IllegalStateException("the Deployment is gone");
        }
        return now;
    }

    /** Changes the Deployment behind everybody's back. */
    void change(UnaryOperator<ObjectNode> change) {
        live = change.apply(live().deepCopy());
    }

    /** One ReplicaSet of the Deployment's present template with so many pods, all that the Deployment wants. */
    void runs(int pods) {
        ObjectNode set = yaml("""
                metadata:
                  name: scoring-1
                  namespace: ml
                  creationTimestamp: '2026-11-01T07:00:00Z'
                  ownerReferences: [{uid: d-1, controller: true}]
                spec: {replicas: %1$d}
                status: {replicas: %1$d, availableReplicas: %1$d}
                """.formatted(pods));
        set.withObject("/spec").set("template", live().at("/spec/template").deepCopy());
        sets(set);
        change(now -> {
            now.withObject("/spec").put("replicas", pods);
            return now;
        });
    }

    /** These are all ReplicaSets. */
    void sets(ObjectNode... sets) {
        ObjectNode list = yaml("apiVersion: apps/v1\nkind: ReplicaSetList\nmetadata: {resourceVersion: '7'}\n");
        list.putArray("items").addAll(List.of(sets));
        serve("/apis/apps/v1/namespaces/ml/replicasets", list);
    }

    /** Serves something else. */
    void serve(String path, ObjectNode object) {
        others.put(path, object);
    }

    void delete() {
        live = null;
    }

    /** The next write is refused so. */
    void refuse(int code, String message) {
        refuse(code, message, now -> now);
    }

    /** The next apply is refused, because another manager owns the field. */
    void refuseField() {
        refuse(409, "Apply failed with 1 conflict");
        answers.getLast()
                .body()
                .putObject("details")
                .putArray("causes")
                .addObject()
                .put("reason", "FieldManagerConflict")
                .put("field", ".spec.paused");
    }

    /** The next write is refused so, because somebody else's came first. */
    void refuse(int code, String message, UnaryOperator<ObjectNode> first) {
        ObjectNode status = yaml("{\"apiVersion\": \"v1\", \"kind\": \"Status\", \"status\": \"Failure\"}")
                .put("code", code)
                .put("message", message);
        answers.add(new Answer(code, status));
        befores.add(first);
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }

    /** Writes to the Deployment other than its notes. */
    List<Write> moves() {
        return writes.stream()
                .filter(write -> !write.query().contains("fieldManager=" + DeploymentNotes.MANAGER))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ObjectNode now = live;
            String path = exchange.getRequestURI().getPath();
            ObjectNode served = path.equals(PATH) ? now : others.get(path);
            Answer answer = served == null
                    ? new Answer(404, yaml("{\"kind\": \"Status\", \"code\": 404}"))
                    : new Answer(200, served);
            if (!exchange.getRequestMethod().equals("GET")) {
                writes.add(new Write(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getQuery(),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        MAPPER.readTree(body)));
                Answer told = answers.poll();
                UnaryOperator<ObjectNode> first = befores.poll();
                if (first != null && live != null) {
                    change(first);
                }
                answer = told == null ? answer : told;
            }
            byte[] sent = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), sent.length);
            exchange.getResponseBody().write(sent);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    /** A request that would change something. */
    record Write(String method, String query, String contentType, JsonNode body) {
        boolean forced() {
            return query.contains("force=true");
        }
    }

    private record Answer(int code, ObjectNode body) {}
}
