package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.cluster.Resource;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, as its object tells, or as the status remembers it.
 *
 * @param label what it is called in messages
 * @param image what ran; empty where nothing tells
 * @param at when it finished; the beginning of time where it has not, or nothing tells
 * @param detail the reason that a failed one gives
 */
record Run(String label, String image, State state, Instant at, String detail) {
    private static final String IMAGE = "launchgate.dev/image";

    enum State {
        Succeeded,
        Failed,
        Suspended,
        Running
    }

    /** @param container whose image counts; null for the default one */
    static Run of(Resource job, @Nullable String container) {
        String image = ContainerImage.in(job.at("/spec/template"), container)
                .orElseGet(() -> job.annotations().getOrDefault(IMAGE, ""));
        Optional<Run> finished = finished(job, image, "Complete", State.Succeeded)
                .or(() -> finished(job, image, "Failed", State.Failed));
        State unfinished = job.at("/spec/suspend").asBoolean() ? State.Suspended : State.Running;
        return finished.orElseGet(() -> new Run(job.label(), image, unfinished, Instant.EPOCH, ""));
    }

    /** A success that the status remembers; empty for what is no evidence of one. */
    static Optional<Run> of(Evidence evidence) {
        return DateTimes.parse(evidence.at())
                .map(at ->
                        new Run(evidence.kind() + " " + evidence.name(), evidence.boundTo(), State.Succeeded, at, ""));
    }

    boolean finished() {
        return state == State.Succeeded || state == State.Failed;
    }

    boolean succeeded() {
        return state == State.Succeeded;
    }

    private static Optional<Run> finished(Resource job, String image, String condition, State state) {
        return job.condition(condition)
                .filter(found -> found.path("status").asText().equals("True"))
                .map(found -> new Run(
                        job.label(),
                        image,
                        state,
                        DateTimes.parse(found.path("lastTransitionTime").asText())
                                .orElse(Instant.EPOCH),
                        found.path("reason").asText()));
    }
}
