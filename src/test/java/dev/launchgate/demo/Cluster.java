package dev.launchgate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The cluster as a person at a keyboard uses it: applies files, looks at tables, waits. */
final class Cluster {
    static final String NAMESPACE = "ml";
    static final String NAME = "ml-scoring";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final Patience patience;

    Cluster(KubernetesClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /** {@code kubectl apply --server-side}. */
    void apply(String yaml) {
        for (HasMetadata object : client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            client.resource(object).fieldManager("team").forceConflicts().serverSideApply();
        }
    }

    void apply(Manifest manifest) {
        apply(manifest.text());
    }

    /** What the load balancer's own controller would write. */
    void giveAddress(String ingress, String address) {
        PatchContext merge = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("load-balancer")
                .build();
        client.network()
                .v1()
                .ingresses()
                .inNamespace(NAMESPACE)
                .withName(ingress)
                .subresource("status")
                .patch(merge, "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"%s\"}]}}}".formatted(address));
    }

    boolean exists(String kind, String namespace, String name) {
        return resource(kind, namespace, name).get() != null;
    }

    JsonNode get(String kind, String name) {
        return json(resource(kind, NAMESPACE, name).require());
    }

    /** Objects of the story's namespace with a label {@code app: ml-scoring}. */
    List<JsonNode> labelled(String kind) {
        return client
                .genericKubernetesResources(apiVersion(kind), kind)
                .inNamespace(NAMESPACE)
                .withLabel("app", NAME)
                .list()
                .getItems()
                .stream()
                .map(Cluster::json)
                .toList();
    }

    /** Waits until an object is as wanted, and returns it. */
    JsonNode await(String what, String kind, String namespace, String name, Predicate<JsonNode> wanted) {
        try {
            return patience.during(
                    what,
                    () -> json(resource(kind, namespace, name)
                            .waitUntilCondition(
                                    object -> object != null && wanted.test(json(object)),
                                    LONGEST.toSeconds(),
                                    TimeUnit.SECONDS)));
        } catch (KubernetesClientTimeoutException e) {
            GenericKubernetesResource last = resource(kind, namespace, name).get();
            throw new StoryDiffers("expected within %d s: %s\nsaw: %s"
                    .formatted(LONGEST.toSeconds(), what, last == null ? "no such " + kind : conditions(json(last))));
        }
    }

    private static String conditions(JsonNode object) {
        return elements(object.at("/status/conditions")).stream()
                .map(condition -> "%s=%s (%s): %s"
                        .formatted(
                                condition.path("type").asText(),
                                condition.path("status").asText(),
                                condition.path("reason").asText(),
                                condition.path("message").asText()))
                .collect(Collectors.joining("\n     "));
    }

    /** The table that the server prints of a list, without the columns that are shown on demand only. */
    List<List<String>> table(String path) {
        JsonNode table = read(path);
        List<Integer> shown = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        JsonNode columns = table.path("columnDefinitions");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).path("priority").asInt() == 0) {
                shown.add(i);
                titles.add(columns.get(i).path("name").asText().toUpperCase(Locale.ROOT));
            }
        }
        List<List<String>> rows = new ArrayList<>(List.of(titles));
        oldestFirst(table.path("rows"))
                .forEach(row -> rows.add(shown.stream()
                        .map(column -> row.path("cells").path(column))
                        .map(cell -> cell.isNull() || cell.asText().isEmpty() ? "" : cell.asText())
                        .toList()));
        return rows;
    }

    /** Version numbers grow, although nobody promises it; good enough for the order of a picture. */
    private static List<JsonNode> oldestFirst(JsonNode rows) {
        return elements(rows).stream()
                .sorted(Comparator.comparingLong(
                        row -> row.at("/object/metadata/resourceVersion").asLong()))
                .toList();
    }

    private JsonNode read(String path) {
        String base = client.getConfiguration().getMasterUrl().replaceAll("/$", "");
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(base + path))
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        try {
            return MAPPER.readTree(client.getHttpClient()
                    .sendAsync(request, String.class)
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .body());
        } catch (Exception e) {
            throw new StoryDiffers("GET " + path + ": " + e);
        }
    }

    private Resource<GenericKubernetesResource> resource(String kind, String namespace, String name) {
        var kinds = client.genericKubernetesResources(apiVersion(kind), kind);
        return namespace.isEmpty()
                ? kinds.withName(name)
                : kinds.inNamespace(namespace).withName(name);
    }

    private static String apiVersion(String kind) {
        return switch (kind) {
            case "LaunchChecklist", "Postmortem" -> "launchgate.dev/v1alpha1";
            case "CustomResourceDefinition" -> "apiextensions.k8s.io/v1";
            case "Deployment", "DaemonSet", "ReplicaSet" -> "apps/v1";
            default -> "v1";
        };
    }

    private static JsonNode json(Object object) {
        return MAPPER.valueToTree(object);
    }

    static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
