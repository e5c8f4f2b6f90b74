package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer that is expected of an endpoint. */
public record HttpExpectation(
        @JsonPropertyDescription("Status codes or classes such as 2xx; left out, 2xx.") @Size(min = 1, max = 10)
        List<@Size(min = 3, max = 3) @Pattern("^[1-5]([0-9][0-9]|xx)$") String> status,

        @JsonPropertyDescription("RE2 expression searched in the first 64 KiB of the body.")
        @Size(min = 1, max = 256)
        @Nullable
        String bodyMatches) {
    public HttpExpectation {
        status = Lists.copyOr(status, List.of("2xx"));
    }
}
