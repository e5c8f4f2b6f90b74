package dev.launchgate.check;

import dev.launchgate.check.loadtest.ReportFixture;
import dev.launchgate.cluster.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A candidate with two containers, and a ConfigMap that holds the report of its load test. */
final class LoadTestWorld {
    static final String IMAGE = "registry.example.com/ml/scoring:v2.4.1";

    private LoadTestWorld() {}

    /** The day after the reports were recorded. */
    static FakeFacts facts() {
        return new FakeFacts()
                .at("2026-11-26T10:00:00Z")
                .with(ResourceKind.DEPLOYMENT, "metadata: {name: ml-scoring, namespace: ml}")
                .candidate("""
                        spec:
                          containers:
                            - {name: app, image: "%s"}
                            - {name: proxy, image: "registry.example.com/proxy:v1"}
                        """.formatted(IMAGE));
    }

    /** The report, in a ConfigMap whose annotations name the image and the end of the test. */
    static FakeFacts holding(String file) {
        return holding(
                file,
                "launchgate.dev/image: '%s', launchgate.dev/finished-at: '2026-11-25T04:00:00Z'".formatted(IMAGE));
    }

    static FakeFacts holding(String file, String annotations) {
        return holding(ReportFixture.bytes(file), annotations);
    }

    static FakeFacts holding(byte[] report, String annotations) {
        return with(facts(), report, annotations);
    }

    static FakeFacts with(FakeFacts facts, byte[] report, String annotations) {
        return facts.with(ResourceKind.CONFIG_MAP, """
                metadata: {name: load, namespace: ml, annotations: {%s}}
                binaryData: {report: '%s'}
                """.formatted(
                        annotations, Base64.getEncoder().encodeToString(report)));
    }

    static FakeFacts holdingText(String report) {
        return holding(report.getBytes(StandardCharsets.UTF_8), "");
    }
}
