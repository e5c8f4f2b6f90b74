package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind job: a script or report job is there, able to run, and has worked. */
@ValidationRule(
        value = "!has(self.run) || (self.run == 'Once') != has(self.workload.cronJob)",
        message = JobParams.RUN_FITS,
        fieldPath = ".run")
@ValidationRule(
        value = "!has(self.workload.initContainer) || !has(self.maxAge)",
        message = JobParams.NOT_INIT_CONTAINER,
        fieldPath = ".maxAge")
@ValidationRule(
        value = "!has(self.workload.initContainer) || !has(self.container)",
        message = JobParams.NOT_INIT_CONTAINER,
        fieldPath = ".container")
public record JobParams(
        @JsonPropertyDescription("What runs.") @Required JobWorkload workload,

        @JsonPropertyDescription(
                "Scheduled (default of a cronJob): by its schedule. AdHoc: a person starts it when needed, so that a suspended"
                        + " cronJob is fine. Once (default of job and initContainer): for each revision.")
        RunMode run,

        @JsonPropertyDescription("Required: it must have succeeded. Optional: it must be there and able to run.")
        @Default("Required")
        Requirement success,

        @JsonPropertyDescription("Oldest success that counts; 1h to 365d. Left out, any.")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        @Nullable
        String maxAge,

        @JsonPropertyDescription(
                "Image (default of Once): a success counts if it ran the candidate's image. None (default otherwise): any"
                        + " success counts.")
        ImageBinding bind,

        @JsonPropertyDescription(
                "Container whose image is compared, in the job and in the candidate; left out, the default container of each.")
        @Size(min = 1, max = 63)
        @Pattern(Patterns.LABEL)
        @Nullable
        String container)
        implements CheckParams {

    /** What is said of a run that the workload cannot make. */
    public static final String RUN_FITS = "run does not fit the workload";

    /** What is said of fields that say nothing of an init container, which runs with every pod. */
    public static final String NOT_INIT_CONTAINER = "only for cronJob and job";

    public JobParams {
        workload = workload == null ? new JobWorkload(null, null, null) : workload;
        run = run == null ? workload.cronJob() == null ? RunMode.Once : RunMode.Scheduled : run;
        success = success == null ? Requirement.Required : success;
        bind = bind == null ? run == RunMode.Once ? ImageBinding.Image : ImageBinding.None : bind;
    }

    @Override
    public String kind() {
        return "job";
    }
}
