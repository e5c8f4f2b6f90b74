package dev.launchgate.postmortem.capture;

import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.api.v1alpha1.RangeQuery;
import dev.launchgate.check.AttachedContent;
import dev.launchgate.check.DateTimes;
import dev.launchgate.check.Durations;
import dev.launchgate.postmortem.graph.Graph;
import dev.launchgate.postmortem.graph.Graph.Incident;
import dev.launchgate.postmortem.graph.GraphPack;
import dev.launchgate.postmortem.graph.RangeData;
import dev.launchgate.postmortem.graph.RangeRequest;
import dev.launchgate.postmortem.graph.RangeResult;
import dev.launchgate.postmortem.graph.RangeWindow;
import dev.launchgate.postmortem.graph.Sha256;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A range query that is asked until it is answered, then kept and never asked again: each failure doubles the wait up to
 * {@link #LONGEST_WAIT}, and {@link #TRIES} of them end it.
 */
final class RangeCapture {
    static final int TRIES = 20;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);

    private final Attachment attachment;
    private final RangeQuery query;
    private final Desk desk;
    private final String question;
    private final String asked;

    RangeCapture(Attachment attachment, RangeQuery query, Desk desk) {
        this.attachment = attachment;
        this.query = query;
        this.desk = desk;
        this.question = Sha256.of(String.join(
                "\n", query.query(), query.start(), query.end(), String.valueOf(query.step()), "" + query.server()));
        this.asked = desk.again().isEmpty()
                ? question
                : question + "-" + Sha256.of(desk.again()).substring(0, 16);
    }

    /** @param before what the status says of it */
    Step step(Optional<AttachmentStatus> before) {
        Optional<Desk.Capture> held =
                desk.held(attachment.name()).filter(one -> one.asked().equals(asked));
        if (held.isPresent()) {
            return Step.of(captured(held.get().pack()));
        }
        Optional<AttachmentStatus> kept = before.filter(
                        row -> row.asked() != null && row.asked().startsWith(question))
                .filter(row -> row.state().equals(AttachmentState.Captured.name()));
        boolean there = kept.filter(this::kept).isPresent();
        if (there && asked.equals(kept.get().asked()) || gaveUp(before)) {
            return Step.of(before.orElseThrow());
        }
        if (there) {
            return again(kept.get());
        }
        if (kept.isPresent()) {
            desk.tell(
                    Reason.AttachmentLost,
                    "%s: the captured data are gone or were altered; asked for again".formatted(attachment.name()));
        }
        return capture();
    }

    private boolean gaveUp(Optional<AttachmentStatus> before) {
        return before.filter(row -> row.state().equals(AttachmentState.Missing.name()))
                .filter(row -> asked.equals(row.asked()))
                .isPresent();
    }

    private boolean kept(AttachmentStatus row) {
        return row.files() != null && (desk.unread() || kept(row.files()).isPresent());
    }

    private Optional<SortedMap<String, String>> kept(String digest) {
        return Kept.of(attachment.name(), digest, desk.files());
    }

    /** What was captured before stays until there is something new in its place. */
    private Step again(AttachmentStatus kept) {
        Step step = capture();
        if (step.captured().isPresent()) {
            return step;
        }
        boolean over = step.row().state().equals(AttachmentState.Missing.name());
        AttachmentStatus row = new AttachmentStatus(
                kept.name(),
                kept.state(),
                kept.reason(),
                kept.sha256(),
                kept.points(),
                over ? "captured before; asked again in vain: " + step.row().message() : kept.message(),
                over ? asked : kept.asked(),
                kept.files());
        return new Step(row, Optional.empty(), step.ask());
    }

    private Step capture() {
        if (desk.placeless()) {
            return pending(
                    Reason.PublishingNotAllowed,
                    "not asked for, because nothing could keep it; see condition Published");
        }
        Optional<RangeWindow> window = window();
        if (window.isEmpty()) {
            return Step.of(missing(Reason.InvalidSpec, "start and end make no window; correct them"));
        }
        if (desk.facts().now().isBefore(window.get().end())) {
            return pending(
                    Reason.CapturePending,
                    "is asked for at %s, when its window has passed"
                            .formatted(window.get().end()));
        }
        RangeRequest request = new RangeRequest(query.query(), window.get());
        Optional<Fetch> fetch =
                AttachedContent.rangeRequest(query.server(), request.target(), request.reader(), desk.facts());
        AttachedContent content =
                AttachedContent.range(query.server(), request.target(), request.reader(), desk.facts());
        Step step = judge(content, fetch.map(desk::tries).orElse(0L));
        boolean asksOn = step.row().state().equals(AttachmentState.Pending.name());
        return fetch.isPresent() && asksOn ? step.asking(fetch.get(), pause(desk.tries(fetch.get()))) : step;
    }

    private Step judge(AttachedContent content, long tries) {
        return switch (content) {
            case AttachedContent.Waiting() -> pending(Reason.CapturePending, "asked for, no answer yet");
            case AttachedContent.Unavailable(Reason reason, String message, boolean gone) ->
                failed(reason, message, tries);
            case AttachedContent.Read(int status, RangeResult result) -> judge(status, result, tries);
            case AttachedContent.Read(int status, var other) ->
                throw new IllegalStateException("not an answer to a range query");
        };
    }

    private Step judge(int status, RangeResult result, long tries) {
        String server = AttachedContent.label(query.server());
        return switch (result) {
            case RangeResult.Rejected() ->
                Step.of(missing(
                        Reason.QueryInvalid,
                        "the server rejects the query; its own page says where the mistake is: correct the query"));
            case RangeResult.WrongType(String type) ->
                Step.of(missing(
                        Reason.QueryInvalid, "expected values over time, saw a %s; correct the query".formatted(type)));
            case RangeResult.NotRun(String kind) ->
                failed(
                        Reason.QueryFailed,
                        "the server could not run the query (%s); make it cheaper, or have its limits raised"
                                .formatted(kind),
                        tries);
            case RangeResult.Empty() ->
                error(status, tries)
                        .orElseGet(() -> failed(
                                Reason.NoData,
                                "query returned no series in its window; are the labels right, are data that old kept?",
                                tries));
            case RangeResult.Malformed(String position) ->
                error(status, tries)
                        .orElseGet(() -> failed(
                                Reason.DataMalformed,
                                "%s: not an answer to a query (%s)".formatted(server, position),
                                tries));
            case RangeResult.Measured(RangeData data) ->
                error(status, tries).orElseGet(() -> {
                    GraphPack pack = GraphPack.of(attachment.name(), graph(data), desk.room(attachment.name()));
                    return new Step(captured(pack), Optional.of(pack), List.of());
                });
        };
    }

    private Optional<Step> error(int status, long tries) {
        return AttachedContent.error(query.server(), status).map(why -> failed(why.reason(), why.message(), tries));
    }

    private Step failed(Reason reason, String message, long tries) {
        return tries >= TRIES
                ? Step.of(missing(
                        reason,
                        "%s; given up after %d tries: change annotation %s to try again"
                                .formatted(message, TRIES, Desk.AGAIN)))
                : pending(
                        reason,
                        tries == 0
                                ? message
                                : "%s; try %d of %d, the next within %s"
                                        .formatted(message, tries, TRIES, Durations.format(pause(tries))));
    }

    static Duration pause(long tries) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private Graph graph(RangeData data) {
        String title =
                attachment.title() == null || attachment.title().isBlank() ? attachment.name() : attachment.title();
        Incident incident = time(desk.impact().startedAt())
                .map(start -> new Incident(
                        start,
                        time(desk.impact().mitigatedAt())
                                .or(() -> time(desk.impact().resolvedAt()))
                                .orElse(null)))
                .orElse(null);
        return new Graph(title, query.unit(), incident, data);
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(DateTimes::parse);
    }

    private Optional<RangeWindow> window() {
        String step = query.step();
        return time(query.start())
                .flatMap(start -> time(query.end())
                        .flatMap(end -> RangeWindow.covering(start, end, step == null ? null : Durations.parse(step))));
    }

    private AttachmentStatus captured(GraphPack pack) {
        return new AttachmentStatus(
                attachment.name(),
                AttachmentState.Captured.name(),
                Reason.AttachmentCaptured.name(),
                pack.sha256(),
                (int) Math.min(Integer.MAX_VALUE, pack.points()),
                String.join(" ", pack.notes()),
                asked,
                Kept.digest(pack.files()));
    }

    private Step pending(Reason reason, String message) {
        return Step.of(Step.row(attachment.name(), AttachmentState.Pending, reason, message, asked));
    }

    private AttachmentStatus missing(Reason reason, String message) {
        return Step.row(attachment.name(), AttachmentState.Missing, reason, message, asked);
    }
}
