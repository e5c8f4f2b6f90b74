package dev.launchgate.postmortem.capture;

import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.check.Facts;
import dev.launchgate.postmortem.document.Bundle;
import dev.launchgate.postmortem.graph.GraphPack;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What lies before a pass over the attachments of one postmortem.
 *
 * @param impact times of the incident, for the pictures
 * @param again value of annotation {@link #AGAIN}; empty without it
 * @param graphs names of the attachments that are captured
 * @param unread whether it is not known what is kept
 * @param files what is kept, by the name of the file
 * @param captures what is captured and not kept yet, by the name of the attachment
 * @param placeless whether nothing can be kept
 * @param observations what the prober knows
 * @param told takes what people should hear
 */
record Desk(
        Facts facts,
        PostmortemImpact impact,
        String again,
        List<String> graphs,
        boolean unread,
        Map<String, String> files,
        Map<String, Capture> captures,
        boolean placeless,
        Function<ProbeRequest, Observation> observations,
        BiConsumer<Reason, String> told) {
    /** Annotation of a postmortem: a new value has its queries asked once more. */
    static final String AGAIN = "launchgate.dev/capture-again";

    /** What was captured, and the question to which it is the answer. */
    record Capture(String asked, GraphPack pack) {}

    Optional<Capture> held(String attachment) {
        return Optional.ofNullable(captures.get(attachment));
    }

    /** Bytes for the graph of an attachment: its share of what the others leave. */
    int room(String attachment) {
        int used = 0;
        int shares = 1;
        for (String other : graphs) {
            SortedMap<String, String> own =
                    held(other).map(one -> one.pack().files()).orElseGet(() -> Kept.named(other, files));
            if (!other.equals(attachment) && own.isEmpty()) {
                shares++;
            } else if (!other.equals(attachment)) {
                used += GraphPack.size(own);
            }
        }
        return Math.max(0, Bundle.roomForOne(1) - used) / shares;
    }

    /** How often it was asked. */
    long tries(ProbeRequest request) {
        return observations.apply(request).sequence();
    }

    /** How often in a row it failed in the same way. */
    long failures(ProbeRequest request) {
        Observation seen = observations.apply(request);
        return seen.measurement() instanceof Measurement.NotYet ? 0 : seen.sequence() - seen.changedAt() + 1;
    }

    void tell(Reason reason, String message) {
        told.accept(reason, message);
    }
}
