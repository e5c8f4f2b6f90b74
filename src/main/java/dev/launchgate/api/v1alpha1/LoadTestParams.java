package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Item kind loadTest: this image was tested at the volume that is expected, lately, and it was good. */
public record LoadTestParams(
        @JsonPropertyDescription(
                "The tool's own result file, at most 1 MiB. Of a ConfigMap, annotations launchgate.dev/image and"
                        + " launchgate.dev/finished-at say what was tested and when.")
        @Required
        ContentSource report,

        @JsonPropertyDescription(
                "The tool that wrote it. Auto tells by the shape of the file; another value refuses the files of other"
                        + " tools. Gatling and statistics.json of JMeter are read with their default percentiles.")
        @Default("Auto")
        LoadTestTool tool,

        @JsonPropertyDescription("What neither the report nor an annotation says.") @Nullable
        Run run,

        @JsonPropertyDescription("Image: the test must have been made with the candidate's image. None: with any.")
        @Default("Image")
        ImageBinding bind,

        @JsonPropertyDescription("Container whose image was tested; left out, the default container, else the first.")
        @Size(min = 1, max = 63)
        @Pattern(Patterns.LABEL)
        @Nullable
        String container,

        @JsonPropertyDescription("How long ago the test may have ended; 1h to 365d.")
        @Default("90d")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        String maxAge,

        @JsonPropertyDescription("Upper bounds of response times; one that the report does not show is Unknown.")
        LatencyBounds latency,

        @JsonPropertyDescription("Largest share of failed requests.")
        @Default("1%")
        @Size(max = 8)
        @Pattern(Patterns.PERCENTAGE)
        String maxErrors,

        @JsonPropertyDescription(
                "Least sustained rate of requests per s, m or h, such as 50/s: the expected peak times the headroom you"
                        + " want.")
        @Size(max = 16)
        @Pattern(LoadTestParams.THROUGHPUT)
        @Nullable
        String minThroughput,

        @JsonPropertyDescription("Fewer requests prove nothing.") @Default("100") @Min(1) @Max(1_000_000_000)
        Integer minRequests,

        @JsonPropertyDescription("Least length of the test; 1s to 7d.") @Size(max = 16) @Pattern(Patterns.AGE) @Nullable
        String minDuration,

        @JsonPropertyDescription(
                "Judge: a crossed threshold of the test itself fails the item, where the tool records them (k6).")
        @Default("Judge")
        OwnThresholds ownThresholds)
        implements CheckParams {

    /** A rate above zero per second, minute or hour. */
    public static final String THROUGHPUT = "^([1-9][0-9]{0,8}(\\.[0-9]{1,3})?|0\\.0{0,2}[1-9][0-9]{0,2})/(s|m|h)$";

    public LoadTestParams {
        report = report == null ? new ContentSource(null, null, null, null) : report;
        tool = tool == null ? LoadTestTool.Auto : tool;
        bind = bind == null ? ImageBinding.Image : bind;
        maxAge = maxAge == null ? "90d" : maxAge;
        latency = latency == null ? new LatencyBounds(null, null, null, null) : latency;
        maxErrors = maxErrors == null ? "1%" : maxErrors;
        minRequests = minRequests == null ? Integer.valueOf(100) : minRequests;
        ownThresholds = ownThresholds == null ? OwnThresholds.Judge : ownThresholds;
    }

    @Override
    public String kind() {
        return "loadTest";
    }

    /** What was tested and when, where the evidence itself does not say. */
    public record Run(
            @JsonPropertyDescription("Image that was tested, with tag or digest.") @Size(min = 1, max = 512) @Nullable
            String image,

            @JsonPropertyDescription("When the test ended, RFC 3339 with zone.")
            @Size(max = 40)
            @Pattern(ManualParams.DATE_TIME)
            @Nullable
            String finishedAt) {}
}
