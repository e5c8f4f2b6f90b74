package dev.launchgate.postmortem.draft.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KindContext;
import dev.launchgate.postmortem.draft.FieldWrite;
import dev.launchgate.postmortem.draft.Scene;
import dev.launchgate.postmortem.draft.Scenes;
import dev.launchgate.postmortem.draft.SeenEvent;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at a Deployment, its ReplicaSets, their pods, and the events about any of them, live and bounded. */
public final class KubeScenes implements Scenes {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PAGE = 500;
    private static final int PAGES = 10;
    private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/%s/events?limit=%d";

    private final KubernetesClient client;

    public KubeScenes(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Scene of(String namespace, String deployment) {
        return new Look(namespace).at(deployment);
    }

    /** One look: what is refused is noted, and the rest goes on. */
    private final class Look {
        private final String namespace;
        private final List<String> unread = new ArrayList<>();

        Look(String namespace) {
            this.namespace = namespace;
        }

        Scene at(String name) {
            Optional<JsonNode> deployment = read(
                            "the Deployment",
                            "get deployments.apps",
                            () -> Optional.ofNullable(
                                            client.genericKubernetesResources(KindContext.of(ResourceKind.DEPLOYMENT))
                                                    .inNamespace(namespace)
                                                    .withName(name)
                                                    .get())
                                    .<JsonNode>map(MAPPER::valueToTree))
                    .flatMap(found -> found);
            if (deployment.isEmpty()) {
                unread.add("the Deployment was not found; its writers, ReplicaSets and pods are not known");
                return new Scene(List.of(), List.of(), List.of(), unread);
            }
            Set<String> owners = new HashSet<>(Set.of(uid(deployment.get())));
            List<JsonNode> sets = owned(ResourceKind.REPLICA_SET, "list replicasets.apps", owners);
            sets.stream().map(Look::uid).forEach(owners::add);
            owned(ResourceKind.POD, "list pods", owners).stream().map(Look::uid).forEach(owners::add);
            List<PodTemplate> templates = Stream.concat(Stream.of(deployment.get()), sets.stream())
                    .map(object -> PodTemplate.of(object.at("/spec/template")))
                    .toList();
            List<FieldWrite> writes = ManagedFields.writes(deployment.get().at("/metadata/managedFields"));
            return new Scene(templates, events(owners), writes, unread);
        }

        private List<JsonNode> owned(ResourceKind kind, String right, Set<String> owners) {
            return read(
                            kind.plural(),
                            right,
                            () -> client
                                    .genericKubernetesResources(KindContext.of(kind))
                                    .inNamespace(namespace)
                                    .list(new ListOptionsBuilder()
                                            .withLimit(PAGE * PAGES)
                                            .build())
                                    .getItems()
                                    .stream()
                                    .<JsonNode>map(MAPPER::valueToTree)
                                    .filter(object -> Resource.elements(object.at("/metadata/ownerReferences"))
                                            .anyMatch(owner ->
                                                    owner.path("controller").asBoolean()
                                                            && owners.contains(owner.path("uid")
                                                                    .asText())))
                                    .toList())
                    .orElse(List.of());
        }

        private List<SeenEvent> events(Set<String> objects) {
            return read("events", "list events.events.k8s.io", () -> pages(objects))
                    .orElse(List.of());
        }

        private List<SeenEvent> pages(Set<String> objects) {
            List<SeenEvent> seen = new ArrayList<>();
            String next = "";
            for (int page = 0; page < PAGES; page++) {
                String answer = client.raw(EVENTS.formatted(namespace, PAGE) + next);
                JsonNode list = RawObjects.read(answer == null ? "{}" : answer);
                Resource.elements(list.path("items"))
                        .filter(event ->
                                objects.contains(event.at("/regarding/uid").asText()))
                        .flatMap(event -> EventTimes.read(event).stream())
                        .forEach(seen::add);
                String token = list.at("/metadata/continue").asText("");
                if (token.isEmpty()) {
                    return seen;
                }
                next = "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            }
            unread.add("the namespace has more than %d events; the rest was not read".formatted(PAGE * PAGES));
            return seen;
        }

        private <T> Optional<T> read(String what, String right, Supplier<T> look) {
            try {
                return Optional.of(look.get());
            } catch (KubernetesClientException e) {
                unread.add(
                        e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                                ? "%s could not be read: the operator lacks the right to %s".formatted(what, right)
                                : "%s could not be read: code %d".formatted(what, e.getCode()));
                return Optional.empty();
            }
        }

        private static String uid(JsonNode object) {
            return object.at("/metadata/uid").asText();
        }
    }
}
