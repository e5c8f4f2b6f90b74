package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One key of a named ConfigMap or Secret in the checklist's namespace. */
public record KeyRef(
        @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME)
        String name,

        @JsonPropertyDescription("Key within it.") @Required @Size(min = 1, max = 253) @Pattern(Patterns.KEY)
        String key) {
    public KeyRef {
        name = name == null ? "" : name;
        key = key == null ? "" : key;
    }
}
