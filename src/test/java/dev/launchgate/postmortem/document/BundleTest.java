package dev.launchgate.postmortem.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.postmortem.graph.Graph;
import dev.launchgate.postmortem.graph.GraphPack;
import dev.launchgate.postmortem.graph.RangeData;
import dev.launchgate.postmortem.graph.RangeWindow;
import dev.launchgate.postmortem.graph.Series;
import dev.launchgate.postmortem.graph.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    private static final Instant START = Instant.parse("2026-11-20T22:00:00Z");

    private static Graph graph(int series, int points) {
        RangeWindow window = RangeWindow.covering(START, START.plusSeconds(points - 1L), Duration.ofSeconds(1))
                .orElseThrow();
        List<Series> measured = IntStream.range(0, series)
                .mapToObj(n -> new Series(
                        new TreeMap<>(Map.of("pod", "ml-scoring-" + n)),
                        IntStream.range(0, points)
                                .mapToObj(i -> i == 77 ? "987654.5" : "0.12345678901234" + (i * 7919L * (n + 1) % 1000))
                                .toList()))
                .toList();
        return new Graph("Sign-ins", "1/s", null, new RangeData(window, measured, series, false, 1));
    }

    private static PostmortemSpec spec(List<Attachment> attachments) {
        return new PostmortemSpec(
                "t",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                attachments,
                null);
    }

    private static List<Attachment> attachments(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Attachment("graph-" + i, null, null, null, null, null))
                .toList();
    }

    @Test
    void documentPicturesAndDataAreTogether() {
        GraphPack pack = GraphPack.of("graph-0", graph(2, 100), Bundle.roomForOne(1));
        Bundle bundle = Bundle.of("ml", "pm", spec(attachments(1)), PostmortemStatus.EMPTY, pack.files());
        assertThat(bundle.files().keySet())
                .containsExactly("graph-0-dark.svg", "graph-0-light.svg", "graph-0.csv", Bundle.DOCUMENT);
        assertThat(bundle.digests())
                .containsEntry("graph-0.csv", pack.sha256())
                .containsEntry(Bundle.DOCUMENT, Sha256.of(bundle.files().get(Bundle.DOCUMENT)));
        assertThat(bundle.files().get(Bundle.DOCUMENT)).contains("srcset=\"graph-0-dark.svg\"", "(graph-0.csv)");
        assertThat(pack.notes()).isEmpty();
        assertThat(pack.points()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "20, 9"})
    void allGraphsOfAPostmortemFit(int graphs, int series) {
        Map<String, String> captured = new TreeMap<>();
        Graph graph = graph(series, 1_000);
        for (int i = 0; i < graphs; i++) {
            GraphPack pack = GraphPack.of("graph-" + i, graph, Bundle.roomForOne(graphs));
            assertThat(GraphPack.size(pack.files())).isLessThanOrEqualTo(Bundle.roomForOne(graphs));
            assertThat(pack.files().get("graph-" + i + ".csv")).contains("987654.5");
            captured.putAll(pack.files());
        }
        Bundle bundle = Bundle.of("ml", "pm", spec(attachments(graphs)), PostmortemStatus.EMPTY, captured);
        assertThat(bundle.files()).containsAllEntriesOf(captured);
        assertThat(bundle.size()).isLessThanOrEqualTo(Bundle.MOST_BYTES);
    }

    @Test
    void whatIsThinnedToFitIsSaid() {
        GraphPack pack = GraphPack.of("g", graph(1, 1_000), 40_000);
        assertThat(pack.files()).hasSize(3);
        assertThat(pack.notes())
                .singleElement()
                .asString()
                .matches("Of every [0-9]+ samples two are kept, the lowest and the highest\\.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1_000, 12_000})
    void whatHasNoRoomIsSaid(int bytes) {
        GraphPack pack = GraphPack.of("g", graph(3, 1_000), bytes);
        assertThat(GraphPack.size(pack.files())).isLessThanOrEqualTo(bytes);
        assertThat(pack.notes()).contains("There is no room for the picture.");
        assertThat(pack.notes().contains("There is no room for the data.")).isEqualTo(bytes <= 10);
    }

    @Test
    void filesThatAreTooMuchOrNobodysAreLeftOut() {
        String large = "x".repeat(400_000);
        Bundle bundle = Bundle.of(
                "ml",
                "pm",
                spec(attachments(2)),
                PostmortemStatus.EMPTY,
                Map.of("graph-0.csv", large, "graph-1.csv", large, "graph-9.csv", "x", "other", "y"));
        assertThat(bundle.files().keySet()).containsExactly("graph-0.csv", Bundle.DOCUMENT);
        assertThat(bundle.files().get(Bundle.DOCUMENT)).contains("Note: There is no room for its data and graph.");
    }

    @Test
    void aNameThatIsNoneHasNoFiles() {
        Attachment hostile = new Attachment("../x\" onload=\"", null, null, null, null, null);
        Bundle bundle = Bundle.of(
                "ml", "pm", spec(List.of(hostile)), PostmortemStatus.EMPTY, Map.of("../x\" onload=\".csv", "x"));
        assertThat(bundle.files().keySet()).containsExactly(Bundle.DOCUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "\u4e8b"})
    void theLargestPostmortemFits(String letter) {
        DocumentSource source = Samples.largest(letter);
        String markdown = MarkdownDocument.of(source, MarkdownDocument.LEAST_LIMIT);
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MarkdownDocument.LEAST_LIMIT);
        assertThat(markdown).contains("**Shortened to fit:**", "further rows are in the object.");
        ParsedPage.of(markdown).onlyWhatWeMade();
    }
}
