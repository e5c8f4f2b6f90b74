package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Something that happened during an incident. */
public record TimelineEntry(
        @JsonPropertyDescription("When, RFC 3339 with zone; shown in UTC.")
        @Required
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        String at,

        @JsonPropertyDescription("What happened; several lines if needed.")
        @Required
        @Size(min = 1, max = PostmortemSpec.SHORT_TEXT)
        @Pattern(Patterns.TEXT)
        String event,

        @JsonPropertyDescription("Where it is known from.") @Default("Human")
        TimelineSource source,

        @JsonPropertyDescription("https link to more about it.")
        @Size(max = 2048)
        @Pattern(Patterns.HTTPS_LINK)
        @Nullable
        String link) {
    public TimelineEntry {
        at = at == null ? "" : at;
        event = event == null ? "" : event;
        source = source == null ? TimelineSource.Human : source;
    }
}
