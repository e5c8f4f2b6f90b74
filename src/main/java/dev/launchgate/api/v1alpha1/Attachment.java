package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Data that a postmortem rests on: captured once from Prometheus, or kept elsewhere and verified by its digest. */
@ValidationRule(
        value = "[has(self.prometheus), has(self.url), has(self.configMap)].exists_one(x, x)",
        message = Attachment.ONE_SOURCE)
@ValidationRule(
        value = "!has(self.url) || has(self.sha256)",
        message = Attachment.URL_NEEDS_DIGEST,
        fieldPath = ".sha256")
@ValidationRule(
        value = "!has(self.prometheus) || !has(self.sha256)",
        message = Attachment.NO_DIGEST_YET,
        fieldPath = ".sha256")
public record Attachment(
        @JsonPropertyDescription("Unique name of this attachment, a DNS label.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Patterns.LABEL)
        String name,

        @JsonPropertyDescription("One sentence for people, shown above the graph.")
        @Size(max = 200)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String title,

        @JsonPropertyDescription("A range query, captured once as data and graph.") @Nullable
        RangeQuery prometheus,

        @JsonPropertyDescription("http or https URL in ASCII, without user information or fragment; needs sha256.")
        @Size(min = 1, max = 2048)
        @Pattern(Patterns.URL)
        @Nullable
        String url,

        @JsonPropertyDescription("ConfigMap key that holds it, in data or binaryData.") @Nullable
        KeyRef configMap,

        @JsonPropertyDescription("SHA-256 of the content, 64 hexadecimal digits, as sha256sum prints it for the file.")
        @Size(min = 64, max = 64)
        @Pattern(DocumentParams.SHA256)
        @Nullable
        String sha256) {

    /** What is said of an attachment without a source, or with several. */
    public static final String ONE_SOURCE = "exactly one of prometheus, url, configMap must be set";
    /** What is said of a page that could change unnoticed. */
    public static final String URL_NEEDS_DIGEST = "url needs sha256";
    /** What is said of a digest of what is not captured yet. */
    public static final String NO_DIGEST_YET = "sha256 is for url and configMap; that of a query is in the status";

    public Attachment {
        name = name == null ? "" : name;
    }
}
