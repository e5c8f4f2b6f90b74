package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.JobWorkload;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.ResourceKind;

/** Item kind job: a script or report job is there, able to run, and has worked. Nothing is started. */
public final class JobCheck implements Check<JobParams> {
    @Override
    public Class<JobParams> params() {
        return JobParams.class;
    }

    @Override
    public Section section() {
        return Section.ManualProcesses;
    }

    @Override
    public void refuse(JobParams params, Refusals refusals) {
        JobRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(JobParams params, Facts facts, Needs needs) {
        JobWorkload workload = params.workload();
        if (workload.cronJob() != null
                && facts.object(ResourceKind.CRON_JOB, workload.cronJob().name()) instanceof Lookup.Found found) {
            CronJobRuns.needs(found.resource()).plan(needs);
        }
        if (workload.job() != null
                && facts.object(ResourceKind.JOB, workload.job().name()) instanceof Lookup.Found found) {
            OnceJob.needs(found.resource()).ifPresent(needed -> needed.plan(needs));
        }
        if (workload.initContainer() != null) {
            facts.candidate()
                    .ifPresent(candidate -> ReferencedObjects.of(candidate).plan(needs));
        }
    }

    @Override
    public Judgement judge(JobParams params, Facts facts) {
        JobWorkload workload = params.workload();
        if (workload.cronJob() != null) {
            return new CronJobRuns(params, facts).judge(workload.cronJob().name());
        }
        if (workload.job() != null) {
            return new OnceJob(params, workload.job().name(), facts).judge();
        }
        if (workload.initContainer() != null) {
            return new InitContainerRun(params, workload.initContainer().name(), facts).judge();
        }
        throw new IllegalArgumentException("refused: a job without form");
    }
}
