package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State of the gate. Names and hashes of templates are facts; everything that decides is derived from live objects. */
public record GateStatus(
        @JsonPropertyDescription(
                "Unarmed, Armed, Held, Approved, Releasing, Frozen, Bypassed, Suspended, Signalling or Auditing.")
        String state,

        @JsonPropertyDescription("How new revisions are held: AutoHold, AlwaysPaused, AlwaysPausedUnguarded.") @Nullable
        String arming,

        @JsonPropertyDescription("Since when the state is this.")
        String since,

        @JsonPropertyDescription("The revision that waits.") @Nullable
        Revision candidate,

        @JsonPropertyDescription("The revision whose pods run.") @Nullable
        Revision running,

        @JsonPropertyDescription("The release that was decided; written before it is done.") @Nullable
        Approval approved,

        @JsonPropertyDescription("The last five promoted revisions, newest last: returning to them is never held.")
        List<Promotion> promoted,

        @JsonPropertyDescription("The last value of annotation launchgate.dev/retry that was obeyed.") @Nullable
        String retried,

        @JsonPropertyDescription("What the gate waits for or does, in one sentence.")
        String message,

        @JsonPropertyDescription(
                "Why the gate could not do what it decided: PauseFieldConflict, PauseRefused or ReleaseRefused. Absent when nothing stood in"
                        + " its way.")
        @Nullable
        String objection) {
    public GateStatus {
        state = Objects.requireNonNullElse(state, "");
        since = Objects.requireNonNullElse(since, "");
        promoted = Lists.copy(promoted);
        message = Objects.requireNonNullElse(message, "");
    }

    /** The same, of which the last move was refused. */
    public GateStatus objected(String reason, String told) {
        return new GateStatus(state, arming, since, candidate, running, approved, promoted, retried, told, reason);
    }

    /** When the state began; empty where the status was edited so that it does not say. */
    public Optional<Instant> began() {
        try {
            return Optional.of(Instant.parse(since));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A pod template, identified by the SHA-256 of its canonical form. */
    public record Revision(
            @JsonPropertyDescription("SHA-256 of the canonical pod template, hex.")
            String templateHash,

            @JsonPropertyDescription("Images of its containers.")
            List<String> images,

            @JsonPropertyDescription("Name of the revision, from the pod template's annotations or labels.") @Nullable
            String revision) {
        public Revision {
            templateHash = Objects.requireNonNullElse(templateHash, "");
            images = Lists.copy(images);
        }
    }

    /** The record of a release, written before the release. */
    public record Approval(
            @JsonPropertyDescription("Template that may be released.")
            String templateHash,

            @JsonPropertyDescription("Name of the revision.") @Nullable
            String revision,

            @JsonPropertyDescription("UID of the Deployment.")
            String uid,

            @JsonPropertyDescription("Generation of the checklist that was judged.")
            Long generation,

            @JsonPropertyDescription("When.") String at,

            @JsonPropertyDescription(
                    "Why: ChecklistPassed, RolledBack, RestartPassed or FirstLaunchAllowed; WouldRelease in modes Signal and Audit.")
            String reason,

            @JsonPropertyDescription("Digest of the verdicts that the decision rests on.")
            String digest,

            @JsonPropertyDescription(
                    "When all that was released was there and the Deployment was paused behind it; absent before, and where an"
                            + " idle Deployment is not paused.")
            @Nullable
            String completed) {
        public Approval {
            templateHash = Objects.requireNonNullElse(templateHash, "");
            uid = Objects.requireNonNullElse(uid, "");
            generation = Objects.requireNonNullElse(generation, Long.valueOf(-1));
            at = Objects.requireNonNullElse(at, "");
            reason = Objects.requireNonNullElse(reason, "");
            digest = Objects.requireNonNullElse(digest, "");
        }

        /** The same, of which all is there. */
        public Approval completedAt(String time) {
            return new Approval(templateHash, revision, uid, generation, at, reason, digest, time);
        }
    }

    /** A revision whose rollout finished. */
    public record Promotion(
            @JsonPropertyDescription("SHA-256 of the canonical pod template, hex.")
            String templateHash,

            @JsonPropertyDescription("Name of the revision.") @Nullable
            String revision,

            @JsonPropertyDescription("When.") String at,

            @JsonPropertyDescription(
                    "UID of the ReplicaSet that ran it last. While that runs what the Deployment wants, this is still the same"
                            + " revision, though an upgrade of the API server may have changed its hash.")
            @Nullable
            String replicaSet) {
        public Promotion {
            templateHash = Objects.requireNonNullElse(templateHash, "");
            at = Objects.requireNonNullElse(at, "");
        }
    }
}
