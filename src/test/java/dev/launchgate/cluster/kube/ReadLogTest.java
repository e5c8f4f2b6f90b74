package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.ObjectStore.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadLogTest {
    private static final Map<String, String> BLUE = Map.of("color", "blue");
    private static final Map<String, String> RED = Map.of("color", "red");

    private final ReadLog log = new ReadLog();

    /** A cluster without anything, so that all is looked for in vain. */
    private static final class Empty implements ClusterView {
        @Override
        public Lookup get(ResourceKind kind, String namespace, String name) {
            return new Lookup.Missing(kind, namespace, name);
        }

        @Override
        public Lookup.Listing list(ResourceKind kind, String namespace, Map<String, String> labels) {
            return new Lookup.Listed(List.of());
        }

        @Override
        public Lookup.KindAnswer kind(String apiVersion, String kind) {
            return new Lookup.Unreadable(Obstacle.notInstalled(apiVersion, kind));
        }
    }

    private ReadLog.Recording pass(String reader) {
        return log.record(reader, new Empty());
    }

    private void readsByName(String reader, String name) {
        ReadLog.Recording pass = pass(reader);
        pass.get(ResourceKind.SERVICE, "ml", name);
        pass.commit();
    }

    private void readsByLabels(String reader, Map<String, String> labels) {
        ReadLog.Recording pass = pass(reader);
        pass.list(ResourceKind.SERVICE, "ml", labels);
        pass.commit();
    }

    private Set<String> concerned(String name, Map<String, String> before, Map<String, String> after) {
        return log.concerned(new Change(ResourceKind.SERVICE, "ml", name, before, after));
    }

    @Test
    void whoReadByNameOrLookedInVainIsConcernedByThatNameOnly() {
        readsByName("ml/one", "front");
        readsByName("ml/two", "back");

        assertThat(concerned("front", Map.of(), Map.of())).containsExactly("ml/one");
        assertThat(concerned("other", Map.of(), Map.of())).isEmpty();
    }

    @Test
    void kindAndNamespaceAreToldApart() {
        readsByName("ml/one", "front");

        assertThat(log.concerned(new Change(ResourceKind.SERVICE, "shop", "front", Map.of(), Map.of())))
                .isEmpty();
        assertThat(log.concerned(new Change(ResourceKind.POD, "ml", "front", Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void whoReadByLabelsIsConcernedByWhatMatchesBeforeOrAfter() {
        readsByLabels("ml/blue", BLUE);
        readsByLabels("ml/all", Map.of());

        assertThat(concerned("a", Map.of(), BLUE)).as("new").containsExactlyInAnyOrder("ml/blue", "ml/all");
        assertThat(concerned("a", BLUE, Map.of())).as("gone").containsExactlyInAnyOrder("ml/blue", "ml/all");
        assertThat(concerned("a", BLUE, RED)).as("left").containsExactlyInAnyOrder("ml/blue", "ml/all");
        assertThat(concerned("a", RED, BLUE)).as("joined").containsExactlyInAnyOrder("ml/blue", "ml/all");
        assertThat(concerned("a", RED, RED)).as("elsewhere").containsExactly("ml/all");
    }

    @Test
    void ofAClusterScopedKindTheNamespaceOfTheReaderDoesNotMatter() {
        ReadLog.Recording pass = pass("ml/one");
        pass.get(ResourceKind.NODE, "ml", "node-1");
        pass.list(ResourceKind.NAMESPACE, "ml", Map.of());
        pass.commit();

        assertThat(log.concerned(new Change(ResourceKind.NODE, "", "node-1", Map.of(), Map.of())))
                .containsExactly("ml/one");
        assertThat(log.concerned(new Change(ResourceKind.NAMESPACE, "", "ml", Map.of(), Map.of())))
                .containsExactly("ml/one");
    }

    /** A change in the middle of a pass may be one that the pass did not see any more. */
    @Test
    void aReadCountsFromBeforeItIsMade() {
        pass("ml/one").get(ResourceKind.SERVICE, "ml", "front");

        assertThat(concerned("front", Map.of(), Map.of())).containsExactly("ml/one");
    }

    @Test
    void whatTheLatestPassDidNotReadConcernsNobody() {
        readsByName("ml/one", "front");
        readsByName("ml/one", "back");

        assertThat(concerned("front", Map.of(), Map.of())).isEmpty();
        assertThat(concerned("back", Map.of(), Map.of())).containsExactly("ml/one");
    }

    /** A pass that fails has read only a part of what the checklist needs. */
    @Test
    void untilAPassIsCommittedTheEarlierReadsCountToo() {
        readsByName("ml/one", "front");
        pass("ml/one").get(ResourceKind.SERVICE, "ml", "back");

        assertThat(concerned("front", Map.of(), Map.of())).containsExactly("ml/one");
        assertThat(concerned("back", Map.of(), Map.of())).containsExactly("ml/one");
    }

    @Test
    void readersOfAKindAreKnownByNamespaceAndAltogether() {
        readsByName("ml/one", "front");
        ReadLog.Recording elsewhere = pass("shop/two");
        elsewhere.list(ResourceKind.SERVICE, "shop", Map.of());
        elsewhere.commit();

        assertThat(log.readers(ResourceKind.SERVICE, "ml")).containsExactly("ml/one");
        assertThat(log.readers(ResourceKind.SERVICE, "")).containsExactlyInAnyOrder("ml/one", "shop/two");
        assertThat(log.readers(ResourceKind.POD, "")).isEmpty();
    }

    @Test
    void readersThatAreNotKeptAreForgotten() {
        readsByName("ml/one", "front");
        readsByName("ml/two", "front");

        log.keep(Set.of("ml/two", "ml/never-read"));

        assertThat(concerned("front", Map.of(), Map.of())).containsExactly("ml/two");
        assertThat(log.readers(ResourceKind.SERVICE, "")).containsExactly("ml/two");
    }
}
