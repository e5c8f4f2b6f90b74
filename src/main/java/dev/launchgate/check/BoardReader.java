package dev.launchgate.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.launchgate.api.v1alpha1.GoldenSignal;
import dev.launchgate.check.BoardContent.Board;
import dev.launchgate.check.BoardContent.NoBoard;
import dev.launchgate.probe.ContentReader;
import dev.launchgate.status.PlainText;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes from a dashboard which signals its panels show, and which titles it has.
 *
 * @param titles titles of panels to look for
 */
record BoardReader(Set<String> titles) implements ContentReader {
    private static final int DEEPEST = 200;
    private static final int LONGEST_TITLE = 60;

    private static final NoBoard UNCONVERTED = new NoBoard("Grafana could not convert it", "open and save it there");
    private static final NoBoard OTHER_JSON = new NoBoard("JSON of another kind", "correct the reference");
    private static final NoBoard PAGE = new NoBoard("an HTML page", "is it a login page?");
    private static final NoBoard NO_JSON = new NoBoard("no JSON", "publish it again");

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    BoardReader {
        titles = Set.copyOf(titles);
    }

    @Override
    public BoardContent read(int status, byte[] body) {
        if (status < 200 || status > 299) {
            return BoardContent.NONE;
        }
        try {
            JsonNode root = JSON.readTree(body);
            if (root.isMissingNode()) {
                return NO_JSON;
            }
            return BoardPanels.of(root)
                    .<BoardContent>map(this::board)
                    .orElseGet(() -> BoardPanels.unconverted(root) ? UNCONVERTED : OTHER_JSON);
        } catch (IOException e) {
            return SourceText.decode(body).filter(HtmlText::begins).isPresent() ? PAGE : NO_JSON;
        }
    }

    private Board board(List<BoardPanels.Panel> panels) {
        Map<GoldenSignal, String> shownIn = new EnumMap<>(GoldenSignal.class);
        Set<String> found = new HashSet<>();
        int libraryPanels = 0;
        for (BoardPanels.Panel panel : panels) {
            if (titles.contains(panel.title())) {
                found.add(panel.title());
            }
            libraryPanels += panel.elsewhere() ? 1 : 0;
            panel.queries().stream()
                    .flatMap(query -> QuerySignals.of(query).stream())
                    .forEach(signal -> shownIn.putIfAbsent(signal, shown(panel.title())));
        }
        return new Board(shownIn, found, libraryPanels);
    }

    private static String shown(String title) {
        String plain = PlainText.of(title, LONGEST_TITLE).strip();
        return plain.isEmpty() ? "a panel without title" : "'" + plain + "'";
    }
}
