package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Job that runs once for each revision, and may be deleted when it is done. */
final class OnceJob {
    private final JobParams params;
    private final Facts facts;
    private final JobEvidence evidence;
    private final Parts parts = new Parts();

    OnceJob(JobParams params, String name, Facts facts) {
        this.params = params;
        this.facts = facts;
        this.evidence = new JobEvidence("Job", name);
    }

    /** The objects that it needs to run; none once it has. */
    static Optional<ReferencedObjects> needs(Resource job) {
        return Run.of(job, null).finished()
                ? Optional.empty()
                : Optional.of(ReferencedObjects.of(PodTemplate.of(job.at("/spec/template"))));
    }

    Judgement judge() {
        List<Run> runs = new ArrayList<>(evidence.earlier(facts));
        Lookup lookup = facts.object(ResourceKind.JOB, evidence.name());
        switch (lookup) {
            case Lookup.Unreadable(var obstacle) -> parts.add(Judgement.unreadable(obstacle));
            case Lookup.Missing missing -> gone(runs);
            case Lookup.Found(var job) -> {
                needs(job)
                        .ifPresent(needed ->
                                needed.faults(facts, RunJudgement::notRunnable).forEach(parts::add));
                Run run = Run.of(job, params.container());
                if (params.success() == Requirement.Required) {
                    there(run, runs);
                }
                runs.add(run);
            }
        }
        List<Evidence> kept = evidence.of(runs);
        return parts.whole("Job " + evidence.name()).on(kept);
    }

    private void there(Run run, List<Run> earlier) {
        Optional<ImageBound> bound = ImageBound.of(params, facts, parts);
        if (bound.isEmpty()) {
            return;
        }
        Optional<Judgement> mismatch = bound.get().mismatch(run);
        if (mismatch.isEmpty()) {
            judge(run);
        } else if (recorded(earlier, bound.get()).isEmpty()) {
            parts.add(mismatch.get());
        }
    }

    private void judge(Run run) {
        switch (run.state()) {
            case Succeeded ->
                RunJudgement.age(run, params, facts, "run it again").ifPresent(parts::add);
            case Failed -> parts.add(RunJudgement.failed(run));
            case Running -> parts.add(RunJudgement.running(run));
            case Suspended ->
                parts.add(Judgement.fail(
                        Reason.JobNotRun, "%s never succeeded: it is suspended; resume it".formatted(run.label())));
        }
    }

    private void gone(List<Run> earlier) {
        Optional<ImageBound> bound = ImageBound.of(params, facts, parts);
        boolean known = bound.isPresent() && recorded(earlier, bound.get()).isPresent();
        if (bound.isPresent() && !known) {
            parts.add(Judgement.unknown(
                    Reason.JobGone,
                    "Job %s is not there and no success of it is recorded%s: deleted by its time-to-live or as a hook; keep it,"
                                    .formatted(evidence.name(), of(bound.get()))
                            + " or raise ttlSecondsAfterFinished"));
        }
    }

    private static String of(ImageBound bound) {
        return bound.expected() == null || bound.expected().isEmpty() ? "" : " for " + bound.expected();
    }

    /** A success that was seen before, if it is young enough; an old one is a part of its own. */
    private Optional<Run> recorded(List<Run> earlier, ImageBound bound) {
        Optional<Run> success = earlier.stream().filter(bound::holds).reduce(JobEvidence::later);
        success.flatMap(run -> RunJudgement.age(run, params, facts, "run it again"))
                .ifPresent(parts::add);
        success.ifPresent(run -> parts.remark("succeeded on " + DateTimes.day(run.at())));
        return success;
    }
}
