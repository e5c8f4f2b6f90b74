package dev.launchgate.postmortem.graph;

import dev.launchgate.check.SampleNumber;
import dev.launchgate.postmortem.graph.Graph.Incident;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What stands below a picture: when the incident was, and what the picture leaves out. */
final class GraphCaption {
    private GraphCaption() {}

    /** @param drawn what is left of the data of the graph */
    static List<String> of(Graph graph, RangeData drawn) {
        List<String> lines = new ArrayList<>();
        RangeData data = graph.data();
        Incident incident = graph.incident();
        if (incident != null) {
            lines.add("%s: incident from %s to %s"
                    .formatted(
                            IncidentMark.within(incident, data.window()) ? "Marked" : "Outside of this window",
                            text(incident.start()),
                            incident.end() == null ? "an unknown end" : text(incident.end())));
        }
        String left = String.join(", ", leftOut(data, drawn));
        if (!left.isEmpty()) {
            lines.add(left);
        }
        if (data.partial()) {
            lines.add("The server warned that data may be missing");
        }
        return lines;
    }

    private static List<String> leftOut(RangeData data, RangeData drawn) {
        List<String> parts = new ArrayList<>();
        if (data.found() > drawn.series().size()) {
            parts.add("The highest %d of %d series".formatted(drawn.series().size(), data.found()));
        }
        if (data.window().widened()) {
            parts.add("step %d s instead of %d s"
                    .formatted(
                            data.window().step().toSeconds(),
                            data.window().asked().toSeconds()));
        }
        if (drawn.merged() > 1) {
            parts.add("lowest and highest of every %d samples".formatted(drawn.merged()));
        }
        long beyond = data.series().stream()
                .limit(drawn.series().size())
                .flatMap(series -> series.values().stream())
                .filter(value -> !value.equals(Series.NONE))
                .mapToDouble(SampleNumber::of)
                .filter(value -> !Double.isNaN(value) && !ValueAxis.drawable(value))
                .count();
        if (beyond > 0) {
            parts.add("without %d infinite or huge values".formatted(beyond));
        }
        return parts;
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
