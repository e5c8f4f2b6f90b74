package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.api.v1alpha1.PreventionMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold next time, and whether it does. */
final class PreventionSection {
    private static final String BREAK = "<br>";

    private PreventionSection() {}

    static void add(Page page, DocumentSource source, Room room) {
        List<PreventionMeasure> measures = source.spec().prevention();
        page.heading(3, "Prevention measures");
        if (measures.isEmpty()) {
            Section.nothing(page);
            return;
        }
        Map<String, MeasureStatus> standing = source.status().prevention().stream()
                .collect(Collectors.toMap(MeasureStatus::name, row -> row, (first, second) -> first));
        page.table(
                List.of("Measure", "Type", "Owner", "Due", "Tracker", "Blocks launch", "Verdict"),
                measures.stream()
                        .limit(room.rows())
                        .map(measure -> row(measure, standing.get(measure.name()), room))
                        .toList());
        Section.rest(page, measures.size(), room.rows());
    }

    private static List<String> row(PreventionMeasure measure, @Nullable MeasureStatus standing, Room room) {
        return List.of(
                measure(measure, room),
                measure.type() == null ? "" : measure.type().toString(),
                measure.owner() == null ? "*nobody*" : MarkdownText.cell(measure.owner(), 100),
                due(measure, standing),
                measure.tracker() == null ? "" : MarkdownLink.of(measure.tracker(), room),
                measure.blocksLaunch() ? "yes" : "no",
                verdict(standing, room));
    }

    private static String measure(PreventionMeasure measure, Room room) {
        List<String> lines = new ArrayList<>(List.of("**" + MarkdownText.cell(measure.name(), 63) + "**"));
        if (measure.description() != null) {
            lines.add(MarkdownText.cell(measure.description(), room.text()));
        }
        Defect defect = measure.defect();
        if (defect != null) {
            lines.add("Cannot be read: " + MarkdownText.cell(defect.path() + " " + defect.message(), room.text()));
        }
        if (measure.doneAt() != null || measure.doneBy() != null) {
            lines.add("Done %s by %s"
                    .formatted(
                            UtcTime.of(measure.doneAt()),
                            measure.doneBy() == null ? "nobody" : MarkdownText.cell(measure.doneBy(), 100)));
        }
        return String.join(BREAK, lines);
    }

    private static String due(PreventionMeasure measure, @Nullable MeasureStatus standing) {
        String due = measure.dueDate() == null ? "" : MarkdownText.cell(measure.dueDate(), 10);
        return standing != null && standing.overdue() ? due + BREAK + "**overdue**" : due;
    }

    private static String verdict(@Nullable MeasureStatus standing, Room room) {
        if (standing == null) {
            return "not looked at yet";
        }
        String since = standing.since().isEmpty() ? "" : "since " + UtcTime.of(standing.since()) + " UTC";
        return Stream.of(
                        "**" + MarkdownText.cell(standing.verdict(), 40) + "** "
                                + MarkdownText.cell(standing.reason(), 60),
                        since,
                        MarkdownText.cell(standing.message(), room.text()))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(BREAK));
    }
}
