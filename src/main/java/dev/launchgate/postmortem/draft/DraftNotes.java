package dev.launchgate.postmortem.draft;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has no time: images, the difference of the templates, how the items stood, and what could not be read. */
final class DraftNotes {
    private static final int LINES = 60;
    private static final int LINE_LIMIT = 400;
    private static final int LIMIT = PostmortemSpec.LONG_TEXT;

    private final StringBuilder text = new StringBuilder();

    private DraftNotes() {}

    static String of(
            Optional<PodTemplate> before,
            Optional<PodTemplate> after,
            LaunchChecklistStatus status,
            Scene scene,
            Instant now) {
        DraftNotes notes = new DraftNotes();
        notes.text
                .append("Drafted by Launchgate at ")
                .append(now)
                .append(" from what the cluster knew. Facts only: what follows from them is for people to write.\n");
        notes.block("Images before", images(before));
        notes.block("Images of this release", images(after));
        notes.block("What differs between the pod templates (paths; values are not shown)", difference(before, after));
        notes.block(
                "Items",
                status.items().stream()
                        .map(item -> "%s: %s (%s) since %s, %s, %s"
                                .formatted(
                                        item.name(),
                                        item.verdict(),
                                        item.reason(),
                                        item.lastTransitionTime(),
                                        item.severity(),
                                        item.phase()))
                        .toList());
        notes.block("Not known", scene.unread());
        return notes.text.toString();
    }

    private static List<String> images(Optional<PodTemplate> template) {
        return template.map(PodTemplate::images).orElse(List.of("not known: its ReplicaSet is gone"));
    }

    private static List<String> difference(Optional<PodTemplate> before, Optional<PodTemplate> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return List.of("not known: a ReplicaSet is gone");
        }
        List<String> lines =
                TemplateDifference.between(before.get().json(), after.get().json());
        return lines.isEmpty() ? List.of("nothing") : lines;
    }

    private void block(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(List.of("", title));
        lines.stream()
                .limit(LINES)
                .map(line -> "- " + PlainText.of(line, LINE_LIMIT))
                .forEach(all::add);
        if (lines.size() > LINES) {
            all.add("- (%d more)".formatted(lines.size() - LINES));
        }
        int written = 0;
        for (String line : all) {
            String more = "- (%d more)\n".formatted(all.size() - written);
            if (text.length() + line.length() + 1 + more.length() > LIMIT) {
                if (text.length() + more.length() <= LIMIT) {
                    text.append(more);
                }
                return;
            }
            text.append(line).append('\n');
            written++;
        }
    }
}
