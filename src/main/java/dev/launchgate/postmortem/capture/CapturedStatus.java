package dev.launchgate.postmortem.capture;

import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionSet.Status;
import dev.launchgate.status.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The status of a postmortem with what was captured and published in it. */
final class CapturedStatus {
    private CapturedStatus() {}

    /** With these attachments. */
    static PostmortemStatus rows(PostmortemStatus status, List<AttachmentStatus> rows) {
        return new PostmortemStatus(
                status.observedGeneration(),
                status.conditions(),
                status.impactDuration(),
                status.prevention(),
                status.missing(),
                rows,
                status.document());
    }

    /** With these attachments, and what came of publishing. */
    static PostmortemStatus with(
            PostmortemStatus status, List<AttachmentStatus> rows, Publication.Published published, Instant now) {
        List<Condition> conditions = new ArrayList<>(status.conditions().stream()
                .filter(condition -> !condition.getType().equals(ConditionType.Published.name()))
                .toList());
        conditions.addAll(new ConditionSet(status.conditions(), status.observedGeneration(), now.toString())
                .set(
                        ConditionType.Published,
                        published.current() ? Status.True : Status.False,
                        published.reason(),
                        published.message())
                .toList());
        return new PostmortemStatus(
                status.observedGeneration(),
                conditions,
                status.impactDuration(),
                status.prevention(),
                status.missing(),
                rows,
                published.document().orElse(null));
    }
}
