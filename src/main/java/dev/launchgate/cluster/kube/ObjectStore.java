package dev.launchgate.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one watch, pruned, as bytes: a JSON tree takes about eight times the room, and is needed only while a
 * pass looks at it.
 */
final class ObjectStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ResourceKind kind;
    private final Map<String, Map<String, Entry>> namespaces = new ConcurrentHashMap<>();

    ObjectStore(ResourceKind kind) {
        this.kind = kind;
    }

    /**
     * Stores an object unless a newer version is there already.
     *
     * @return the marks before and after, when a reader could see a difference
     */
    Optional<Change> put(ObjectNode live) {
        ObjectNode pruned = Pruning.prune(kind, live);
        Entry fresh = new Entry(bytes(pruned), new Resource(kind, pruned).marks(), version(live));
        Map<String, Entry> objects = namespaces.computeIfAbsent(namespace(live), key -> new ConcurrentSkipListMap<>());
        Entry[] old = new Entry[1];
        objects.compute(live.at("/metadata/name").asText(), (key, present) -> {
            old[0] = present;
            return present != null && present.version() > fresh.version() ? present : fresh;
        });
        boolean same =
                old[0] != null && (old[0].version() > fresh.version() || Arrays.equals(old[0].json(), fresh.json()));
        return same
                ? Optional.empty()
                : Optional.of(change(live, old[0] == null ? Map.of() : old[0].marks(), fresh.marks()));
    }

    Optional<Change> remove(String namespace, String name) {
        return Optional.ofNullable(namespaces.get(namespace))
                .map(objects -> objects.remove(name))
                .map(old -> new Change(kind, namespace, name, old.marks(), Map.of()));
    }

    Optional<Resource> get(String namespace, String name) {
        return Optional.ofNullable(namespaces.getOrDefault(namespace, Map.of()).get(name))
                .map(this::resource);
    }

    /** In the order of their names. */
    List<Resource> list(String namespace, Map<String, String> marks) {
        return namespaces.getOrDefault(namespace, Map.of()).values().stream()
                .filter(entry -> entry.marks().entrySet().containsAll(marks.entrySet()))
                .map(this::resource)
                .toList();
    }

    /** Of every namespace. */
    List<Resource> all() {
        return namespaces.values().stream()
                .flatMap(objects -> objects.values().stream())
                .map(this::resource)
                .toList();
    }

    int size() {
        return namespaces.values().stream().mapToInt(Map::size).sum();
    }

    /**
     * Takes over what another store of the same objects knows in a later version: a list may come from a server that lags
     * behind. Versions are compared of one object only, never of one that was deleted and made again.
     */
    void keepNewer(ObjectStore other) {
        namespaces.forEach((namespace, objects) -> objects.replaceAll((name, entry) -> {
            Entry known = other.find(new Key(namespace, name));
            boolean newer = known != null
                    && known.version() > entry.version()
                    && resource(known).uid().equals(resource(entry).uid());
            return newer ? known : entry;
        }));
    }

    /** What a reader of another store of the same objects would see change on coming here. */
    List<Change> differences(ObjectStore before) {
        return Stream.concat(
                        keys(namespaces).filter(key -> !same(find(key), before.find(key))),
                        keys(before.namespaces).filter(key -> find(key) == null))
                .map(key -> new Change(kind, key.namespace(), key.name(), marks(before.find(key)), marks(find(key))))
                .toList();
    }

    private static Stream<Key> keys(Map<String, Map<String, Entry>> namespaces) {
        return namespaces.entrySet().stream()
                .flatMap(entry -> entry.getValue().keySet().stream().map(name -> new Key(entry.getKey(), name)));
    }

    private @Nullable Entry find(Key key) {
        return namespaces.getOrDefault(key.namespace(), Map.of()).get(key.name());
    }

    private static boolean same(@Nullable Entry one, @Nullable Entry other) {
        return one != null && other != null && Arrays.equals(one.json(), other.json());
    }

    private static Map<String, String> marks(@Nullable Entry entry) {
        return entry == null ? Map.of() : entry.marks();
    }

    private record Key(String namespace, String name) {}

    private Resource resource(Entry entry) {
        try {
            return new Resource(kind, MAPPER.readTree(entry.json()));
        } catch (IOException e) {
            throw new UncheckedIOException("the store writes only JSON", e);
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON tree can be written", e);
        }
    }

    private Change change(JsonNode live, Map<String, String> before, Map<String, String> after) {
        return new Change(kind, namespace(live), live.at("/metadata/name").asText(), before, after);
    }

    private static String namespace(JsonNode live) {
        return live.at("/metadata/namespace").asText("");
    }

    /** Resource versions of one kind are comparable numbers; 0 where a server says otherwise, so that the last one wins. */
    private static long version(JsonNode live) {
        String version = live.at("/metadata/resourceVersion").asText("");
        return !version.isEmpty() && version.chars().allMatch(Character::isDigit) && version.length() < 19
                ? Long.parseLong(version)
                : 0;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by hand, and never handed out
    private record Entry(byte[] json, Map<String, String> marks, long version) {}

    /** An object changed in a way that a reader could see. */
    record Change(
            ResourceKind kind, String namespace, String name, Map<String, String> before, Map<String, String> after) {}
}
