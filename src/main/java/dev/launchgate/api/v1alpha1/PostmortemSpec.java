package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, why, and what must hold before the next launch. */
public record PostmortemSpec(
        @JsonPropertyDescription("What happened, in one sentence.")
        @Required
        @Size(min = 1, max = 200)
        @Pattern(Patterns.PLAIN_TEXT)
        String title,

        @JsonPropertyDescription(
                "The LaunchChecklists of this namespace that the incident concerns: measures with blocksLaunch become items"
                        + " of each.")
        @Size(max = 16)
        List<NameRef> checklists,

        @JsonPropertyDescription("How bad it was.") @Nullable
        IncidentSeverity severity,

        @JsonPropertyDescription(
                "Draft: anything may be missing. Review: needs impact and rootCause. Final: needs every section. What is"
                        + " missing is named in the status.")
        @Default("Draft")
        PostmortemState state,

        @JsonPropertyDescription("Who writes it.") @Size(max = 20)
        List<@Size(min = 1, max = 100) @Pattern(Patterns.PLAIN_TEXT) String> authors,

        @JsonPropertyDescription("What it did to users, and when.")
        PostmortemImpact impact,

        @JsonPropertyDescription("How it was noticed.")
        @Size(max = PostmortemSpec.MIDDLE_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String detection,

        @JsonPropertyDescription("What set it off.")
        @Size(max = PostmortemSpec.MIDDLE_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String trigger,

        @JsonPropertyDescription("Why it could happen. Name what, not who.")
        @Size(max = PostmortemSpec.LONG_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String rootCause,

        @JsonPropertyDescription("What else contributed, one cause each.") @Size(max = 20)
        List<@Size(min = 1, max = PostmortemSpec.SHORT_TEXT) @Pattern(Patterns.TEXT) String> causes,

        @JsonPropertyDescription("What was done to end it.") @Size(max = 50)
        List<MitigationStep> mitigation,

        @JsonPropertyDescription("What must hold so that it does not happen again.")
        @Size(max = PostmortemSpec.MEASURES)
        @JsonDeserialize(contentUsing = LenientDecoder.Measure.class)
        List<PreventionMeasure> prevention,

        @JsonPropertyDescription("What happened when; shown in the order of time.") @Size(max = 500)
        List<TimelineEntry> timeline,

        @JsonPropertyDescription("What was learned.") Lessons lessons,

        @JsonPropertyDescription("The meeting in which it is discussed.")
        ReviewMeeting review,

        @JsonPropertyDescription("https links to tickets about it.") @Size(max = 20)
        List<@Size(max = 2048) @Pattern(Patterns.HTTPS_LINK) String> trackers,

        @JsonPropertyDescription("Further https links, such as a chat or a dashboard.") @Size(max = 20)
        List<@Size(max = 2048) @Pattern(Patterns.HTTPS_LINK) String> links,

        @JsonPropertyDescription("Anything else worth knowing; several lines if needed.")
        @Size(max = PostmortemSpec.LONG_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String notes,

        @JsonPropertyDescription("Data and graphs.") @Size(max = PostmortemSpec.ATTACHMENTS)
        List<Attachment> attachments,

        @JsonIgnore @Nullable Defect defect) {

    /** Characters of a text of several paragraphs. */
    public static final int LONG_TEXT = 16_384;
    /** Characters of a paragraph. */
    public static final int MIDDLE_TEXT = 4_096;
    /** Characters of a line of a list. */
    public static final int SHORT_TEXT = 1_000;
    /** Most prevention measures. */
    public static final int MEASURES = 100;
    /** Most attachments. */
    public static final int ATTACHMENTS = 20;

    public PostmortemSpec {
        title = title == null ? "" : title;
        checklists = Lists.copy(checklists);
        state = state == null ? PostmortemState.Draft : state;
        authors = Lists.copy(authors);
        impact = impact == null ? PostmortemImpact.NONE : impact;
        causes = Lists.copy(causes);
        mitigation = Lists.copy(mitigation);
        prevention = Lists.copy(prevention);
        timeline = Lists.copy(timeline);
        lessons = lessons == null ? Lessons.NONE : lessons;
        review = review == null ? ReviewMeeting.NONE : review;
        trackers = Lists.copy(trackers);
        links = Lists.copy(links);
        attachments = Lists.copy(attachments);
    }

    /** Reads a stored spec, or the part of one that is kept; what cannot be read carries a defect. */
    public static PostmortemSpec of(JsonNode spec) {
        return LenientDecoder.postmortem(spec);
    }

    /** In place of a stored spec that is missing, or that this version cannot read; {@code defect} says where and why. */
    public static PostmortemSpec undecodable(Defect defect) {
        return new PostmortemSpec(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, defect);
    }
}
