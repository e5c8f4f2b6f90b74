package dev.launchgate.postmortem.capture;

import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.check.AttachedContent;
import dev.launchgate.postmortem.capture.DigestReader.Digest;
import dev.launchgate.postmortem.graph.Sha256;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Content that is kept elsewhere, looked at again and again: whether it is there, and still the same. */
final class CopyLook {
    static final Duration INTERVAL = Duration.ofMinutes(10);

    /** So many failures in a row are believed; fewer may be a moment of the network. */
    static final int BELIEVED = 3;

    private static final int DIGITS_SHOWN = 8;
    private static final DigestReader READER = new DigestReader();

    private final Attachment attachment;
    private final Desk desk;
    private final String asked;

    CopyLook(Attachment attachment, Desk desk) {
        this.attachment = attachment;
        this.desk = desk;
        this.asked = Sha256.of(attachment.url() + "\n" + attachment.configMap() + "\n" + attachment.sha256());
    }

    /** @param stored what the status says of it */
    Step step(Optional<AttachmentStatus> stored) {
        Optional<AttachmentStatus> before = stored.filter(row -> asked.equals(row.asked()));
        List<ProbeRequest> requests = AttachedContent.copyRequests(attachment, READER, desk.facts());
        Step step = Step.of(judge(
                AttachedContent.copy(attachment, READER, desk.facts()),
                before,
                requests.stream().mapToLong(desk::failures).max().orElse(0)));
        return requests.isEmpty() ? step : step.asking(requests.getFirst(), INTERVAL);
    }

    private AttachmentStatus judge(AttachedContent content, Optional<AttachmentStatus> before, long failures) {
        return switch (content) {
            case AttachedContent.Read(int status, Digest(String sha256)) -> compare(sha256, before);
            case AttachedContent.Read(int status, var other) ->
                throw new IllegalStateException("not what the reader makes");
            case AttachedContent.Waiting() ->
                before.orElseGet(() -> row(AttachmentState.Pending, Reason.CapturePending, "not looked at yet"));
            case AttachedContent.Unavailable(Reason reason, String message, boolean gone) ->
                gone || failures >= BELIEVED
                        ? lost(reason, message, before)
                        : before.filter(row -> !row.state().equals(AttachmentState.Pending.name()))
                                .map(row -> unseen(row, message))
                                .orElseGet(() -> row(AttachmentState.Pending, reason, message));
        };
    }

    /** What it was stays known, so that other content in its place is not taken for it. */
    private AttachmentStatus lost(Reason reason, String message, Optional<AttachmentStatus> before) {
        return before.map(AttachmentStatus::sha256)
                .map(sha256 -> seen(AttachmentState.Missing, reason, sha256, message))
                .orElseGet(() -> row(AttachmentState.Missing, reason, message));
    }

    /** Once is no proof that it is gone, and no secret either. */
    private AttachmentStatus unseen(AttachmentStatus row, String message) {
        return new AttachmentStatus(
                row.name(),
                row.state(),
                row.reason(),
                row.sha256(),
                row.points(),
                PlainText.of("could not be looked at again: " + message, Step.MESSAGE_LIMIT),
                row.asked(),
                row.files());
    }

    private AttachmentStatus compare(String sha256, Optional<AttachmentStatus> before) {
        String stated = attachment.sha256();
        if (stated == null) {
            return unstated(sha256, before);
        }
        String expected = stated.toLowerCase(Locale.ROOT);
        return expected.equals(sha256)
                ? seen(AttachmentState.Verified, Reason.AttachmentVerified, sha256, "")
                : seen(
                        AttachmentState.Changed,
                        Reason.AttachmentChanged,
                        sha256,
                        "sha256 expected %s..., saw %s...; bring back what it was, or look at it and state the new digest"
                                .formatted(expected.substring(0, DIGITS_SHOWN), sha256.substring(0, DIGITS_SHOWN)));
    }

    /** What was seen first is what it is compared with, as long as nobody states what it should be. */
    private AttachmentStatus unstated(String sha256, Optional<AttachmentStatus> before) {
        Optional<AttachmentStatus> other = before.filter(row -> row.sha256() != null && !sha256.equals(row.sha256()));
        return other.map(row -> seen(
                        AttachmentState.Changed,
                        Reason.AttachmentChanged,
                        String.valueOf(row.sha256()),
                        "sha256 expected what was seen first, saw %s...; state the sha256 that it should have"
                                .formatted(sha256.substring(0, DIGITS_SHOWN))))
                .orElseGet(() -> seen(
                        AttachmentState.Unverified,
                        Reason.AttachmentUnverified,
                        sha256,
                        "is there; state its sha256 to have it verified"));
    }

    private AttachmentStatus row(AttachmentState state, Reason reason, String message) {
        return Step.row(attachment.name(), state, reason, message, asked);
    }

    private AttachmentStatus seen(AttachmentState state, Reason reason, String sha256, String message) {
        return Step.seen(attachment.name(), state, reason, sha256, message, asked);
    }
}
