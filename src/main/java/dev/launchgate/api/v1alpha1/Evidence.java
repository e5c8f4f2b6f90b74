package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;

/** Something that a decision rests on and that may later be gone, such as a job that is deleted after it succeeded. */
public record Evidence(
        @JsonPropertyDescription("Kind of the object.") @Size(max = 63)
        String kind,

        @JsonPropertyDescription("Name of the object.") @Size(max = 253)
        String name,

        @JsonPropertyDescription("What it was made for: the image that ran.") @Size(max = 512)
        String boundTo,

        @JsonPropertyDescription("When it was seen to be so, RFC 3339.") @Size(max = 40)
        String at) {
    /** Rows that an item keeps. */
    public static final int MOST = 5;

    public Evidence {
        kind = Objects.requireNonNullElse(kind, "");
        name = Objects.requireNonNullElse(name, "");
        boundTo = Objects.requireNonNullElse(boundTo, "");
        at = Objects.requireNonNullElse(at, "");
    }
}
