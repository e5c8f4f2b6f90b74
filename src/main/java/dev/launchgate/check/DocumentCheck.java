package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DocumentFormat;
import dev.launchgate.api.v1alpha1.DocumentParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Item kind document: a document is there, is what it should be, is the version that was reviewed, and that lately. */
public final class DocumentCheck implements Check<DocumentParams> {
    private static final int DIGITS_SHOWN = 8;

    @Override
    public Class<DocumentParams> params() {
        return DocumentParams.class;
    }

    @Override
    public Section section() {
        return Section.Architecture;
    }

    @Override
    public void refuse(DocumentParams params, Refusals refusals) {
        DocumentRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(DocumentParams params, Facts facts, Needs needs) {
        SourceContent.plan(params.source(), reader(params), facts, needs);
    }

    @Override
    public Judgement judge(DocumentParams params, Facts facts) {
        Parts parts = new Parts();
        String subject = SourceContent.label(params.source());
        switch (SourceContent.of(params.source(), reader(params), facts)) {
            case SourceContent.Absent(String saw) ->
                parts.add(Judgement.fail(
                        Reason.DocumentMissing,
                        "%s: not there (saw %s); publish it or correct the reference".formatted(subject, saw)));
            case SourceContent.Unavailable(Judgement why) -> parts.add(why);
            case SourceContent.Read(DocumentContent content) -> content(params, subject, content, parts);
            case SourceContent.Read(var other) -> throw new IllegalStateException("not what the reader makes");
        }
        review(params, facts, parts);
        Judgement whole = parts.whole(subject);
        boolean declared = params.format() == DocumentFormat.Any
                && params.sha256() == null
                && params.mentions().isEmpty();
        return declared && whole.verdict() == Verdict.Pass
                ? Judgement.declared(subject, "format, sha256 or mentions")
                : whole;
    }

    private static DocumentReader reader(DocumentParams params) {
        return new DocumentReader(params.mentions());
    }

    private static void content(DocumentParams params, String subject, DocumentContent content, Parts parts) {
        if (content.empty()) {
            parts.add(Judgement.fail(
                    Reason.DocumentEmpty,
                    subject + ": expected a document, saw nothing but white space; publish its content"));
            return;
        }
        format(params, subject, content, parts);
        digest(params, subject, content, parts);
        if (content.look().text() && !content.unmentioned().isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.MentionMissing,
                    "%s: does not mention %s; %s"
                            .formatted(
                                    subject,
                                    Wording.list(content.unmentioned()),
                                    content.packed()
                                            ? "its diagrams are compressed: save it without compression"
                                            : "add it or correct mentions")));
        }
    }

    private static void format(DocumentParams params, String subject, DocumentContent content, Parts parts) {
        DocumentLook look = content.look();
        if (!look.is(params.format())) {
            parts.add(mismatch(subject, params.format().name(), look));
        } else if (!look.text() && !params.mentions().isEmpty()) {
            parts.add(mismatch(subject, "text, for mentions", look));
        } else if (!content.fault().isEmpty()) {
            parts.add(Judgement.unknown(
                    Reason.DataMalformed,
                    "%s: not a whole %s (%s); publish it again".formatted(subject, look.shown(), content.fault())));
        }
    }

    private static Judgement mismatch(String subject, String expected, DocumentLook look) {
        return Judgement.fail(
                Reason.FormatMismatch,
                "%s: expected %s, content looks like %s; %s"
                        .formatted(
                                subject,
                                expected,
                                look.shown(),
                                look == DocumentLook.Html
                                        ? "is it a login page?"
                                        : "publish the document or correct format"));
    }

    private static void digest(DocumentParams params, String subject, DocumentContent content, Parts parts) {
        String expected = params.sha256() == null ? "" : params.sha256().toLowerCase(Locale.ROOT);
        if (!expected.isEmpty() && !expected.equals(content.sha256())) {
            parts.add(Judgement.fail(
                    Reason.DigestMismatch,
                    "%s: sha256 expected %s..., saw %s...; review the new version and record its digest"
                            .formatted(
                                    subject,
                                    expected.substring(0, DIGITS_SHOWN),
                                    content.sha256().substring(0, DIGITS_SHOWN))));
        }
    }

    private static void review(DocumentParams params, Facts facts, Parts parts) {
        if (params.reviewedAt() == null) {
            return;
        }
        Instant reviewed = DateTimes.parse(params.reviewedAt()).orElseThrow();
        DateTimes.future("reviewedAt", reviewed, facts.now()).ifPresent(parts::add);
        if (params.maxAge() == null) {
            return;
        }
        Duration maxAge = Durations.parse(params.maxAge());
        if (Duration.between(reviewed, facts.now()).compareTo(maxAge) > 0) {
            parts.add(Judgement.fail(
                    Reason.ReviewTooOld,
                    "reviewed %s, at most %s allowed; review it and update reviewedAt"
                            .formatted(DateTimes.day(reviewed), Durations.format(maxAge))));
        }
    }
}
