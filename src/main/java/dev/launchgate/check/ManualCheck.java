package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Binding;
import dev.launchgate.api.v1alpha1.ManualParams;
import dev.launchgate.api.v1alpha1.ManualParams.Vouched;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A person has done what no check can see, and said so lately, for this candidate where the item binds the word to it. */
public final class ManualCheck implements Check<ManualParams> {
    /** Enough digits that nobody meets two templates with the same. */
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{12,64}");

    private static final int MAX_STEPS = 20;

    @Override
    public Class<ManualParams> params() {
        return ManualParams.class;
    }

    @Override
    public Section section() {
        return Section.ManualProcesses;
    }

    @Override
    public void refuse(ManualParams params, Refusals refusals) {
        int count = params.steps().size();
        refusals.require(count >= 1 && count <= MAX_STEPS, "steps", "1 to 20 steps, saw " + count);
        for (int i = 0; i < Math.min(count, MAX_STEPS); i++) {
            SpecBounds.text(params.steps().get(i), 1, 500, "steps[" + i + "]", refusals);
        }
        refusals.require(
                Durations.within(params.maxAge(), Duration.ofHours(1), Duration.ofDays(365)),
                "maxAge",
                "must be from 1h to 365d");
        Vouched vouched = params.vouched();
        if (vouched != null) {
            SpecBounds.text(vouched.by(), 1, 100, "vouched.by", refusals);
            DateTimes.refuse(vouched.at(), "vouched.at", refusals);
            SpecBounds.text(vouched.note(), 0, 500, "vouched.note", refusals);
            SpecBounds.text(vouched.candidate(), 0, 100, "vouched.candidate", refusals);
            refusals.require(
                    params.bind() == Binding.None || !claim(vouched).isEmpty(), "vouched", ManualParams.SAY_WHAT_FOR);
        }
    }

    @Override
    public Judgement judge(ManualParams params, Facts facts) {
        Vouched vouched = params.vouched();
        if (vouched == null) {
            int steps = params.steps().size();
            return Judgement.fail(
                    Reason.NotVouched,
                    "nobody has vouched; do the %d step%s, then set vouched".formatted(steps, steps == 1 ? "" : "s"));
        }
        Instant at = DateTimes.parse(vouched.at()).orElseThrow();
        String day = DateTimes.day(at);
        Judgement word = Judgement.pass(Reason.Vouched, "vouched by %s on %s".formatted(vouched.by(), day));
        return Judgement.worst(Stream.of(
                        Optional.of(word),
                        DateTimes.future("vouched.at", at, facts.now()),
                        binding(params, vouched, facts),
                        age(params, at, day, facts))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Judgement> age(ManualParams params, Instant at, String day, Facts facts) {
        Duration maxAge = Durations.parse(params.maxAge());
        return Duration.between(at, facts.now()).compareTo(maxAge) > 0
                ? Optional.of(Judgement.fail(
                        Reason.VouchTooOld,
                        "vouched on %s, at most %s allowed; do the steps again and update vouched"
                                .formatted(day, Durations.format(maxAge))))
                : Optional.empty();
    }

    private static Optional<Judgement> binding(ManualParams params, Vouched vouched, Facts facts) {
        if (params.bind() == Binding.None) {
            return Optional.empty();
        }
        Optional<PodTemplate> candidate =
                facts.candidate().filter(template -> template.json().isObject());
        Optional<String> expected =
                candidate.flatMap(params.bind() == Binding.Revision ? PodTemplate::revision : ManualCheck::digits);
        if (expected.isEmpty()) {
            return Optional.of(Judgement.unknown(
                    Reason.RevisionUnknown,
                    candidate.isEmpty()
                            ? "no pod template to compare with; create the target"
                            : "the candidate has no revision; set app.kubernetes.io/version on the pod template"));
        }
        String claim = claim(vouched);
        boolean same = claim.equals(expected.get()) || isDigitsOf(claim, candidate.get());
        return same
                ? Optional.empty()
                : Optional.of(Judgement.fail(
                        Reason.EvidenceForOther,
                        "made for %s, candidate is %s; run it again for this revision"
                                .formatted(claim, expected.get())));
    }

    /** Digits of the template bind closer than a revision's name, so they hold for both. */
    private static boolean isDigitsOf(String claim, PodTemplate template) {
        return DIGITS.matches(claim)
                && (template.identity().startsWith(claim) || template.hash().startsWith(claim));
    }

    /** As the status shows them. */
    private static Optional<String> digits(PodTemplate template) {
        return Optional.of(template.identity().substring(0, 12));
    }

    private static String claim(Vouched vouched) {
        return vouched.candidate() == null ? "" : vouched.candidate();
    }
}
