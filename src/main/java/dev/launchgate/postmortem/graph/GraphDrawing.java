package dev.launchgate.postmortem.graph;

import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/** Draws measured data as SVG: the same bytes for the same data, without script or reference. */
public final class GraphDrawing {
    /** No picture is larger. */
    public static final int MOST_BYTES = 200 * 1024;

    /** Most points of a line. */
    static final int MOST_ROWS = 400;

    private static final int WIDTH = 960;
    private static final int HEIGHT = 400;
    private static final int LEGEND_ROW = 33;
    private static final int TEXT_ROW = 17;

    private GraphDrawing() {}

    /** @param graph with data that are not thinned, or only to fit */
    public static String svg(Graph graph, Theme theme) {
        return svg(graph, theme, MOST_ROWS);
    }

    /** @param rows most points of a line */
    static String svg(Graph graph, Theme theme, int rows) {
        Graph drawn = new Graph(graph.title(), graph.unit(), graph.incident(), drawn(graph.data(), theme, rows));
        List<String> caption = GraphCaption.of(graph, drawn.data());
        int entries = drawn.data().series().size();
        int legend = entries > 1 ? LEGEND_ROW * Math.ceilDiv(entries, ChartSpec.LEGEND_COLUMNS) : 0;
        return SettledSvg.of(PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
                ChartSpec.of(drawn, caption, theme),
                new DoubleVector(WIDTH, HEIGHT + legend + TEXT_ROW * caption.size()),
                new UnsupportedRGBEncoder(),
                false));
    }

    private static RangeData drawn(RangeData data, Theme theme, int rows) {
        RangeData few = new RangeData(
                data.window(),
                data.series().stream()
                        .limit(theme.lines().size())
                        .map(GraphDrawing::drawable)
                        .toList(),
                data.found(),
                data.partial(),
                data.merged());
        return few.merged() == 1 ? Thinning.toRows(few, rows) : few;
    }

    private static Series drawable(Series series) {
        return new Series(
                series.labels(),
                IntStream.range(0, series.values().size())
                        .mapToObj(i -> ValueAxis.drawable(series.number(i))
                                ? series.values().get(i)
                                : Series.NONE)
                        .toList());
    }
}
