package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Objects by their labels. */
public record ResourceSelector(
        @JsonPropertyDescription("Labels that the objects carry, all of them.") @Required @Size(min = 1, max = 10)
        Map<String, @Size(max = 63) String> matchLabels) {
    public ResourceSelector {
        matchLabels = Lists.copy(matchLabels);
    }
}
