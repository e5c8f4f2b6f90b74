package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.status.Reason;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of a check, or of one part of it.
 *
 * @param message <em>subject: expected X, saw Y; next step</em>; no secret, body, header or resolved internal address
 * @param evidence what it rests on and may later be gone; the status keeps it, and later passes are told
 * @param live whether the message holds a number that differs each time it is measured, so that another message alone is no
 *     news
 */
public record Judgement(Verdict verdict, Reason reason, String message, List<Evidence> evidence, boolean live) {
    /** From worst to best: a proven failure outranks an unmeasured part. */
    private static final List<Verdict> RANK =
            List.of(Verdict.Fail, Verdict.Unknown, Verdict.Pending, Verdict.Pass, Verdict.NotApplicable);

    public Judgement {
        evidence = List.copyOf(evidence);
    }

    public Judgement(Verdict verdict, Reason reason, String message) {
        this(verdict, reason, message, List.of(), false);
    }

    /** The same, with a number in its message that differs each time it is measured. */
    public Judgement asLive() {
        return new Judgement(verdict, reason, message, evidence, true);
    }

    /** The same on this evidence, of which the first rows are kept. */
    public Judgement on(List<Evidence> grounds) {
        return new Judgement(
                verdict, reason, message, grounds.stream().limit(Evidence.MOST).toList(), live);
    }

    /** The same in other words. */
    public Judgement saying(String words) {
        return new Judgement(verdict, reason, words, evidence, live);
    }

    public static Judgement pass(String subject) {
        return new Judgement(Verdict.Pass, Reason.AsExpected, subject + ": as expected");
    }

    public static Judgement pass(Reason reason, String message) {
        return new Judgement(Verdict.Pass, reason, message);
    }

    /** Passes on a declaration; {@code field} is what to add to prove it. */
    public static Judgement declared(String subject, String field) {
        return new Judgement(
                Verdict.Pass,
                Reason.DeclaredOnly,
                "%s: declared, not measured; add %s to prove it".formatted(subject, field));
    }

    public static Judgement fail(Reason reason, String message) {
        return new Judgement(Verdict.Fail, reason, message);
    }

    public static Judgement unknown(Reason reason, String message) {
        return new Judgement(Verdict.Unknown, reason, message);
    }

    public static Judgement pending(Reason reason, String message) {
        return new Judgement(Verdict.Pending, reason, message);
    }

    /** A part that only pods could answer, before any pod exists. */
    public static Judgement firstLaunch() {
        return new Judgement(Verdict.NotApplicable, Reason.FirstLaunch, "no pods yet; judged after the release");
    }

    public static Judgement missing(Lookup.Missing missing) {
        return fail(
                Reason.ObjectMissing,
                "%s %s not found%s; create it or correct the name"
                        .formatted(
                                missing.kind().kind(),
                                missing.name(),
                                missing.namespace().isEmpty() ? "" : " in " + missing.namespace()));
    }

    public static Judgement unreadable(Obstacle obstacle) {
        Verdict verdict = obstacle.reason() == Reason.NotMeasuredYet ? Verdict.Pending : Verdict.Unknown;
        return new Judgement(verdict, obstacle.reason(), obstacle.message());
    }

    /**
     * The judgement of a whole whose parts all were judged: the worst verdict, told by the first part that has it.
     * NotApplicable parts are left out unless all are.
     */
    public static Judgement worst(List<Judgement> parts) {
        Judgement worst = parts.stream()
                .min(Comparator.comparingInt(part -> RANK.indexOf(part.verdict())))
                .orElseThrow(() -> new IllegalArgumentException("a check has at least one part"));
        long more = worst.verdict() == Verdict.Pass || worst.verdict() == Verdict.NotApplicable
                ? 0
                : parts.stream()
                                .filter(part -> part.verdict() == worst.verdict())
                                .count()
                        - 1;
        return more == 0 ? worst : worst.saying(worst.message() + " (and " + more + " more)");
    }
}
