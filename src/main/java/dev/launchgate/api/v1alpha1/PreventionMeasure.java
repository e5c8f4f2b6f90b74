package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What must hold so that an incident does not happen again; with a check, or done when somebody says so. */
@ValidationRule(value = "has(self.doneAt) == has(self.doneBy)", message = PreventionMeasure.DONE_TOGETHER)
public record PreventionMeasure(
        @JsonPropertyDescription("Unique name of this measure, a DNS label; appears in messages and events.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Patterns.LABEL)
        String name,

        @JsonPropertyDescription("What will be true, in a sentence or two.")
        @Size(max = PostmortemSpec.SHORT_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String description,

        @JsonPropertyDescription(
                "Detect: it is noticed earlier. Mitigate: it does less harm. Prevent: it does not happen. Process: people"
                        + " work in another way.")
        @Nullable
        MeasureType type,

        @JsonPropertyDescription("Who does it. State Final needs one for every measure.")
        @Size(max = 100)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String owner,

        @JsonPropertyDescription(
                "Until which day, inclusive, in UTC: 2026-12-04. Later and not done is told as overdue.")
        @Size(max = 10)
        @Pattern(PreventionMeasure.DATE)
        @Nullable
        String dueDate,

        @JsonPropertyDescription("https link to where the work is tracked.")
        @Size(max = 2048)
        @Pattern(Patterns.HTTPS_LINK)
        @Nullable
        String tracker,

        @JsonPropertyDescription(
                "True: a blocking item of every checklist of this postmortem, until it is done. It blocks again when the"
                        + " item no longer passes.")
        @Default("false")
        boolean blocksLaunch,

        @JsonPropertyDescription(
                "The check that proves it: done means that this passes. Any kind of item; left out, doneAt and doneBy say so.")
        @JsonDeserialize(using = LenientDecoder.Item.class)
        @Nullable
        ItemSpec item,

        @JsonPropertyDescription("When it was done, RFC 3339 with zone; together with doneBy.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String doneAt,

        @JsonPropertyDescription("Who says that it is done; together with doneAt.")
        @Size(min = 1, max = 100)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String doneBy,

        @JsonIgnore @Nullable Defect defect) {

    /** What is said of a measure that is done at no time, or by nobody. */
    public static final String DONE_TOGETHER = "doneAt and doneBy must be set together";
    /** A day. */
    public static final String DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    public PreventionMeasure {
        name = name == null ? "" : name;
    }

    /** A stored measure that this version cannot read; {@code defect} says where and why. Whether it blocks is kept. */
    static PreventionMeasure undecodable(String name, boolean blocksLaunch, Defect defect) {
        return new PreventionMeasure(name, null, null, null, null, null, blocksLaunch, null, null, null, defect);
    }
}
