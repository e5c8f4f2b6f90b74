package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.ImageBinding;
import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.api.v1alpha1.RunMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRefusalsTest {
    private static final JobCheck CHECK = new JobCheck();

    @Test
    void acceptsEveryField() {
        assertThat(Spec.refusals(CHECK, """
                workload: {cronJob: {name: ml-reports}}
                run: AdHoc
                success: Required
                maxAge: 30d
                bind: Image
                container: app
                """)).isEmpty();
        assertThat(Spec.refusals(CHECK, "workload: {job: {name: ml-init}}")).isEmpty();
        assertThat(Spec.refusals(CHECK, "workload: {initContainer: {name: migrate}}\nrun: Once\nbind: None"))
                .isEmpty();
    }

    @Test
    void defaultsFollowTheWorkload() {
        JobParams cronJob = Spec.of(JobParams.class, "workload: {cronJob: {name: a}}");
        assertThat(cronJob.run()).isEqualTo(RunMode.Scheduled);
        assertThat(cronJob.bind()).isEqualTo(ImageBinding.None);
        assertThat(cronJob.success()).isEqualTo(Requirement.Required);
        JobParams job = Spec.of(JobParams.class, "workload: {job: {name: a}}");
        assertThat(job.run()).isEqualTo(RunMode.Once);
        assertThat(job.bind()).isEqualTo(ImageBinding.Image);
        assertThat(Spec.of(JobParams.class, "workload: {initContainer: {name: a}}")
                        .run())
                .isEqualTo(RunMode.Once);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            workload: {}                                              | workload: exactly one of cronJob, job, initContainer must be set
            workload: {cronJob: {name: a}, job: {name: b}}            | workload: exactly one of cronJob, job, initContainer must be set
            {workload: {cronJob: {name: a}}, run: Once}               | run: run does not fit the workload
            {workload: {job: {name: a}}, run: AdHoc}                  | run: run does not fit the workload
            {workload: {initContainer: {name: a}}, run: Scheduled}    | run: run does not fit the workload
            workload: {job: {name: A b}}                              | workload.job.name: must be the name of an object
            workload: {cronJob: {name: A b}}                          | workload.cronJob.name: must be the name of an object
            workload: {initContainer: {name: a.b}}                    | workload.initContainer.name: must be the name of a container
            {workload: {job: {name: a}}, maxAge: 59m}                 | maxAge: must be from 1h to 365d
            {workload: {job: {name: a}}, maxAge: 366d}                | maxAge: must be from 1h to 365d
            {workload: {job: {name: a}}, maxAge: soon}                | maxAge: must be from 1h to 365d
            {workload: {job: {name: a}}, container: a.b}              | container: must be the name of a container
            {workload: {initContainer: {name: a}}, maxAge: 2h}        | maxAge: only for cronJob and job
            {workload: {initContainer: {name: a}}, container: app}    | container: only for cronJob and job
            """)
    void refusesWithPathAndMessage(String spec, String refusal) {
        assertThat(Spec.refusals(CHECK, spec)).contains(refusal);
    }
}
