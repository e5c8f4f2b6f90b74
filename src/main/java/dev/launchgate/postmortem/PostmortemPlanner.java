package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.Lessons;
import dev.launchgate.api.v1alpha1.MitigationStep;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.ReviewMeeting;
import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.DateTimes;
import dev.launchgate.check.ObjectNames;
import dev.launchgate.check.Refusals;
import dev.launchgate.check.SpecBounds;
import dev.launchgate.checklist.MeasurePlanner;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From spec to plan: refuses again what the schema refuses, because old CRDs and servers without CEL let it through, and
 * times that cannot be. Pure.
 */
public final class PostmortemPlanner {
    private static final Defect NO_SPEC = new Defect("", "is missing; a postmortem needs a title");
    private static final int SHORT = PostmortemSpec.SHORT_TEXT;

    private final MeasurePlanner measures;

    public PostmortemPlanner(CheckRegistry checks) {
        this.measures = new MeasurePlanner(checks);
    }

    /** @param stored null when the stored object has none */
    public PostmortemPlan plan(@Nullable PostmortemSpec stored, String name, Instant now) {
        PostmortemSpec spec = stored == null ? PostmortemSpec.undecodable(NO_SPEC) : stored;
        Refusals refusals = new Refusals("spec");
        if (spec.defect() != null) {
            refusals.refuse(spec.defect().path(), spec.defect().message());
            return new PostmortemPlan(spec, List.of(), refusals.all());
        }
        refuse(spec, refusals);
        Times times = new Times(now, refusals);
        times.refuse(spec.impact());
        for (int i = 0; i < spec.mitigation().size(); i++) {
            times.past(spec.mitigation().get(i).at(), "mitigation[" + i + "].at");
        }
        for (int i = 0; i < spec.timeline().size(); i++) {
            times.past(spec.timeline().get(i).at(), "timeline[" + i + "].at");
        }
        AttachmentRefusals.refuse(spec.attachments(), times, refusals);
        return new PostmortemPlan(spec, measures.plan(spec, name, now), refusals.all());
    }

    private static void refuse(PostmortemSpec spec, Refusals refusals) {
        SpecBounds.text(spec.title(), 1, 200, "title", refusals);
        refuseChecklists(spec, refusals);
        plain(spec.authors(), 20, "authors", refusals);
        SpecBounds.lines(spec.impact().summary(), 0, PostmortemSpec.LONG_TEXT, "impact.summary", refusals);
        SpecBounds.text(spec.impact().usersAffected(), 0, 500, "impact.usersAffected", refusals);
        SpecBounds.lines(spec.detection(), 0, PostmortemSpec.MIDDLE_TEXT, "detection", refusals);
        SpecBounds.lines(spec.trigger(), 0, PostmortemSpec.MIDDLE_TEXT, "trigger", refusals);
        SpecBounds.lines(spec.rootCause(), 0, PostmortemSpec.LONG_TEXT, "rootCause", refusals);
        SpecBounds.lines(spec.notes(), 0, PostmortemSpec.LONG_TEXT, "notes", refusals);
        lines(spec.causes(), "causes", refusals);
        refuseMitigation(spec.mitigation(), refusals);
        SpecBounds.count(spec.prevention(), 0, PostmortemSpec.MEASURES, "prevention", refusals);
        refuseTimeline(spec.timeline(), refusals);
        refuse(spec.lessons(), refusals);
        refuse(spec.review(), refusals);
        links(spec.trackers(), "trackers", refusals);
        links(spec.links(), "links", refusals);
    }

    private static void refuseChecklists(PostmortemSpec spec, Refusals refusals) {
        SpecBounds.count(spec.checklists(), 0, 16, "checklists", refusals);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < spec.checklists().size(); i++) {
            String name = spec.checklists().get(i).name();
            ObjectNames.refuse(spec.checklists().get(i), "checklists[" + i + "]", refusals);
            refusals.require(seen.add(name), "checklists[" + i + "].name", "another checklist has this name");
        }
    }

    private static void refuseMitigation(List<MitigationStep> steps, Refusals refusals) {
        SpecBounds.count(steps, 0, 50, "mitigation", refusals);
        for (int i = 0; i < steps.size(); i++) {
            SpecBounds.lines(steps.get(i).step(), 1, SHORT, "mitigation[" + i + "].step", refusals);
            SpecBounds.lines(steps.get(i).result(), 0, SHORT, "mitigation[" + i + "].result", refusals);
        }
    }

    private static void refuseTimeline(List<TimelineEntry> entries, Refusals refusals) {
        SpecBounds.count(entries, 0, 500, "timeline", refusals);
        for (int i = 0; i < entries.size(); i++) {
            SpecBounds.lines(entries.get(i).event(), 1, SHORT, "timeline[" + i + "].event", refusals);
            SpecBounds.link(entries.get(i).link(), "timeline[" + i + "].link", refusals);
        }
    }

    private static void refuse(Lessons lessons, Refusals refusals) {
        lines(lessons.wentWell(), "lessons.wentWell", refusals);
        lines(lessons.wentBadly(), "lessons.wentBadly", refusals);
        lines(lessons.gotLucky(), "lessons.gotLucky", refusals);
    }

    /** A meeting may lie ahead. */
    private static void refuse(ReviewMeeting review, Refusals refusals) {
        if (review.meetingAt() != null) {
            DateTimes.refuse(review.meetingAt(), "review.meetingAt", refusals);
        }
        plain(review.attendees(), 100, "review.attendees", refusals);
        SpecBounds.lines(review.notes(), 0, PostmortemSpec.LONG_TEXT, "review.notes", refusals);
    }

    private static void plain(List<String> names, int most, String path, Refusals refusals) {
        SpecBounds.count(names, 0, most, path, refusals);
        for (int i = 0; i < names.size(); i++) {
            SpecBounds.text(names.get(i), 1, 100, path + "[" + i + "]", refusals);
        }
    }

    private static void lines(List<String> texts, String path, Refusals refusals) {
        SpecBounds.count(texts, 0, 20, path, refusals);
        for (int i = 0; i < texts.size(); i++) {
            SpecBounds.lines(texts.get(i), 1, SHORT, path + "[" + i + "]", refusals);
        }
    }

    private static void links(List<String> links, String path, Refusals refusals) {
        SpecBounds.count(links, 0, 20, path, refusals);
        for (int i = 0; i < links.size(); i++) {
            SpecBounds.link(links.get(i), path + "[" + i + "]", refusals);
        }
    }
}
