package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Credentials for a request. A Secret's value goes only to hosts that its annotation launchgate.dev/send-to lists. */
@ValidationRule(
        value = "[has(self.bearer), has(self.basic)].exists_one(x, x)",
        message = "exactly one of bearer, basic must be set")
public record Credentials(
        @JsonPropertyDescription("A bearer token.") @Nullable
        Bearer bearer,

        @JsonPropertyDescription("User name and password.") @Nullable
        Basic basic) {

    /** A token in one key of a Secret. */
    public record Bearer(
            @JsonPropertyDescription("Secret and key that hold the token.") @Required
            KeyRef secret) {
        public Bearer {
            secret = secret == null ? new KeyRef(null, null) : secret;
        }
    }

    /** A Secret with the keys username and password. */
    public record Basic(
            @JsonPropertyDescription("Secret with the keys username and password.") @Required
            NameRef secret) {
        public Basic {
            secret = secret == null ? new NameRef(null) : secret;
        }
    }
}
