package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.JobWorkload;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.RunMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses parameters of a job item: what the schema refuses. */
final class JobRefusals {
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);

    private JobRefusals() {}

    static void refuse(JobParams params, Refusals refusals) {
        JobWorkload workload = params.workload();
        SpecBounds.exactlyOne(
                JobWorkload.FORMS, "workload", refusals, workload.cronJob(), workload.job(), workload.initContainer());
        if (workload.cronJob() != null) {
            ObjectNames.refuse(workload.cronJob(), "workload.cronJob", refusals);
        }
        if (workload.job() != null) {
            ObjectNames.refuse(workload.job(), "workload.job", refusals);
        }
        if (workload.initContainer() != null) {
            container(workload.initContainer().name(), "workload.initContainer.name", refusals);
            refusals.require(params.maxAge() == null, "maxAge", JobParams.NOT_INIT_CONTAINER);
            refusals.require(params.container() == null, "container", JobParams.NOT_INIT_CONTAINER);
        }
        refusals.require((params.run() == RunMode.Once) == (workload.cronJob() == null), "run", JobParams.RUN_FITS);
        refusals.require(
                params.maxAge() == null || Durations.within(params.maxAge(), Duration.ofHours(1), Duration.ofDays(365)),
                "maxAge",
                "must be from 1h to 365d");
        container(params.container(), "container", refusals);
    }

    private static void container(@Nullable String name, String path, Refusals refusals) {
        refusals.require(
                name == null || (name.length() <= 63 && LABEL.matches(name)), path, "must be the name of a container");
    }
}
