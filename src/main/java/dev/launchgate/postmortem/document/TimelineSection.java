package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.check.DateTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What happened when. */
final class TimelineSection {
    /** Entries without a readable time come last, in the order in which they are written. */
    private static final Comparator<TimelineEntry> BY_TIME =
            Comparator.comparing(entry -> DateTimes.parse(entry.at()).orElse(Instant.MAX));

    private TimelineSection() {}

    static void add(Page page, List<TimelineEntry> timeline, Room room) {
        page.heading(3, "Timeline");
        if (timeline.isEmpty()) {
            Section.nothing(page);
            return;
        }
        page.table(
                List.of("Time (UTC)", "Event", "Source"),
                timeline.stream()
                        .sorted(BY_TIME)
                        .limit(room.rows())
                        .map(entry -> row(entry, room))
                        .toList());
        Section.rest(page, timeline.size(), room.rows());
    }

    private static List<String> row(TimelineEntry entry, Room room) {
        String source = entry.source().toString();
        return List.of(
                UtcTime.of(entry.at()),
                MarkdownText.cell(entry.event(), room.text()),
                entry.link() == null ? source : source + ", " + MarkdownLink.of(entry.link(), room));
    }
}
