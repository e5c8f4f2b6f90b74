package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.Lessons;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.ReviewMeeting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was learned, discussed and noted. */
final class LearningSections {
    private LearningSections() {}

    static void add(Page page, PostmortemSpec spec, Room room) {
        lessons(page, spec.lessons(), room);
        Section.text(page, 2, "Summary and notes", spec.notes(), room);
        review(page, spec.review(), room);
        page.heading(2, "Trackers and links");
        List<String> links = new ArrayList<>(spec.trackers().stream()
                .map(url -> "Tracker: " + MarkdownLink.of(url, room))
                .toList());
        spec.links().forEach(url -> links.add(MarkdownLink.of(url, room)));
        if (links.isEmpty()) {
            Section.nothing(page);
        } else {
            page.bullets(links);
        }
    }

    private static void lessons(Page page, Lessons lessons, Room room) {
        page.heading(2, "Lessons");
        Section.bullets(page, 3, "What went well", lessons.wentWell(), room);
        Section.bullets(page, 3, "What went badly", lessons.wentBadly(), room);
        Section.bullets(page, 3, "Where we got lucky", lessons.gotLucky(), room);
    }

    private static void review(Page page, ReviewMeeting review, Room room) {
        List<String> facts = new ArrayList<>();
        if (review.meetingAt() != null) {
            facts.add("Meeting: " + UtcTime.of(review.meetingAt()) + " UTC");
        }
        if (!review.attendees().isEmpty()) {
            facts.add("Attendees: "
                    + review.attendees().stream()
                            .map(name -> MarkdownText.line(name, Math.min(100, room.text())))
                            .collect(Collectors.joining(", ")));
        }
        Section.text(page, 2, "Review", review.notes(), room);
        page.bullets(facts);
    }
}
