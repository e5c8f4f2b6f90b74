package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Item kind document: a document, such as a diagram of the request flow, is real, unchanged and was reviewed lately. */
@ValidationRule(
        value =
                "!has(self.mentions) || size(self.mentions) == 0 || !has(self.format) || !(self.format in ['Pdf', 'Png'])",
        message = DocumentParams.NEEDS_TEXT,
        fieldPath = ".mentions")
@ValidationRule(
        value = "!has(self.maxAge) || has(self.reviewedAt)",
        message = DocumentParams.NEEDS_REVIEW,
        fieldPath = ".maxAge")
public record DocumentParams(
        @JsonPropertyDescription(
                "Where the document is: a key of a ConfigMap, or a URL, fetched at most every 5 minutes.")
        @Required
        ContentSource source,

        @JsonPropertyDescription(
                "What the content must be, never judged by name or Content-Type. Any takes everything that is not empty;"
                        + " it proves more together with sha256 or mentions. Text formats must be UTF-8.")
        @Default("Any")
        DocumentFormat format,

        @JsonPropertyDescription(
                "SHA-256 of the version that was reviewed, 64 hexadecimal digits, as sha256sum prints it for the file.")
        @Size(min = 64, max = 64)
        @Pattern(DocumentParams.SHA256)
        @Nullable
        String sha256,

        @JsonPropertyDescription(
                "Words that the document must contain, in any case. They are looked for in the source text, markup and"
                        + " comments included; text formats only.")
        @Size(max = 20)
        List<@Size(min = 1, max = 100) @Pattern(Patterns.PLAIN_TEXT) String> mentions,

        @JsonPropertyDescription("When somebody last reviewed it, RFC 3339 with zone.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String reviewedAt,

        @JsonPropertyDescription("How long a review lasts; 1d to 1825d; needs reviewedAt.")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        @Nullable
        String maxAge)
        implements CheckParams {

    /** What is said of words to be found in what is no text. */
    public static final String NEEDS_TEXT = "mentions needs a text format";
    /** What is said of an age of nothing. */
    public static final String NEEDS_REVIEW = "maxAge needs reviewedAt";
    /** A digest as hexadecimal digits. */
    public static final String SHA256 = "^[0-9a-fA-F]{64}$";

    public DocumentParams {
        source = source == null ? new ContentSource(null, null, null, null) : source;
        format = format == null ? DocumentFormat.Any : format;
        mentions = Lists.copy(mentions);
    }

    @Override
    public String kind() {
        return "document";
    }
}
