package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.ObjectStore.Change;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoreTest {
    private static final Map<String, String> BLUE = Map.of("color", "blue");
    private static final Map<String, String> RED = Map.of("color", "red");

    private final ObjectStore store = new ObjectStore(ResourceKind.SERVICE);

    private static ObjectNode service(String name, String version, String color, int port) {
        return Serialization.unmarshal("""
                metadata: {name: %s, namespace: ml, resourceVersion: '%s', labels: {color: %s}}
                spec: {ports: [{port: %d}]}
                """.formatted(name, version, color, port), ObjectNode.class);
    }

    private static Change change(String name, Map<String, String> before, Map<String, String> after) {
        return new Change(ResourceKind.SERVICE, "ml", name, before, after);
    }

    private int port(String name) {
        return store.get("ml", name).orElseThrow().at("/spec/ports/0/port").asInt();
    }

    @Test
    void whatIsStoredIsReadBackPruned() {
        store.put(service("front", "7", "blue", 80));

        assertThat(store.get("ml", "front").map(Resource::json))
                .contains(Serialization.unmarshal("""
                        metadata: {name: front, namespace: ml, labels: {color: blue}}
                        spec: {ports: [{port: 80}]}
                        """, ObjectNode.class));
        assertThat(store.get("ml", "back")).isEmpty();
        assertThat(store.get("other", "front")).isEmpty();
    }

    @Test
    void aNewObjectAndADifferentOneAreChanges() {
        assertThat(store.put(service("front", "7", "blue", 80))).contains(change("front", Map.of(), BLUE));
        assertThat(store.put(service("front", "8", "red", 80))).contains(change("front", BLUE, RED));
        assertThat(store.put(service("front", "9", "red", 81))).contains(change("front", RED, RED));
    }

    /** A version moves with every heartbeat and every write of managed fields; no reader sees that. */
    @Test
    void aNewVersionOfTheSameContentIsNone() {
        store.put(service("front", "7", "blue", 80));

        assertThat(store.put(service("front", "8", "blue", 80))).isEmpty();
        assertThat(store.put(service("front", "7", "blue", 99)))
                .as("the newer version counts all the same")
                .isEmpty();
    }

    /** The answer to a write of ours may be here before the events of what came first. */
    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        store.put(service("front", "10", "blue", 80));

        assertThat(store.put(service("front", "9", "red", 81))).isEmpty();
        assertThat(port("front")).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v12", "9999999999999999999", "-3"})
    void ofVersionsThatAreNoNumbersTheLastOneWins(String version) {
        store.put(service("front", version, "blue", 80));
        store.put(service("front", version, "blue", 81));

        assertThat(port("front")).isEqualTo(81);
    }

    @Test
    void aRemovedObjectIsAChangeOnce() {
        store.put(service("front", "7", "blue", 80));

        assertThat(store.remove("ml", "front")).contains(change("front", BLUE, Map.of()));
        assertThat(store.remove("ml", "front")).isEmpty();
        assertThat(store.remove("nowhere", "front")).isEmpty();
        assertThat(store.get("ml", "front")).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void objectsAreListedByLabelsInTheOrderOfTheirNames() {
        store.put(service("c", "3", "blue", 80));
        store.put(service("a", "2", "blue", 80));
        store.put(service("b", "1", "red", 80));

        assertThat(store.list("ml", Map.of())).extracting(Resource::name).containsExactly("a", "b", "c");
        assertThat(store.list("ml", BLUE)).extracting(Resource::name).containsExactly("a", "c");
        assertThat(store.list("ml", Map.of("color", "blue", "size", "l"))).isEmpty();
        assertThat(store.list("other", Map.of())).isEmpty();
    }

    @Test
    void allIsWhatEveryNamespaceHas() {
        store.put(service("front", "1", "blue", 80));
        ObjectNode elsewhere = service("front", "2", "red", 80);
        elsewhere.withObject("/metadata").put("namespace", "shop");
        store.put(elsewhere);

        assertThat(store.all()).extracting(Resource::namespace).containsExactlyInAnyOrder("ml", "shop");
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void anObjectWithoutNamespaceIsFoundWithout() {
        ObjectStore nodes = new ObjectStore(ResourceKind.NODE);
        nodes.put(Serialization.unmarshal("metadata: {name: node-1}", ObjectNode.class));

        assertThat(nodes.get("", "node-1")).isPresent();
        assertThat(nodes.list("", Map.of())).hasSize(1);
    }

    /** A watch that is replaced by a fresh one tells what the old one missed, and nothing else. */
    @Test
    void differencesAreWhatAReaderOfTheOtherStoreDoesNotKnow() {
        store.put(service("same", "1", "blue", 80));
        store.put(service("changed", "1", "blue", 80));
        store.put(service("gone", "1", "blue", 80));
        ObjectStore fresh = new ObjectStore(ResourceKind.SERVICE);
        fresh.put(service("same", "5", "blue", 80));
        fresh.put(service("changed", "5", "red", 80));
        fresh.put(service("new", "5", "red", 80));

        assertThat(fresh.differences(store))
                .containsExactlyInAnyOrder(
                        change("changed", BLUE, RED), change("gone", BLUE, Map.of()), change("new", Map.of(), RED));
        assertThat(fresh.differences(fresh)).isEmpty();
    }
}
