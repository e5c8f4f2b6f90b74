package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was learned from an incident. */
public record Lessons(
        @JsonPropertyDescription("What went well.") @Size(max = 20)
        List<@Size(min = 1, max = PostmortemSpec.SHORT_TEXT) @Pattern(Patterns.TEXT) String> wentWell,

        @JsonPropertyDescription("What went badly.") @Size(max = 20)
        List<@Size(min = 1, max = PostmortemSpec.SHORT_TEXT) @Pattern(Patterns.TEXT) String> wentBadly,

        @JsonPropertyDescription("Where it was only luck that it was not worse.") @Size(max = 20)
        List<@Size(min = 1, max = PostmortemSpec.SHORT_TEXT) @Pattern(Patterns.TEXT) String> gotLucky) {

    /** Of a postmortem that says nothing about it. */
    public static final Lessons NONE = new Lessons(null, null, null);

    public Lessons {
        wentWell = Lists.copy(wentWell);
        wentBadly = Lists.copy(wentBadly);
        gotLucky = Lists.copy(gotLucky);
    }
}
