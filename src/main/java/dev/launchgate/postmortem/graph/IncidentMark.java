package dev.launchgate.postmortem.graph;

import dev.launchgate.postmortem.graph.Graph.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of a picture in which the incident was: shaded, with a line where it begins and ends. */
final class IncidentMark {
    private IncidentMark() {}

    static List<Object> layers(Graph graph, ValueAxis values, Theme theme) {
        Incident incident = graph.incident();
        RangeWindow window = graph.data().window();
        if (incident == null || !within(incident, window)) {
            return List.of();
        }
        Instant end = incident.end() == null ? window.end() : incident.end();
        Instant from = incident.start().isBefore(window.start()) ? window.start() : incident.start();
        Instant to = end.isAfter(window.end()) ? window.end() : end;
        List<Object> layers = new ArrayList<>();
        if (from.isBefore(to)) {
            layers.add(area(from, to, values, theme));
        }
        if (from.equals(incident.start())) {
            layers.add(edge(from, theme));
        }
        if (to.equals(incident.end())) {
            layers.add(edge(to, theme));
        }
        return layers;
    }

    /** Whether any of it is in the window. */
    static boolean within(Incident incident, RangeWindow window) {
        return !incident.start().isAfter(window.end())
                && (incident.end() == null || !incident.end().isBefore(window.start()));
    }

    private static Map<String, Object> area(Instant from, Instant to, ValueAxis values, Theme theme) {
        Map<String, Object> corners = Ordered.map(
                "from", List.of((double) from.toEpochMilli()),
                "to", List.of((double) to.toEpochMilli()),
                "least", List.of(values.least()),
                "most", List.of(values.most()));
        return Ordered.map(
                "geom",
                "rect",
                "data",
                corners,
                "mapping",
                Ordered.map("xmin", "from", "xmax", "to", "ymin", "least", "ymax", "most"),
                "fill",
                theme.mark(),
                "alpha",
                0.12,
                "size",
                0,
                "show_legend",
                false);
    }

    private static Map<String, Object> edge(Instant at, Theme theme) {
        return Ordered.map(
                "geom",
                "vline",
                "xintercept",
                (double) at.toEpochMilli(),
                "color",
                theme.mark(),
                "size",
                0.7,
                "linetype",
                "dashed",
                "show_legend",
                false);
    }
}
