package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.Refusals.Refusal;
import dev.launchgate.checklist.MeasurePlanner.PlannedMeasure;
import dev.launchgate.status.PlainText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From a postmortem to the status that should be stored: plan, assess, judge, compose. A second pass over the same world
 * comes to the same status. What was captured and rendered is others' to say and stays as it is.
 */
public final class PostmortemPass {
    private static final int MESSAGE_LIMIT = 1024;

    private final PostmortemPlanner planner;
    private final InstantSource clock;

    public PostmortemPass(CheckRegistry checks, InstantSource clock) {
        this.planner = new PostmortemPlanner(checks);
        this.clock = clock;
    }

    /**
     * What a pass came to.
     *
     * @param refusals what is wrong with the spec outside its measures
     * @param at the time of the pass, in whole seconds
     */
    record Assessed(PostmortemStatus status, List<Refusal> refusals, Instant at) {
        Assessed {
            refusals = List.copyOf(refusals);
        }
    }

    /** @param lookUp what is known of a checklist of the same namespace */
    Assessed run(Postmortem postmortem, Function<String, KnownChecklist> lookUp) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PostmortemStatus before = before(postmortem);
        PostmortemPlan plan =
                planner.plan(postmortem.getSpec(), postmortem.getMetadata().getName(), now);
        Map<String, KnownChecklist> checklists = plan.spec().checklists().stream()
                .map(NameRef::name)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), lookUp));
        Standing standing = new Standing(plan.spec(), checklists);
        List<MeasureStatus> measures = plan.measures().stream()
                .map(measure -> row(before, measure, standing.of(measure), now))
                .toList();
        boolean readable = plan.spec().defect() == null;
        List<String> missing = readable ? PostmortemAssessor.missing(plan.spec()) : List.of();
        long generation = postmortem.getMetadata().getGeneration();
        PostmortemStatus status = new PostmortemStatus(
                generation,
                new PostmortemConditions(before, generation, now.toString())
                        .compose(plan, checklists, missing, measures),
                plan.refusals().isEmpty()
                        ? PostmortemAssessor.impactDuration(plan.spec().impact())
                                .orElse(null)
                        : null,
                measures,
                missing,
                before.attachments(),
                before.document());
        return new Assessed(status, plan.refusals(), now);
    }

    static PostmortemStatus before(Postmortem postmortem) {
        return postmortem.getStatus() == null ? PostmortemStatus.EMPTY : postmortem.getStatus();
    }

    /** Verdict and reason are a transition; a message that alone changes is not. */
    private static MeasureStatus row(
            PostmortemStatus before, PlannedMeasure measure, Judgement judgement, Instant now) {
        Optional<MeasureStatus> old = before.prevention().stream()
                .filter(known -> known.name().equals(measure.name()))
                .filter(known -> known.verdict().equals(judgement.verdict().name()))
                .filter(known -> known.reason().equals(judgement.reason().name()))
                .findFirst();
        boolean late = measure.late(now.atZone(ZoneOffset.UTC).toLocalDate());
        return new MeasureStatus(
                measure.name(),
                judgement.verdict().name(),
                judgement.reason().name(),
                PlainText.of(judgement.message(), MESSAGE_LIMIT),
                measure.measure().blocksLaunch(),
                old.map(MeasureStatus::since).filter(since -> !since.isEmpty()).orElse(now.toString()),
                late && !holds(judgement.verdict()));
    }

    private static boolean holds(Verdict verdict) {
        return switch (verdict) {
            case Pass, NotApplicable, Waived -> true;
            case Fail, Unknown, Pending -> false;
        };
    }
}
