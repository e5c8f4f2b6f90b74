package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a document or report is read from. */
@ValidationRule(
        value = "[has(self.configMap), has(self.url)].exists_one(x, x)",
        message = "exactly one of configMap, url must be set")
@ValidationRule(
        value = "has(self.url) || !(has(self.auth) || has(self.ca))",
        message = "auth and ca are for a url",
        fieldPath = ".auth")
@ValidationRule(
        value = "!has(self.auth) || !has(self.url) || self.url.startsWith('https://')",
        message = "credentials need https",
        fieldPath = ".auth")
public record ContentSource(
        @JsonPropertyDescription("ConfigMap key that holds it, in data or binaryData.") @Nullable
        KeyRef configMap,

        @JsonPropertyDescription("http or https URL in ASCII, without user information or fragment.")
        @Size(min = 1, max = 2048)
        @Pattern(Patterns.URL)
        @Nullable
        String url,

        @JsonPropertyDescription("Credentials for the url; https only.") @Nullable
        Credentials auth,

        @JsonPropertyDescription("Whom to trust for the url; left out, the runtime's trust store.") @Nullable
        TrustSource ca) {}
