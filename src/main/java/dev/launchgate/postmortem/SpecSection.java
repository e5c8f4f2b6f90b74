package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.PostmortemSpec;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a postmortem must say.
 *
 * @param path where it stands in the spec, which is how it is called
 * @param forReview whether a review cannot begin without it
 */
record SpecSection(String path, boolean forReview, Predicate<PostmortemSpec> filledIn) {
    /** In the order of the document; a final one needs all of them. */
    static final List<SpecSection> ALL = List.of(
            new SpecSection("impact.summary", true, spec -> !blank(spec.impact().summary())),
            new SpecSection(
                    "impact.usersAffected", true, spec -> !blank(spec.impact().usersAffected())),
            new SpecSection(
                    "impact.startedAt", true, spec -> !blank(spec.impact().startedAt())),
            new SpecSection(
                    "impact.detectedAt", true, spec -> !blank(spec.impact().detectedAt())),
            new SpecSection(
                    "impact.mitigatedAt", true, spec -> !blank(spec.impact().mitigatedAt())),
            new SpecSection(
                    "impact.resolvedAt", true, spec -> !blank(spec.impact().resolvedAt())),
            new SpecSection("trigger", false, spec -> !blank(spec.trigger())),
            new SpecSection("rootCause", true, spec -> !blank(spec.rootCause())),
            new SpecSection("mitigation", false, spec -> !spec.mitigation().isEmpty()),
            new SpecSection("prevention", false, spec -> !spec.prevention().isEmpty()),
            new SpecSection("timeline", false, spec -> !spec.timeline().isEmpty()),
            new SpecSection(
                    "lessons",
                    false,
                    spec -> Stream.of(
                                    spec.lessons().wentWell(),
                                    spec.lessons().wentBadly(),
                                    spec.lessons().gotLucky())
                            .anyMatch(lessons -> !lessons.isEmpty())),
            new SpecSection(
                    "review.meetingAt", false, spec -> !blank(spec.review().meetingAt())),
            new SpecSection(
                    "trackers",
                    false,
                    spec -> !spec.trackers().isEmpty()
                            || spec.prevention().stream().anyMatch(measure -> !blank(measure.tracker()))),
            new SpecSection("notes", false, spec -> !blank(spec.notes())),
            new SpecSection("attachments", false, spec -> !spec.attachments().isEmpty()));

    boolean filledIn(PostmortemSpec spec) {
        return filledIn.test(spec);
    }

    /** Whether a text says nothing. */
    static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
