package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.api.v1alpha1.RangeQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Data and graphs. */
final class AttachmentSection {
    private AttachmentSection() {}

    static void add(Page page, DocumentSource source, Room room) {
        page.heading(2, "Data and graphs");
        if (source.spec().attachments().isEmpty()) {
            Section.nothing(page);
            return;
        }
        Map<String, AttachmentStatus> standing = source.status().attachments().stream()
                .collect(Collectors.toMap(AttachmentStatus::name, row -> row, (first, second) -> first));
        for (Attachment attachment : source.spec().attachments()) {
            String name = attachment.name();
            String title = attachment.title() == null ? "" : MarkdownText.line(attachment.title(), 200);
            page.heading(3, title.isEmpty() ? MarkdownText.line(name, 63) : title);
            GraphFiles files = source.graphs().get(name);
            if (files != null) {
                page.block(picture(files));
            }
            page.bullets(facts(attachment, standing.get(name), files, room));
        }
    }

    /** Nothing of the object stands in this, so that nothing of it can be markup. */
    private static String picture(GraphFiles files) {
        if (files.light() == null || files.dark() == null) {
            return "";
        }
        return """
                <picture>
                  <source media="(prefers-color-scheme: dark)" srcset="%s">
                  <img alt="Graph" src="%s">
                </picture>""".formatted(files.dark(), files.light());
    }

    private static List<String> facts(
            Attachment attachment, @Nullable AttachmentStatus standing, @Nullable GraphFiles files, Room room) {
        List<String> facts = new ArrayList<>();
        facts.add("Name: " + MarkdownText.line(attachment.name(), 63));
        if (standing == null) {
            facts.add("State: not looked at yet");
        } else {
            facts.add(("State: **" + MarkdownText.line(standing.state(), 40) + "** "
                            + MarkdownText.line(standing.message(), room.text()))
                    .strip());
        }
        source(attachment, facts, room);
        String digest = standing == null || standing.sha256() == null ? attachment.sha256() : standing.sha256();
        if (digest != null) {
            facts.add("SHA-256: " + MarkdownText.line(digest, 64));
        }
        if (files != null && files.csv() != null) {
            facts.add("Data: [%s](%s)".formatted(files.csv(), files.csv()));
        }
        if (files != null) {
            files.notes().forEach(note -> facts.add("Note: " + MarkdownText.line(note, room.text())));
        }
        return facts;
    }

    private static void source(Attachment attachment, List<String> facts, Room room) {
        RangeQuery query = attachment.prometheus();
        if (query != null) {
            facts.add("Query: " + MarkdownText.line(query.query(), room.text()));
            facts.add("Window: %s to %s UTC".formatted(UtcTime.of(query.start()), UtcTime.of(query.end())));
        }
        if (attachment.url() != null) {
            facts.add("Address: " + MarkdownLink.of(attachment.url(), room));
        }
        if (attachment.configMap() != null) {
            facts.add("ConfigMap: %s, key %s"
                    .formatted(
                            MarkdownText.line(attachment.configMap().name(), 253),
                            MarkdownText.line(attachment.configMap().key(), 253)));
        }
    }
}
