package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.PostmortemSpec;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a postmortem must say, in the order of its document; a final one all of it. */
enum SpecSection {
    ImpactSummary("impact.summary", true, spec -> !blank(spec.impact().summary())),
    UsersAffected("impact.usersAffected", true, spec -> !blank(spec.impact().usersAffected())),
    StartedAt("impact.startedAt", true, spec -> !blank(spec.impact().startedAt())),
    DetectedAt("impact.detectedAt", true, spec -> !blank(spec.impact().detectedAt())),
    MitigatedAt("impact.mitigatedAt", true, spec -> !blank(spec.impact().mitigatedAt())),
    ResolvedAt("impact.resolvedAt", true, spec -> !blank(spec.impact().resolvedAt())),
    Trigger("trigger", false, spec -> !blank(spec.trigger())),
    RootCause("rootCause", true, spec -> !blank(spec.rootCause())),
    Mitigation("mitigation", false, spec -> !spec.mitigation().isEmpty()),
    Prevention("prevention", false, spec -> !spec.prevention().isEmpty()),
    Timeline("timeline", false, spec -> !spec.timeline().isEmpty()),
    LessonsLearned(
            "lessons",
            false,
            spec -> Stream.of(
                            spec.lessons().wentWell(),
                            spec.lessons().wentBadly(),
                            spec.lessons().gotLucky())
                    .anyMatch(lessons -> !lessons.isEmpty())),
    Review("review.meetingAt", false, spec -> !blank(spec.review().meetingAt())),
    Trackers(
            "trackers",
            false,
            spec -> !spec.trackers().isEmpty()
                    || spec.prevention().stream().anyMatch(measure -> !blank(measure.tracker()))),
    Notes("notes", false, spec -> !blank(spec.notes())),
    Data("attachments", false, spec -> !spec.attachments().isEmpty());

    private final String path;
    private final boolean forReview;
    private final Predicate<PostmortemSpec> filledIn;

    SpecSection(String path, boolean forReview, Predicate<PostmortemSpec> filledIn) {
        this.path = path;
        this.forReview = forReview;
        this.filledIn = filledIn;
    }

    /** Where it stands in the spec, which is how it is called. */
    String path() {
        return path;
    }

    /** Whether a review cannot begin without it. */
    boolean forReview() {
        return forReview;
    }

    boolean filledIn(PostmortemSpec spec) {
        return filledIn.test(spec);
    }

    /** Whether a text says nothing. */
    static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
