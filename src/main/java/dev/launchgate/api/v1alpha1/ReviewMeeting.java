package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meeting in which a postmortem is discussed. */
public record ReviewMeeting(
        @JsonPropertyDescription("When it is or was, RFC 3339 with zone; may lie ahead.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String meetingAt,

        @JsonPropertyDescription("Who takes part.") @Size(max = 100)
        List<@Size(min = 1, max = 100) @Pattern(Patterns.PLAIN_TEXT) String> attendees,

        @JsonPropertyDescription("What was said and decided; several lines if needed.")
        @Size(max = PostmortemSpec.LONG_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String notes) {

    /** Of a postmortem that says nothing about it. */
    public static final ReviewMeeting NONE = new ReviewMeeting(null, null, null);

    public ReviewMeeting {
        attendees = Lists.copy(attendees);
    }
}
