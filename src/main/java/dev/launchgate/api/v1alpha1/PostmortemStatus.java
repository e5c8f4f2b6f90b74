package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a postmortem still lacks, how its measures stand, and where the document is. */
public record PostmortemStatus(
        @JsonPropertyDescription("Generation of the spec that this status describes; -1 before the first pass.")
        Long observedGeneration,

        @JsonPropertyDescription("Ready, Accepted, Complete, PreventionVerified, Published.")
        List<Condition> conditions,

        @JsonPropertyDescription(
                "From startedAt to mitigatedAt, or to resolvedAt where that is not known; ~ in front of estimates.")
        @Nullable
        String impactDuration,

        @JsonPropertyDescription("One row per measure, in the order of spec.prevention.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<MeasureStatus> prevention,

        @JsonPropertyDescription("Sections that the state requires and that are not filled in.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> missing,

        @JsonPropertyDescription("One row per attachment, in the order of spec.attachments.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = PostmortemSpec.ATTACHMENTS)
        List<AttachmentStatus> attachments,

        @JsonPropertyDescription("The rendered document.") @Nullable
        DocumentStatus document) {

    /** Of a postmortem that was never looked at. */
    public static final PostmortemStatus EMPTY = new PostmortemStatus(null, null, null, null, null, null, null);

    public PostmortemStatus {
        observedGeneration = observedGeneration == null ? Long.valueOf(-1) : observedGeneration;
        conditions = Lists.copy(conditions);
        prevention = Lists.copy(prevention);
        missing = Lists.copy(missing);
        attachments = Lists.copy(attachments);
    }

    /** How one measure stands. Values are strings so that words of a later version can be read. */
    public record MeasureStatus(
            @JsonPropertyDescription("Name of the measure.") String name,

            @JsonPropertyDescription("Pass, Fail, Unknown, Pending, NotApplicable or Waived.")
            String verdict,

            @JsonPropertyDescription("Why, in one word.") String reason,

            @JsonPropertyDescription("What was expected, what was seen, what to do.")
            String message,

            @JsonPropertyDescription("Whether it holds launches until it is done.")
            boolean blocksLaunch,

            @JsonPropertyDescription("Since when verdict and reason are these.")
            String since,

            @JsonPropertyDescription("Whether its dueDate has passed and it is not done.")
            boolean overdue) {
        public MeasureStatus {
            name = Objects.requireNonNullElse(name, "");
            verdict = Objects.requireNonNullElse(verdict, "");
            reason = Objects.requireNonNullElse(reason, "");
            message = Objects.requireNonNullElse(message, "");
            since = Objects.requireNonNullElse(since, "");
        }
    }

    /** How one attachment stands. */
    public record AttachmentStatus(
            @JsonPropertyDescription("Name of the attachment.")
            String name,

            @JsonPropertyDescription("Captured, Verified, Unverified, Changed, Missing or Pending.")
            String state,

            @JsonPropertyDescription("Why, in one word.") String reason,

            @JsonPropertyDescription("SHA-256 of what was captured or seen.") @Nullable
            String sha256,

            @JsonPropertyDescription("Data points that are kept.") @Nullable
            Integer points,

            @JsonPropertyDescription("What was expected, what was seen, what to do.")
            String message,

            @JsonPropertyDescription("SHA-256 of the question that was asked, by which another one is told from it.")
            @Nullable
            String asked,

            @JsonPropertyDescription("SHA-256 of what sha256sum prints for the files that are kept.") @Nullable
            String files) {
        public AttachmentStatus {
            name = Objects.requireNonNullElse(name, "");
            state = Objects.requireNonNullElse(state, "");
            reason = Objects.requireNonNullElse(reason, "");
            message = Objects.requireNonNullElse(message, "");
        }

        /** One of which nothing is kept. */
        public AttachmentStatus(
                String name, String state, @Nullable String sha256, @Nullable Integer points, String message) {
            this(name, state, "", sha256, points, message, null, null);
        }
    }

    /** Where the rendered document is. */
    public record DocumentStatus(
            @JsonPropertyDescription("ConfigMap that holds the Markdown and the graphs.")
            String configMap,

            @JsonPropertyDescription("SHA-256 of the Markdown.")
            String sha256) {
        public DocumentStatus {
            configMap = Objects.requireNonNullElse(configMap, "");
            sha256 = Objects.requireNonNullElse(sha256, "");
        }
    }
}
