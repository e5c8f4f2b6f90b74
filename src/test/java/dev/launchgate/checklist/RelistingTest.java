package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is watched is the truth; what is cached is what the framework made of its events. */
@Tag("F11")
class RelistingTest {
    private final Map<String, Resource> watched = new TreeMap<>();
    private final Map<String, LaunchChecklist> cached = new TreeMap<>();
    private final AtomicInteger relists = new AtomicInteger();
    private boolean readable = true;
    private final Relisting relisting = new Relisting(
            () -> readable
                    ? new Lookup.Listed(watched.values().stream().toList())
                    : new Lookup.Unreadable(Obstacle.notSynced(ResourceKind.LAUNCH_CHECKLIST)),
            () -> cached.values().stream(),
            relists::incrementAndGet);

    @BeforeEach
    void begin() {
        watch("same", "u-1", 3);
        cache("same", "u-1", 3);
    }

    private void watch(String name, String uid, long generation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("metadata")
                .put("namespace", "ml")
                .put("name", name)
                .put("uid", uid)
                .put("generation", generation);
        watched.put(name, new Resource(ResourceKind.LAUNCH_CHECKLIST, json));
    }

    private void cache(String name, String uid, long generation) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setName(name);
        checklist.getMetadata().setUid(uid);
        checklist.getMetadata().setGeneration(generation);
        cached.put(name, checklist);
    }

    private int looks(int times) {
        for (int look = 0; look < times; look++) {
            relisting.look();
        }
        return relists.get();
    }

    @Test
    void whereNothingWasMissedNothingIsReadAnew() {
        assertThat(looks(10)).isZero();
    }

    @Test
    void anEventThatNeverCameHasTheFrameworkListAnew() {
        watch("added", "u-2", 1);
        assertThat(looks(1)).as("may be on its way").isZero();
        assertThat(looks(1)).isEqualTo(1);
    }

    @Test
    void anEventThatIsOnlyLateIsNone() {
        watch("added", "u-2", 1);
        looks(1);
        cache("added", "u-2", 1);
        watch("modified", "u-3", 7);
        assertThat(looks(1)).isZero();
        cache("modified", "u-3", 7);
        assertThat(looks(5)).isZero();
    }

    @Test
    void anEditADeletionAndARecreationCanBeMissedToo() {
        watch("same", "u-1", 4);
        assertThat(looks(2)).isEqualTo(1);
        cache("same", "u-1", 4);

        watch("same", "u-9", 1);
        assertThat(looks(2)).isEqualTo(2);
        cache("same", "u-9", 1);

        watched.remove("same");
        assertThat(looks(2)).isEqualTo(3);
        cached.remove("same");
        assertThat(looks(5)).isEqualTo(3);
    }

    /** Edits come all the time: each look sees another one that is on its way. */
    @Test
    void anotherDifferenceEachTimeIsABusyDay() {
        for (int generation = 4; generation < 20; generation++) {
            watch("same", "u-1", generation);
            looks(1);
        }
        assertThat(relists).hasValue(0);
    }

    @Test
    void aWatchThatIsItselfBehindIsNoEvidence() {
        cache("same", "u-1", 4);
        assertThat(looks(5)).isZero();
    }

    @Test
    void whatCannotBeReadSaysNothing() {
        readable = false;
        watched.clear();
        assertThat(looks(5)).isZero();
    }
}
