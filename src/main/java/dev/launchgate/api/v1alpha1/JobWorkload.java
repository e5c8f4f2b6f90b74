package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What runs: exactly one form. */
@ValidationRule(
        value = "[has(self.cronJob), has(self.job), has(self.initContainer)].exists_one(x, x)",
        message = JobWorkload.ONE_FORM)
public record JobWorkload(
        @JsonPropertyDescription("A CronJob; suspended, its template is a procedure that people start.") @Nullable
        NameRef cronJob,

        @JsonPropertyDescription("A Job, such as an install hook.") @Nullable
        NameRef job,

        @JsonPropertyDescription("An init container of the candidate's pod template.") @Nullable
        ContainerRef initContainer) {

    /** The members of the union, for messages. */
    public static final String FORMS = "cronJob, job, initContainer";

    /** What is said of a workload without a form, or with several. */
    public static final String ONE_FORM = "exactly one of " + FORMS + " must be set";

    /** A container by its name. */
    public record ContainerRef(
            @JsonPropertyDescription("Name of the container.")
            @Required
            @Size(min = 1, max = 63)
            @Pattern(Patterns.LABEL)
            String name) {
        public ContainerRef {
            name = name == null ? "" : name;
        }
    }
}
