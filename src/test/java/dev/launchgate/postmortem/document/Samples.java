package dev.launchgate.postmortem.document;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.IncidentSeverity;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.Lessons;
import dev.launchgate.api.v1alpha1.MeasureType;
import dev.launchgate.api.v1alpha1.MitigationStep;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemState;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.DocumentStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.api.v1alpha1.PreventionMeasure;
import dev.launchgate.api.v1alpha1.RangeQuery;
import dev.launchgate.api.v1alpha1.ReviewMeeting;
import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.api.v1alpha1.TimelineSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Postmortems for tests. */
final class Samples {
    private Samples() {}

    static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a YAML parser makes of the beginning of a page. */
    static Map<String, Object> frontMatter(String markdown) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(markdown.substring(4, markdown.indexOf("\n---\n", 4)), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The incident of the connection string. */
    static DocumentSource connectionString() {
        try {
            PostmortemSpec spec = new ObjectMapper(new YAMLFactory())
                    .readValue(resource("connection-string.yaml"), PostmortemSpec.class);
            PostmortemStatus status = new PostmortemStatus(
                    4L,
                    List.of(),
                    "~42m",
                    List.of(
                            new MeasureStatus(
                                    "db-url-managed",
                                    "Fail",
                                    "NotManaged",
                                    "DATABASE_URL: expected an object made by Argo CD, saw one made by kubectl; let Argo CD manage it",
                                    true,
                                    "2026-11-21T08:00:00Z",
                                    true),
                            new MeasureStatus("playbook", "Pass", "Done", "", false, "2026-11-24T09:00:00Z", false)),
                    List.of("owner of measure playbook"),
                    List.of(
                            new AttachmentStatus("error-rate", "Captured", "0".repeat(64), 242, ""),
                            new AttachmentStatus("trace", "Verified", null, null, ""),
                            new AttachmentStatus(
                                    "log-excerpt", "Missing", null, null, "the ConfigMap is gone; restore it")),
                    new DocumentStatus("pm-doc", "1".repeat(64)));
            return new DocumentSource(
                    "ml",
                    "2026-11-20-connection-string",
                    spec,
                    status,
                    Map.of(
                            "error-rate",
                            GraphFiles.named("error-rate", List.of("Of every 4 samples two are kept."))
                                    .orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A postmortem in which every text is the next one of a supply. */
    static DocumentSource everywhere(Supplier<String> text) {
        MeasureStatus measure = new MeasureStatus("m", text.get(), text.get(), text.get(), true, text.get(), true);
        AttachmentStatus attachment = new AttachmentStatus("a", text.get(), text.get(), 1, text.get());
        PostmortemSpec spec = new PostmortemSpec(
                text.get(),
                List.of(new NameRef(text.get())),
                IncidentSeverity.High,
                PostmortemState.Final,
                List.of(text.get(), text.get()),
                new PostmortemImpact(text.get(), text.get(), text.get(), text.get(), text.get(), text.get(), true),
                text.get(),
                text.get(),
                text.get(),
                List.of(text.get(), text.get()),
                List.of(
                        new MitigationStep(text.get(), text.get(), text.get()),
                        new MitigationStep(text.get(), null, null)),
                List.of(
                        new PreventionMeasure(
                                "m",
                                text.get(),
                                MeasureType.Detect,
                                text.get(),
                                text.get(),
                                text.get(),
                                true,
                                null,
                                text.get(),
                                text.get(),
                                new Defect(text.get(), text.get())),
                        new PreventionMeasure(
                                text.get(), text.get(), null, null, null, null, false, null, null, null, null)),
                List.of(
                        new TimelineEntry(text.get(), text.get(), TimelineSource.Human, text.get()),
                        new TimelineEntry(text.get(), text.get(), null, null)),
                new Lessons(List.of(text.get()), List.of(text.get(), text.get()), List.of(text.get())),
                new ReviewMeeting(text.get(), List.of(text.get()), text.get()),
                List.of(text.get()),
                List.of(text.get()),
                text.get(),
                List.of(
                        new Attachment(
                                "a",
                                text.get(),
                                new RangeQuery(text.get(), text.get(), text.get(), text.get(), text.get(), null),
                                null,
                                null,
                                text.get()),
                        new Attachment(
                                text.get(), null, null, text.get(), new KeyRef(text.get(), text.get()), text.get())),
                null);
        PostmortemStatus status = new PostmortemStatus(
                1L, List.of(), text.get(), List.of(measure), List.of(text.get()), List.of(attachment), null);
        return new DocumentSource(
                text.get(),
                text.get(),
                spec,
                status,
                Map.of("a", GraphFiles.named("a", List.of(text.get())).orElseThrow()));
    }

    /** As many of everything as the schema allows, each text as long as it allows, of one letter. */
    static DocumentSource largest(String letter) {
        String text = letter.repeat(16_384 / letter.length());
        String line = letter.repeat(1_000 / letter.length());
        String link = "https://e.example/" + letter.strip().repeat(2_000);
        String name = "n".repeat(60);
        PostmortemSpec spec = new PostmortemSpec(
                line.substring(0, 200),
                many(16, i -> new NameRef("c".repeat(250) + i)),
                IncidentSeverity.High,
                PostmortemState.Final,
                many(20, i -> line.substring(0, 100)),
                new PostmortemImpact(text, line.substring(0, 500), null, null, null, null, true),
                text.substring(0, 4_096),
                text.substring(0, 4_096),
                text,
                many(20, i -> line),
                many(50, i -> new MitigationStep(line, line, "2026-11-20T22:05:00Z")),
                many(
                        100,
                        i -> new PreventionMeasure(
                                name + i,
                                line,
                                MeasureType.Detect,
                                line.substring(0, 100),
                                "2026-12-04",
                                link,
                                true,
                                null,
                                "2026-11-20T22:05:00Z",
                                line.substring(0, 100),
                                new Defect(line, line))),
                many(500, i -> new TimelineEntry("2026-11-20T22:05:00Z", line, TimelineSource.Human, link)),
                new Lessons(many(20, i -> line), many(20, i -> line), many(20, i -> line)),
                new ReviewMeeting("2026-11-20T22:05:00Z", many(100, i -> line.substring(0, 100)), text),
                many(20, i -> link),
                many(20, i -> link),
                text,
                many(
                        20,
                        i -> new Attachment(
                                name + i,
                                line.substring(0, 200),
                                new RangeQuery(text.substring(0, 2_000), "", "", null, null, null),
                                link,
                                new KeyRef("k".repeat(253), "k".repeat(253)),
                                "0".repeat(64))),
                null);
        PostmortemStatus status = new PostmortemStatus(
                1L,
                List.of(),
                "3h",
                many(100, i -> new MeasureStatus(name + i, "Fail", "Reason", line, true, "2026-11-20T22:05:00Z", true)),
                many(120, i -> "owner of measure " + name + i),
                many(20, i -> new AttachmentStatus(name + i, "Changed", "0".repeat(64), 1, line)),
                null);
        return new DocumentSource("n".repeat(63), "p".repeat(253), spec, status, Map.of());
    }

    private static <T> List<T> many(int count, IntFunction<T> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }
}
