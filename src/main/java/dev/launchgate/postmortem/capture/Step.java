package dev.launchgate.postmortem.capture;

import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.postmortem.graph.GraphPack;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pass came to for one attachment.
 *
 * @param captured what was just captured and has to be kept
 * @param ask what to ask the network for from now on
 */
record Step(AttachmentStatus row, Optional<GraphPack> captured, List<Subscription> ask) {
    static final int MESSAGE_LIMIT = 1024;

    Step {
        ask = List.copyOf(ask);
    }

    static Step of(AttachmentStatus row) {
        return new Step(row, Optional.empty(), List.of());
    }

    Step asking(ProbeRequest request, Duration interval) {
        return new Step(
                row, captured, List.of(new Subscription(row.name(), request, interval, AttachmentFacts.TIMEOUT, true)));
    }

    /** A row of which nothing is kept. */
    static AttachmentStatus row(String name, AttachmentState state, Reason reason, String message, String asked) {
        return new AttachmentStatus(
                name, state.name(), reason.name(), null, null, PlainText.of(message, MESSAGE_LIMIT), asked, null);
    }

    /** A row of content with this digest. */
    static AttachmentStatus seen(
            String name, AttachmentState state, Reason reason, String sha256, String message, String asked) {
        return new AttachmentStatus(
                name, state.name(), reason.name(), sha256, null, PlainText.of(message, MESSAGE_LIMIT), asked, null);
    }
}
