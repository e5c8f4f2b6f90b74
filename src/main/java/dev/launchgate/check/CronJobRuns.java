package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ImageBinding;
import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.api.v1alpha1.RunMode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A CronJob: whether it runs by itself or can be started, and what its runs came to. */
final class CronJobRuns {
    private static final String TEMPLATE = "/spec/jobTemplate/spec/template";

    private final JobParams params;
    private final Facts facts;
    private final Parts parts = new Parts();

    CronJobRuns(JobParams params, Facts facts) {
        this.params = params;
        this.facts = facts;
    }

    /** The objects that a run needs. */
    static ReferencedObjects needs(Resource cronJob) {
        return ReferencedObjects.of(PodTemplate.of(cronJob.at(TEMPLATE)));
    }

    Judgement judge(String name) {
        Optional<Resource> found = parts.found(facts.object(ResourceKind.CRON_JOB, name));
        JobEvidence evidence = new JobEvidence("CronJob", name);
        List<Run> runs = new ArrayList<>(evidence.earlier(facts));
        found.ifPresent(cronJob -> {
            if (params.run() == RunMode.Scheduled) {
                schedule(cronJob);
            }
            needs(cronJob).faults(facts, RunJudgement::notRunnable).forEach(parts::add);
            if (params.success() == Requirement.Required) {
                runs(cronJob, runs);
            }
        });
        return parts.whole("CronJob " + name).on(evidence.of(runs));
    }

    private void schedule(Resource cronJob) {
        if (cronJob.at("/spec/suspend").asBoolean()) {
            parts.add(Judgement.fail(
                    Reason.ScheduleSuspended,
                    "%s is suspended, so that it does not run by itself; resume it, or set run to AdHoc"
                            .formatted(cronJob.label())));
        }
        CronSchedule.fault(cronJob).ifPresent(parts::add);
    }

    /** @param known earlier successes, to which those of the Jobs are added */
    private void runs(Resource cronJob, List<Run> known) {
        Optional<List<Resource>> jobs = parts.listed(facts.objects(ResourceKind.JOB, facts.namespace(), Map.of()));
        Optional<ImageBound> bound = ImageBound.of(params, facts, parts);
        jobs.stream()
                .flatMap(List::stream)
                .filter(job -> owned(job, cronJob))
                .map(job -> Run.of(job, params.container()))
                .forEach(known::add);
        if (jobs.isPresent() && bound.isPresent()) {
            List<Run> runs = new ArrayList<>(known);
            told(cronJob).ifPresent(runs::add);
            judge(cronJob, runs, bound.get(), start(cronJob, jobs.get()));
        }
    }

    /** How a person starts it, by a name that no Job has. */
    private static String start(Resource cronJob, List<Resource> jobs) {
        Set<String> taken = jobs.stream().map(Resource::name).collect(Collectors.toSet());
        int number = 1;
        while (taken.contains(cronJob.name() + "-" + number)) {
            number++;
        }
        return "run: kubectl create job --from=cronjob/%s %s-%d".formatted(cronJob.name(), cronJob.name(), number);
    }

    private void judge(Resource cronJob, List<Run> runs, ImageBound bound, String start) {
        List<Run> relevant = runs.stream().filter(bound::holds).toList();
        Optional<Run> newest = relevant.stream().filter(Run::finished).reduce(JobEvidence::later);
        if (newest.isPresent()) {
            if (newest.get().succeeded()) {
                RunJudgement.age(newest.get(), params, facts, start).ifPresent(parts::add);
            } else {
                parts.add(RunJudgement.failed(newest.get()));
            }
            return;
        }
        Optional<Run> running = relevant.stream()
                .filter(run -> run.state() == Run.State.Running)
                .findFirst();
        Optional<Judgement> other =
                runs.stream().filter(Run::succeeded).reduce(JobEvidence::later).flatMap(bound::mismatch);
        parts.add(running.map(RunJudgement::running)
                .or(() -> other)
                .orElseGet(() ->
                        Judgement.fail(Reason.JobNotRun, "%s never succeeded; %s".formatted(cronJob.label(), start))));
    }

    /** The CronJob's own word on its last success, which outlives the Jobs but does not say what ran. */
    private Optional<Run> told(Resource cronJob) {
        return params.bind() == ImageBinding.Image
                ? Optional.empty()
                : DateTimes.parse(cronJob.text("/status/lastSuccessfulTime"))
                        .map(at -> new Run(cronJob.label(), "", Run.State.Succeeded, at, ""));
    }

    /** Also what a person started from it. */
    private static boolean owned(Resource job, Resource cronJob) {
        return job.elements("/metadata/ownerReferences")
                .anyMatch(owner -> owner.path("uid").asText().equals(cronJob.uid()));
    }
}
