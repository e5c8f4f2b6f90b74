package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Certificate authorities to trust instead of the runtime's trust store. */
public record TrustSource(
        @JsonPropertyDescription("ConfigMap key that holds the certificates as PEM.") @Required
        KeyRef configMap) {
    public TrustSource {
        configMap = configMap == null ? new KeyRef(null, null) : configMap;
    }
}
