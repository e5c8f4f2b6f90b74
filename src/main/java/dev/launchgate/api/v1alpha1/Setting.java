package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** An environment variable of the candidate. */
public record Setting(
        @JsonPropertyDescription("Name of the variable, however it is set: env or envFrom.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Setting.NAME)
        String name,

        @JsonPropertyDescription(
                "Container or init container that must have it; empty for every one that has it, at least one.")
        @Size(max = 63)
        @Pattern(Setting.CONTAINER)
        String container,

        @JsonPropertyDescription(
                "Where the value must come from. Managed: an object that a manager owns. Reference: any object. Any: it may"
                        + " also stand in the pod template.")
        @Default("Managed")
        SettingOrigin origin,

        @JsonPropertyDescription(
                "RE2 expression that the value must contain a match of, for ConfigMap keys and literals; not for Secrets. The"
                        + " value is never shown.")
        @Size(min = 1, max = 256)
        @Nullable
        String matches) {
    /** Names that Kubernetes takes for variables: printable ASCII without the sign that ends a name. */
    public static final String NAME = "^[ -<>-~]+$";
    /** The name of a container, or none. */
    public static final String CONTAINER = "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$";

    public Setting {
        name = name == null ? "" : name;
        container = container == null ? "" : container;
        origin = origin == null ? SettingOrigin.Managed : origin;
    }
}
