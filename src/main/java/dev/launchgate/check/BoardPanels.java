package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The panels of a Grafana dashboard in the order in which it shows them: of the classic schema with rows inside or around
 * panels, and of schema v2 with elements and a layout; bare, in an answer of the older API, or as an object of the newer.
 */
final class BoardPanels {
    /** What data sources call the text of a query. */
    private static final List<String> TEXTS = List.of(
            "expr",
            "query",
            "rawSql",
            "queryText",
            "target",
            "targetFull",
            "expression",
            "metricName",
            "metric",
            "measurement");

    private BoardPanels() {}

    /**
     * A panel as people see it.
     *
     * @param queries texts of its queries, without hidden ones
     * @param elsewhere its queries lie in a library, and not in the board
     */
    record Panel(String title, List<String> queries, boolean elsewhere) {
        Panel {
            queries = List.copyOf(queries);
        }
    }

    /** Empty for JSON that is no dashboard. */
    static Optional<List<Panel>> of(JsonNode root) {
        JsonNode board = unwrapped(root);
        List<Panel> panels = new ArrayList<>();
        if (board.path("elements").isObject() && board.path("layout").isObject()) {
            elements(board, panels);
        } else if (board.path("panels").isArray() || board.path("rows").isArray() || board.has("schemaVersion")) {
            Resource.elements(board.path("rows")).forEach(row -> panels(row.path("panels"), panels));
            panels(board.path("panels"), panels);
        } else {
            return Optional.empty();
        }
        return panels.isEmpty() && unconverted(root) ? Optional.empty() : Optional.of(panels);
    }

    /** Stored in one schema, asked for in another, and Grafana could not tell it in that. */
    static boolean unconverted(JsonNode root) {
        return root.at("/status/conversion/failed").asBoolean();
    }

    private static JsonNode unwrapped(JsonNode root) {
        if (root.path("apiVersion").asText().startsWith("dashboard.grafana.app/")) {
            return root.path("spec");
        }
        return root.path("dashboard").isObject() ? root.path("dashboard") : root;
    }

    private static void panels(JsonNode list, List<Panel> panels) {
        for (JsonNode panel : list) {
            if (panel.path("type").asText().equals("row")) {
                panels(panel.path("panels"), panels);
            } else if (panel.isObject()) {
                panels.add(panel(
                        panel,
                        panel.path("libraryPanel"),
                        Resource.elements(panel.path("targets"))
                                .filter(target -> !target.path("hide").asBoolean())));
            }
        }
    }

    private static void elements(JsonNode board, List<Panel> panels) {
        Set<String> shown = new LinkedHashSet<>();
        references(board.path("layout"), shown);
        for (String name : shown) {
            JsonNode element = board.path("elements").path(name);
            JsonNode spec = element.path("spec");
            if (element.isObject()) {
                panels.add(panel(
                        spec,
                        element.path("kind").asText().equals("LibraryPanel")
                                ? spec.path("libraryPanel")
                                : element.path(""),
                        Resource.elements(spec.at("/data/spec/queries"))
                                .map(query -> query.path("spec"))
                                .filter(query -> !query.path("hidden").asBoolean())
                                .map(query -> query.at("/query/spec"))));
            }
        }
    }

    /** Rows, tabs and grids nest at will; what they end in are names of elements. */
    private static void references(JsonNode layout, Set<String> names) {
        if (layout.path("kind").asText().equals("ElementReference")) {
            names.add(layout.path("name").asText());
        }
        layout.forEach(part -> references(part, names));
    }

    private static Panel panel(JsonNode panel, JsonNode library, Stream<JsonNode> queries) {
        String title = panel.path("title").asText();
        List<String> texts = queries.flatMap(BoardPanels::texts).toList();
        return new Panel(
                title.isEmpty() ? library.path("name").asText() : title, texts, library.isObject() && texts.isEmpty());
    }

    private static Stream<String> texts(JsonNode query) {
        return TEXTS.stream().map(query::path).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
