package dev.launchgate.postmortem.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The specification of a line chart, in the words of the chart library. */
final class ChartSpec {
    /** Entries of the legend beside each other. */
    static final int LEGEND_COLUMNS = 2;

    private static final int WIDEST_TITLE = 84;
    private static final int WIDEST_SUBTITLE = 110;
    private static final int WIDEST_UNIT = 32;
    private static final String BLANK = "blank";

    private ChartSpec() {}

    static Map<String, Object> of(Graph graph, List<String> caption, Theme theme) {
        ValueAxis values = ValueAxis.of(graph.data().series());
        Map<String, Object> spec = Ordered.map();
        spec.put("kind", "plot");
        spec.put("ggtitle", titles(graph));
        spec.put("caption", Ordered.map("text", String.join("\n", caption)));
        spec.put("scales", scales(graph, values, theme));
        spec.put("layers", layers(graph, values, theme));
        spec.put("theme", look(graph.data().series().size(), theme));
        return spec;
    }

    private static Map<String, Object> titles(Graph graph) {
        String common = SeriesLabels.common(graph.data().series());
        String title = Words.twoLines(graph.title(), WIDEST_TITLE);
        return common.isEmpty()
                ? Ordered.map("text", title)
                : Ordered.map("text", title, "subtitle", Words.cut(common, WIDEST_SUBTITLE));
    }

    private static List<Object> scales(Graph graph, ValueAxis values, Theme theme) {
        RangeWindow window = graph.data().window();
        TimeAxis times = TimeAxis.of(window);
        int series = graph.data().series().size();
        List<String> numbers =
                IntStream.range(0, series).mapToObj(Lines::number).toList();
        return List.of(
                Ordered.map(
                        "aesthetic", "x",
                        "datetime", true,
                        "name", times.title(),
                        "format", times.format(),
                        "limits", List.of(millis(window.start()), millis(window.end())),
                        "expand", List.of(0.005, 0)),
                Ordered.map(
                        "aesthetic",
                        "y",
                        "name",
                        graph.unit() == null ? "value" : Words.cut(graph.unit(), WIDEST_UNIT),
                        "limits",
                        List.of(values.least(), values.most()),
                        "expand",
                        List.of(0, 0)),
                Ordered.map(
                        "aesthetic",
                        "color",
                        "discrete",
                        true,
                        "name",
                        "",
                        "limits",
                        numbers,
                        "breaks",
                        numbers,
                        "labels",
                        SeriesLabels.of(graph.data().series()),
                        "values",
                        theme.lines().subList(0, series),
                        "guide",
                        Ordered.map("name", "legend", "ncol", LEGEND_COLUMNS)));
    }

    private static List<Object> layers(Graph graph, ValueAxis values, Theme theme) {
        List<Object> layers = new ArrayList<>(IncidentMark.layers(graph, values, theme));
        Lines lines = Lines.of(graph.data());
        Map<String, Object> mapping = Ordered.map("x", "time", "y", "value", "color", "series", "group", "piece");
        if (lines.hasLines()) {
            layers.add(Ordered.map(
                    "geom", "line", "data", lines.lines(), "mapping", mapping, "size", 0.9, "sampling", "none"));
        }
        if (lines.hasDots()) {
            layers.add(Ordered.map(
                    "geom",
                    "point",
                    "data",
                    lines.dots(),
                    "mapping",
                    mapping,
                    "size",
                    1.6,
                    "sampling",
                    "none",
                    "show_legend",
                    !lines.hasLines()));
        }
        if (!lines.hasLines() && !lines.hasDots()) {
            layers.add(nothing(graph.data().window(), values, theme));
        }
        return layers;
    }

    private static Map<String, Object> nothing(RangeWindow window, ValueAxis values, Theme theme) {
        return Ordered.map(
                "geom",
                "text",
                "x",
                (millis(window.start()) + millis(window.end())) / 2,
                "y",
                (values.least() + values.most()) / 2,
                "label",
                "no values that can be drawn",
                "color",
                theme.text(),
                "size",
                7,
                "show_legend",
                false);
    }

    private static Map<String, Object> look(int series, Theme theme) {
        Map<String, Object> ground = Ordered.map("fill", theme.ground(), "color", theme.ground(), "blank", false);
        Map<String, Object> look = Ordered.map();
        look.put("name", "minimal");
        look.put("plot_background", ground);
        look.put("panel_background", ground);
        look.put("legend_background", ground);
        look.put("text", Ordered.map("color", theme.text(), "blank", false));
        look.put("axis_text", Ordered.map("color", theme.faintText(), "blank", false));
        look.put("plot_subtitle", Ordered.map("color", theme.faintText(), "size", 13, "blank", false));
        look.put("plot_caption", Ordered.map("color", theme.faintText(), "size", 12, "blank", false));
        look.put("plot_title", Ordered.map("color", theme.text(), "size", 17, "face", "bold", "blank", false));
        look.put("panel_grid_major", Ordered.map("color", theme.grid(), "blank", false));
        look.put("panel_grid_minor", BLANK);
        look.put("axis_ticks", Ordered.map("color", theme.faintText(), "blank", false));
        look.put("axis_ticks_length", 5);
        look.put("plot_margin", Ordered.map("t", 14, "r", 28, "b", 12, "l", 12));
        look.put("axis_line", Ordered.map("color", theme.faintText(), "blank", false));
        look.put("legend_position", series > 1 ? "bottom" : "none");
        return look;
    }

    private static double millis(Instant time) {
        return time.toEpochMilli();
    }
}
