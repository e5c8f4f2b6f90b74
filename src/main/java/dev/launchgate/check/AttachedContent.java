package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.ContentSource;
import dev.launchgate.api.v1alpha1.MonitoringServer;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.ContentReader;
import dev.launchgate.probe.ContentReader.Content;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of content that a postmortem refers to, asked for and judged as that of items is. */
public sealed interface AttachedContent {
    /**
     * A server answered.
     *
     * @param status its code, which may be that of an error
     */
    record Read(int status, Content content) implements AttachedContent {}

    /** No answer yet. */
    record Waiting() implements AttachedContent {}

    /**
     * There is no content.
     *
     * @param gone whether something said that it is not there, so that it is not only out of reach
     */
    record Unavailable(Reason reason, String message, boolean gone) implements AttachedContent {}

    /** The request for a path of Prometheus's API; empty if it cannot be made, which {@link #range} says. */
    static Optional<Fetch> rangeRequest(
            @Nullable MonitoringServer server, String target, ContentReader reader, Facts facts) {
        return MonitoringApi.fetch(server, MonitoringSystem.Prometheus, target, reader, facts)
                        instanceof Resolved<Fetch>(Fetch fetch)
                ? Optional.of(fetch)
                : Optional.empty();
    }

    /** The answer to such a request; an error that is an answer to the query is one. */
    static AttachedContent range(@Nullable MonitoringServer server, String target, ContentReader reader, Facts facts) {
        return switch (MonitoringApi.fetch(server, MonitoringSystem.Prometheus, target, reader, facts)) {
            case Unresolved<Fetch>(Judgement why) -> unavailable(why);
            case Resolved<Fetch>(Fetch fetch) -> range(label(server), facts.answer(fetch), facts.timeout());
        };
    }

    private static AttachedContent range(String label, Measurement measurement, Duration timeout) {
        return switch (measurement) {
            case Measurement.NotYet() -> new Waiting();
            case Measurement.TooOld() -> new Waiting();
            case Measurement.Failed(var failure) -> unavailable(ProbeJudgement.of(failure, label, timeout));
            case Measurement.Answered(Fetched(int status, Content content)) ->
                FetchJudgement.refusal(label, status)
                        .map(AttachedContent::unavailable)
                        .orElseGet(() -> new Read(status, content));
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a query");
        };
    }

    /** What a code other than 2xx means where the content says nothing; empty for success. */
    static Optional<Unavailable> error(@Nullable MonitoringServer server, int status) {
        return FetchJudgement.withoutContent(label(server), status)
                .map(why -> new Unavailable(why.reason(), why.message(), false));
    }

    /** The server as messages call it. */
    static String label(@Nullable MonitoringServer server) {
        return MonitoringApi.label(server, MonitoringSystem.Prometheus);
    }

    /** The request for an attachment with a URL; none for one in a ConfigMap. */
    static List<ProbeRequest> copyRequests(Attachment attachment, ContentReader reader, Facts facts) {
        Needs needs = new Needs();
        SourceContent.plan(source(attachment), reader, facts, needs);
        return List.copyOf(needs.probes());
    }

    /** Content of an attachment that lies at a URL or in a ConfigMap. */
    static AttachedContent copy(Attachment attachment, ContentReader reader, Facts facts) {
        ContentSource source = source(attachment);
        return switch (SourceContent.of(source, reader, facts)) {
            case SourceContent.Read(Content content) -> new Read(200, content);
            case SourceContent.Unavailable(Judgement why) -> unavailable(why);
            case SourceContent.Absent(String saw) ->
                new Unavailable(
                        Reason.DocumentMissing,
                        "%s: not there (saw %s); put it back or correct the reference"
                                .formatted(SourceContent.label(source), saw),
                        true);
        };
    }

    private static ContentSource source(Attachment attachment) {
        return new ContentSource(attachment.configMap(), attachment.url(), null, null);
    }

    private static AttachedContent unavailable(Judgement why) {
        return why.verdict() == Verdict.Pending
                ? new Waiting()
                : new Unavailable(why.reason(), why.message(), why.reason() == Reason.ObjectMissing);
    }
}
