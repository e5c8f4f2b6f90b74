package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was seen, decided and done. Holds no durations and no measured latencies: those are metrics. */
public record LaunchChecklistStatus(
        @JsonPropertyDescription("Generation of the spec that this status describes; -1 before the first pass.")
        Long observedGeneration,

        @JsonPropertyDescription("Ready, Accepted, Held, Enforced, Promoted; Reconciling and Stalled only while True.")
        List<Condition> conditions,

        @JsonPropertyDescription("The items, counted.") @Nullable
        Summary summary,

        @JsonPropertyDescription("The gate.") @Nullable GateStatus gate,

        @JsonPropertyDescription(
                "One row per item, in the order of spec.items; then one per measure of the postmortems that name this checklist.")
        List<ItemStatus> items,

        @JsonPropertyDescription("The last 20 decisions, newest last.")
        List<HistoryEntry> history) {

    /** Of a checklist that was never looked at. */
    public static final LaunchChecklistStatus EMPTY = new LaunchChecklistStatus(null, null, null, null, null, null);

    public LaunchChecklistStatus {
        observedGeneration = observedGeneration == null ? Long.valueOf(-1) : observedGeneration;
        conditions = Lists.copy(conditions);
        items = Lists.copy(items);
        history = Lists.copy(history);
    }

    /** The items, counted. Manual items are toil, and counted as such. */
    public record Summary(
            @JsonPropertyDescription("passed/total, for people.")
            String text,

            @JsonPropertyDescription("Items that pass, do not apply, or are waived.")
            Integer passed,

            @JsonPropertyDescription("All items.") Integer total,

            @JsonPropertyDescription("Items that fail.") Integer failed,

            @JsonPropertyDescription("Items that could not be measured.")
            Integer unknown,

            @JsonPropertyDescription("Items covered by an override.")
            Integer waived,

            @JsonPropertyDescription("Items that measure by themselves.")
            Integer automated,

            @JsonPropertyDescription("Items that wait for a person.")
            Integer manual) {}

    /** The answer of one item. Values are strings so that words of a later version can be read. */
    public record ItemStatus(
            @JsonPropertyDescription("Name of the item.") String name,

            @JsonPropertyDescription("Kind of the item.") String kind,

            @JsonPropertyDescription("Section of the launch checklist.")
            String section,

            @JsonPropertyDescription("Blocking or Advisory.")
            String severity,

            @JsonPropertyDescription("BeforeRelease or AfterRelease.")
            String phase,

            @JsonPropertyDescription("Pass, Fail, Unknown, Pending, NotApplicable or Waived.")
            String verdict,

            @JsonPropertyDescription("Why, in one word.") String reason,

            @JsonPropertyDescription("What was expected, what was seen, what to do.")
            String message,

            @JsonPropertyDescription(
                    "Where the item comes from: Checklist, or Postmortem/name for a prevention measure.")
            String source,

            @JsonPropertyDescription("Since when verdict and reason are these.")
            String lastTransitionTime,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @JsonPropertyDescription("What a decision rests on and may later be gone; the newest first.")
            @Size(max = Evidence.MOST)
            List<Evidence> evidence) {
        public ItemStatus {
            name = Objects.requireNonNullElse(name, "");
            kind = shared(kind);
            section = shared(section);
            severity = shared(severity);
            phase = shared(phase);
            verdict = shared(verdict);
            reason = shared(reason);
            message = Objects.requireNonNullElse(message, "");
            source = shared(source);
            lastTransitionTime = shared(lastTransitionTime);
            evidence = Lists.copy(evidence);
        }

        /** The same few words stand in thousands of rows; each decoded one would be a text of its own, half of what they weigh. */
        private static String shared(@Nullable String word) {
            return Objects.requireNonNullElse(word, "").intern();
        }

        /** An answer that rests on nothing that could be gone. */
        public ItemStatus(
                String name,
                String kind,
                String section,
                String severity,
                String phase,
                String verdict,
                String reason,
                String message,
                String source,
                String lastTransitionTime) {
            this(name, kind, section, severity, phase, verdict, reason, message, source, lastTransitionTime, List.of());
        }
    }

    /** One decision of the gate. */
    public record HistoryEntry(
            @JsonPropertyDescription("When.") String at,

            @JsonPropertyDescription("What, in one word.") String reason,

            @JsonPropertyDescription("Of which revision.") @Nullable
            String revision,

            @JsonPropertyDescription("Of which template.") @Nullable
            String templateHash,

            @JsonPropertyDescription("What happened, and who did it where somebody else than the gate did.")
            String message,

            @JsonPropertyDescription("The Postmortem that was drafted about it; absent where there is none.") @Nullable
            String postmortem) {

        /** A decision of which no postmortem was drafted. */
        public HistoryEntry(
                String at, String reason, @Nullable String revision, @Nullable String templateHash, String message) {
            this(at, reason, revision, templateHash, message, null);
        }

        /** The same, about which this postmortem was drafted. */
        public HistoryEntry linked(String name) {
            return new HistoryEntry(at, reason, revision, templateHash, message, name);
        }
    }
}
