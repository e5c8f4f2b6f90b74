package dev.launchgate.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Objects with versions, and the changes that watches see. One lock for everything: whoever reads, decides and writes in
 * {@link #atomically} sees no other write in between.
 */
public final class Store {
    private static final int HISTORY = 20_000;

    private final Map<String, SortedMap<String, ObjectNode>> collections = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<BlockingQueue<Change>> watchers = new CopyOnWriteArrayList<>();
    private long version = 100;
    private long forgotten = 0;

    public synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    public synchronized long version() {
        return version;
    }

    public synchronized Optional<ObjectNode> get(String collection, String namespace, String name) {
        return Optional.ofNullable(objects(collection).get(key(namespace, name)))
                .map(ObjectNode::deepCopy);
    }

    /** Objects of a namespace, or of all when it is empty, ordered by namespace and name. */
    public synchronized List<ObjectNode> list(String collection, String namespace) {
        return objects(collection).values().stream()
                .filter(object -> namespace.isEmpty() || namespace(object).equals(namespace))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** All objects of a collection as they are kept: for reading only. */
    public synchronized List<ObjectNode> peek(String collection) {
        return List.copyOf(objects(collection).values());
    }

    /** Stores an object under a new version, and returns it with that version. */
    public synchronized ObjectNode put(String collection, JsonNode object) {
        ObjectNode stored = Json.normal(object);
        Json.child(stored, "metadata").put("resourceVersion", String.valueOf(++version));
        ObjectNode before = objects(collection).put(key(namespace(stored), name(stored)), stored);
        publish(new Change(version, collection, before, stored, stored));
        return stored.deepCopy();
    }

    public synchronized Optional<ObjectNode> remove(String collection, String namespace, String name) {
        ObjectNode before = objects(collection).remove(key(namespace, name));
        if (before == null) {
            return Optional.empty();
        }
        ObjectNode last = before.deepCopy();
        Json.child(last, "metadata").put("resourceVersion", String.valueOf(++version));
        publish(new Change(version, collection, before, null, last));
        return Optional.of(last.deepCopy());
    }

    /** Changes after a version, of all collections; empty when they are not remembered any more. */
    public synchronized Optional<BlockingQueue<Change>> watch(long after) {
        if (after < forgotten) {
            return Optional.empty();
        }
        BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
        history.stream().filter(change -> change.version() > after).forEach(queue::add);
        watchers.add(queue);
        return Optional.of(queue);
    }

    public void unwatch(BlockingQueue<Change> queue) {
        watchers.removeIf(watcher -> watcher == queue);
    }

    /** Makes every watcher look up, although nothing happened. */
    public void wake() {
        watchers.forEach(watcher -> watcher.add(Change.WAKE));
    }

    /** Forgets all changes: who asks for what came after an older version is told to list again. */
    public synchronized void compact() {
        history.clear();
        forgotten = version;
    }

    private void publish(Change change) {
        history.addLast(change);
        if (history.size() > HISTORY) {
            forgotten = history.removeFirst().version();
        }
        watchers.forEach(watcher -> watcher.add(change));
        notifyAll();
    }

    /** Waits until something changes after a version, or the time is over. */
    public synchronized void awaitChange(long after, long millis) throws InterruptedException {
        if (version == after) {
            wait(millis);
        }
    }

    private SortedMap<String, ObjectNode> objects(String collection) {
        return collections.computeIfAbsent(collection, key -> new TreeMap<>());
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    public static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText("");
    }

    public static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    public static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }
}
