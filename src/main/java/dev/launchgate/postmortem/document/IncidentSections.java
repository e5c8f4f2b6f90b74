package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.MitigationStep;
import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, why, and what ended it. */
final class IncidentSections {
    private IncidentSections() {}

    static void add(Page page, DocumentSource source, Room room) {
        PostmortemSpec spec = source.spec();
        page.heading(2, "Summary");
        impact(page, spec.impact(), source.status().impactDuration(), room);
        Section.text(page, 3, "Trigger", spec.trigger(), room);
        Section.text(page, 3, "Detection", spec.detection(), room);
        Section.text(page, 3, "Root cause", spec.rootCause(), room);
        if (!spec.causes().isEmpty()) {
            Section.bullets(page, 3, "Contributing causes", spec.causes(), room);
        }
        page.heading(2, "Technical summary");
        mitigation(page, spec.mitigation(), room);
    }

    private static void impact(Page page, PostmortemImpact impact, @Nullable String duration, Room room) {
        Section.text(page, 3, "Impact", impact.summary(), room);
        List<List<String>> rows = new ArrayList<>();
        row(
                rows,
                "Users affected",
                impact.usersAffected() == null ? "" : MarkdownText.cell(impact.usersAffected(), 500));
        row(rows, "Started (UTC)", time(impact.startedAt(), impact));
        row(rows, "Detected (UTC)", time(impact.detectedAt(), impact));
        row(rows, "Mitigated (UTC)", time(impact.mitigatedAt(), impact));
        row(rows, "Resolved (UTC)", time(impact.resolvedAt(), impact));
        row(rows, "Length", duration == null ? "" : MarkdownText.cell(duration, 40));
        if (!rows.isEmpty()) {
            page.table(List.of("Fact", "Value"), rows);
        }
    }

    private static String time(@Nullable String time, PostmortemImpact impact) {
        String utc = UtcTime.of(time);
        return utc.isEmpty() || !impact.approximate() ? utc : "about " + utc;
    }

    private static void row(List<List<String>> rows, String name, String value) {
        if (!value.isEmpty()) {
            rows.add(List.of(name, value));
        }
    }

    private static void mitigation(Page page, List<MitigationStep> steps, Room room) {
        page.heading(3, "Mitigation steps");
        if (steps.isEmpty()) {
            Section.nothing(page);
        } else {
            int shown = Math.min(Page.MOST_STEPS, room.rows());
            page.steps(steps.stream().limit(shown).map(step -> step(step, room)).toList());
            Section.rest(page, steps.size(), shown);
        }
    }

    private static String step(MitigationStep step, Room room) {
        StringBuilder text = new StringBuilder();
        if (step.at() != null) {
            text.append("**").append(UtcTime.of(step.at())).append(" UTC** ");
        }
        String what = MarkdownText.block(step.step(), room.text(), "    ");
        text.append(what.isEmpty() ? "*nothing written*" : what);
        if (step.result() != null) {
            text.append("\n\n    Result: ").append(MarkdownText.block(step.result(), room.text(), "    "));
        }
        return text.toString();
    }
}
