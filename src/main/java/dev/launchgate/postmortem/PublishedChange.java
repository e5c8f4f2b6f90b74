package dev.launchgate.postmortem;

import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.postmortem.capture.AttachmentState;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What should be announced of attachments and of the document. Pure; equal statuses announce nothing. */
final class PublishedChange {
    private static final Set<String> BAD = Set.of(AttachmentState.Changed.name(), AttachmentState.Missing.name());

    private PublishedChange() {}

    static List<Announcement> between(PostmortemStatus before, PostmortemStatus after) {
        Map<String, String> states = before.attachments().stream()
                .collect(Collectors.toMap(AttachmentStatus::name, AttachmentStatus::state, (first, second) -> first));
        return Stream.concat(
                        published(before, after).stream(),
                        after.attachments().stream()
                                .filter(row -> !row.state().equals(AttachmentState.Pending.name()))
                                .filter(row -> !row.state().equals(states.get(row.name())))
                                .flatMap(row -> row(row).stream()))
                .toList();
    }

    private static Optional<Announcement> row(AttachmentStatus row) {
        String message = row.message().isEmpty() ? row.name() + ": " + row.state() : row.name() + ": " + row.message();
        return Reason.named(row.reason())
                .map(reason -> new Announcement(reason, message, BAD.contains(row.state()), false));
    }

    private static Optional<Announcement> published(PostmortemStatus before, PostmortemStatus after) {
        String told = ConditionSet.find(before.conditions(), ConditionType.Published)
                .map(Condition::getReason)
                .orElse("");
        return ConditionSet.find(after.conditions(), ConditionType.Published)
                .filter(now ->
                        now.getStatus().equals("False") && !now.getReason().equals(told))
                .map(now -> new Announcement(Reason.valueOf(now.getReason()), now.getMessage(), true, false));
    }
}
