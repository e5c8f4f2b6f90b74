package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ImageBinding;
import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.status.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run was made for the candidate.
 *
 * @param expected the candidate's image; null where any run counts, empty where the candidate has no such container
 */
record ImageBound(@Nullable String expected, @Nullable String container) {

    /** Empty when the candidate is not known; the reason is then a part of its own. */
    static Optional<ImageBound> of(JobParams params, Facts facts, Parts parts) {
        if (params.bind() == ImageBinding.None) {
            return Optional.of(new ImageBound(null, params.container()));
        }
        return TargetWorkload.candidate(facts, parts)
                .map(candidate -> new ImageBound(
                        ContainerImage.in(candidate.json(), params.container()).orElse(""), params.container()));
    }

    boolean holds(Run run) {
        return mismatch(run).isEmpty();
    }

    /** Why the run says nothing of the candidate; empty if it does. */
    Optional<Judgement> mismatch(Run run) {
        if (expected == null) {
            return Optional.empty();
        }
        if (expected.isEmpty()) {
            return Optional.of(unbound("the candidate has no %s to compare with".formatted(which())));
        }
        return run.image().isEmpty()
                ? Optional.of(unbound("%s has no %s, so nothing says what ran".formatted(run.label(), which())))
                : ImageName.mismatch(run.image(), expected);
    }

    private String which() {
        return container == null ? "container" : "container " + container;
    }

    private static Judgement unbound(String fault) {
        return Judgement.fail(Reason.EvidenceUnbound, fault + "; set container to one that both have");
    }
}
