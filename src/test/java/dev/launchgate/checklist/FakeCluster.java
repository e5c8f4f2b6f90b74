package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A cluster of a few objects in namespace {@code ml}, and of what stands in the way of reading them. */
final class FakeCluster implements ClusterView {
    private final List<Resource> resources = new ArrayList<>();
    private final Map<ResourceKind, Obstacle> obstacles = new HashMap<>();
    private final Map<String, ResourceKind> served = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    FakeCluster serving(ResourceKind kind) {
        served.put(kind.apiVersion() + " " + kind.kind(), kind);
        return this;
    }

    FakeCluster with(ResourceKind kind, String yaml) {
        ObjectNode object = (ObjectNode) Serialization.unmarshal("---\n" + yaml, JsonNode.class);
        object.withObject("/metadata").put("namespace", "ml");
        return with(new Resource(kind, object));
    }

    FakeCluster with(Resource resource) {
        resources.add(resource);
        return this;
    }

    FakeCluster without(ResourceKind kind, String name) {
        resources.removeIf(object -> object.kind().equals(kind) && object.name().equals(name));
        return this;
    }

    FakeCluster obstacle(ResourceKind kind, Obstacle obstacle) {
        obstacles.put(kind, obstacle);
        return this;
    }

    FakeCluster noObstacles() {
        obstacles.clear();
        return this;
    }

    /** Deletes an object by the name of its kind; whether it was there. */
    boolean removed(String kind, String name) {
        return resources.removeIf(
                object -> object.kind().kind().equals(kind) && object.name().equals(name));
    }

    ObjectNode json(ResourceKind kind, String name) {
        return find(kind, name).orElseThrow();
    }

    Optional<ObjectNode> find(ResourceKind kind, String name) {
        return of(kind).filter(object -> object.name().equals(name)).findFirst().map(object ->
                (ObjectNode) object.json());
    }

    /** Labels of the objects that were handed out. */
    Set<String> read() {
        return read;
    }

    @Override
    public Lookup get(ResourceKind kind, String namespace, String name) {
        return Optional.ofNullable(obstacles.get(kind))
                .<Lookup>map(Lookup.Unreadable::new)
                .orElseGet(() -> of(kind).filter(object -> object.name().equals(name) && isIn(namespace, object))
                        .findFirst()
                        .map(this::noted)
                        .<Lookup>map(Lookup.Found::new)
                        .orElseGet(() -> new Lookup.Missing(kind, namespace, name)));
    }

    @Override
    public Lookup.Listing list(ResourceKind kind, String namespace, Map<String, String> marks) {
        return Optional.ofNullable(obstacles.get(kind))
                .<Lookup.Listing>map(Lookup.Unreadable::new)
                .orElseGet(() -> new Lookup.Listed(of(kind).filter(object -> isIn(namespace, object))
                        .filter(object -> object.marks().entrySet().containsAll(marks.entrySet()))
                        .map(this::noted)
                        .toList()));
    }

    @Override
    public Lookup.KindAnswer kind(String apiVersion, String kind) {
        return Optional.ofNullable(served.get(apiVersion + " " + kind))
                .<Lookup.KindAnswer>map(Lookup.Served::new)
                .orElseGet(() -> new Lookup.Unreadable(Obstacle.notInstalled(apiVersion, kind)));
    }

    private static boolean isIn(String namespace, Resource object) {
        return !object.kind().namespaced() || object.namespace().equals(namespace);
    }

    private Resource noted(Resource object) {
        read.add(object.label());
        return object;
    }

    private Stream<Resource> of(ResourceKind kind) {
        return resources.stream().filter(object -> object.kind().equals(kind));
    }
}
