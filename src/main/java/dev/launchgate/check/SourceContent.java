package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ContentSource;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ContentReader;
import dev.launchgate.probe.ContentReader.Content;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.status.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Content of a {@link ContentSource}, taken by one reader wherever it lies. */
sealed interface SourceContent {
    /** Documents and reports change seldom, and may be large. */
    Duration AT_MOST_EVERY = Duration.ofMinutes(5);

    /** It was read. */
    record Read(Content content) implements SourceContent {}

    /**
     * There is nothing at the source.
     *
     * @param saw what told so, such as {@code 404}
     */
    record Absent(String saw) implements SourceContent {}

    /** It is not known what is there. */
    record Unavailable(Judgement why) implements SourceContent {}

    static void refuse(ContentSource source, String path, Refusals refusals) {
        SpecBounds.exactlyOne("configMap, url", path, refusals, source.configMap(), source.url());
        if (source.configMap() != null) {
            ObjectNames.refuse(source.configMap(), path + ".configMap", refusals);
        }
        String url = source.url();
        if (url != null) {
            SpecUrl.fault(url).ifPresent(fault -> refusals.refuse(path + ".url", fault));
        }
        CredentialRefs.refuse(source.auth(), url, path + ".auth", refusals);
        if (source.ca() != null) {
            ObjectNames.refuse(source.ca().configMap(), path + ".ca.configMap", refusals);
        }
    }

    static void plan(ContentSource source, ContentReader reader, Facts facts, Needs needs) {
        if (source.url() != null && fetch(source, reader, facts) instanceof Resolved<Fetch>(Fetch fetch)) {
            needs.probe(fetch);
        }
    }

    static SourceContent of(ContentSource source, ContentReader reader, Facts facts) {
        if (source.configMap() != null) {
            return of(source.configMap(), reader, facts);
        }
        return switch (fetch(source, reader, facts)) {
            case Unresolved<Fetch>(Judgement why) -> new Unavailable(why);
            case Resolved<Fetch>(Fetch fetch) -> of(label(source), facts.answer(fetch), facts);
        };
    }

    /** The source as messages call it. */
    static String label(ContentSource source) {
        KeyRef key = source.configMap();
        return key == null
                ? SpecUrl.parse(String.valueOf(source.url())).shown()
                : "ConfigMap %s, key %s".formatted(key.name(), key.key());
    }

    private static SourceContent of(KeyRef key, ContentReader reader, Facts facts) {
        return switch (facts.object(ResourceKind.CONFIG_MAP, key.name())) {
            case Lookup.Missing missing -> new Unavailable(Judgement.missing(missing));
            case Lookup.Unreadable unreadable -> new Unavailable(Judgement.unreadable(unreadable.obstacle()));
            case Lookup.Found(Resource configMap) -> of(configMap, key.key(), reader);
        };
    }

    private static SourceContent of(Resource configMap, String key, ContentReader reader) {
        if (configMap.at("/data").has(key)) {
            String text = configMap.at("/data").path(key).asText();
            return new Read(reader.read(200, text.getBytes(StandardCharsets.UTF_8)));
        }
        if (!configMap.at("/binaryData").has(key)) {
            return new Absent("no such key");
        }
        try {
            return new Read(reader.read(
                    200,
                    Base64.getDecoder()
                            .decode(configMap.at("/binaryData").path(key).asText())));
        } catch (IllegalArgumentException e) {
            return new Unavailable(Judgement.unknown(
                    Reason.DataMalformed, "%s, key %s: not base64".formatted(configMap.label(), key)));
        }
    }

    private static SourceContent of(String subject, Measurement measurement, Facts facts) {
        return switch (measurement) {
            case Measurement.NotYet() -> new Unavailable(ProbeJudgement.notYet());
            case Measurement.TooOld() -> new Unavailable(ProbeJudgement.tooOld(subject));
            case Measurement.Failed(var failure) ->
                new Unavailable(ProbeJudgement.of(failure, subject, facts.timeout()));
            case Measurement.Answered(Fetched(int status, Content content)) ->
                status == 404 || status == 410
                        ? new Absent(Integer.toString(status))
                        : FetchJudgement.withoutContent(subject, status)
                                .<SourceContent>map(Unavailable::new)
                                .orElseGet(() -> new Read(content));
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a fetch");
        };
    }

    private static Reference<Fetch> fetch(ContentSource source, ContentReader reader, Facts facts) {
        String url = String.valueOf(source.url());
        Reference<Connections> reached = Connections.of(SpecUrl.parse(url).host(), null, source.ca(), facts);
        return switch (reached) {
            case Unresolved<Connections>(Judgement why) -> new Unresolved<>(why);
            case Resolved<Connections>(Connections connections) ->
                new Resolved<>(new Fetch(
                        new FetchFrom.Stated(url, CredentialRefs.of(source.auth()), connections.caPem()),
                        Map.of(),
                        reader,
                        AT_MOST_EVERY));
        };
    }
}
