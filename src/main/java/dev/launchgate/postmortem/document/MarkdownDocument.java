package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A postmortem as one page of Markdown. */
public final class MarkdownDocument {
    /** Fewer bytes than this are never asked for: the shortest form of the largest postmortem fits. */
    public static final int LEAST_LIMIT = 300 * 1024;

    private MarkdownDocument() {}

    /**
     * The page.
     *
     * @param limit most bytes of UTF-8; texts and tables are cut where that is too little, and that is said
     */
    public static String of(DocumentSource source, int limit) {
        Room room = Room.ALL;
        String page = page(source, room);
        while (page.getBytes(StandardCharsets.UTF_8).length > limit && !room.least()) {
            room = room.less();
            page = page(source, room);
        }
        return page;
    }

    private static String page(DocumentSource source, Room room) {
        Page page = new Page();
        page.block(FrontMatter.of(source));
        page.heading(1, title(source));
        head(page, source, room);
        if (source.spec().defect() == null) {
            IncidentSections.add(page, source, room);
            TimelineSection.add(page, source.spec().timeline(), room);
            PreventionSection.add(page, source, room);
            LearningSections.add(page, source.spec(), room);
            AttachmentSection.add(page, source, room);
        }
        return page.text();
    }

    private static String title(DocumentSource source) {
        String title = MarkdownText.line(source.spec().title(), 200);
        return title.isEmpty() ? "Postmortem " + MarkdownText.line(source.name(), 253) : title;
    }

    private static void head(Page page, DocumentSource source, Room room) {
        PostmortemSpec spec = source.spec();
        List<String> facts = new ArrayList<>();
        facts.add("State: **" + spec.state() + "**");
        if (spec.severity() != null) {
            facts.add("Severity: **" + spec.severity() + "**");
        }
        if (!spec.checklists().isEmpty()) {
            facts.add("Checklists: " + joined(spec.checklists().stream().map(NameRef::name), room));
        }
        if (!spec.authors().isEmpty()) {
            facts.add("Authors: " + joined(spec.authors().stream(), room));
        }
        facts.add("Source: Postmortem %s in namespace %s. Change that object, not this page."
                .formatted(MarkdownText.line(source.name(), 253), MarkdownText.line(source.namespace(), 63)));
        page.bullets(facts);
        Defect defect = spec.defect();
        if (defect != null) {
            page.block("**This postmortem cannot be read:** %s %s"
                    .formatted(MarkdownText.line(defect.path(), 300), MarkdownText.line(defect.message(), 1_000)));
        }
        if (!source.status().missing().isEmpty()) {
            page.block("**Missing for state %s:** %s"
                    .formatted(spec.state(), joined(source.status().missing().stream(), room)));
        }
        if (!room.equals(Room.ALL)) {
            page.block(
                    "**Shortened to fit:** texts have at most %d characters, tables at most %d rows. The object has all."
                            .formatted(room.text(), room.rows()));
        }
    }

    private static String joined(Stream<String> texts, Room room) {
        return texts.map(text -> MarkdownText.line(text, Math.min(253, room.text())))
                .collect(Collectors.joining(", "));
    }
}
