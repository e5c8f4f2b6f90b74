package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A named object in the checklist's namespace. */
public record NameRef(
        @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME)
        String name) {
    public NameRef {
        name = name == null ? "" : name;
    }
}
