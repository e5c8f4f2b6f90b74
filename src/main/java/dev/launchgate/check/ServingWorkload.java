package dev.launchgate.check;

import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What serves the users of the target: mostly the target itself; of a Canary the primary that Flagger makes of it.
 *
 * @param declared the object that people write
 * @param scaled the object whose replicas serve, which is the declared one until there is a primary
 * @param template the candidate's
 * @param labels that the pods which serve will carry
 */
record ServingWorkload(Resource declared, Resource scaled, PodTemplate template, Map<String, String> labels) {
    ServingWorkload {
        labels = Map.copyOf(labels);
    }

    /** Reads it; what could not be read is a part of its own. */
    static Optional<ServingWorkload> of(Facts facts, Parts parts) {
        return TargetWorkload.workload(facts, parts)
                .flatMap(declared -> template(declared, facts, parts)
                        .map(template -> new ServingWorkload(
                                declared,
                                TargetWorkload.primary(declared, facts).orElse(declared),
                                template,
                                TargetLabels.of(template, facts.target()).serving())));
    }

    /** A Rollout may leave its template to a Deployment. */
    private static Optional<PodTemplate> template(Resource declared, Facts facts, Parts parts) {
        String reference = declared.text("/spec/workloadRef/name");
        if (declared.kind().equals(ResourceKind.ROLLOUT) && !reference.isEmpty()) {
            return parts.found(facts.object(ResourceKind.DEPLOYMENT, reference))
                    .map(deployment -> PodTemplate.of(deployment.at("/spec/template")));
        }
        Optional<PodTemplate> candidate = facts.candidate();
        if (candidate.isEmpty()) {
            parts.add(Judgement.pending(
                    Reason.NotMeasuredYet, "the pod template of %s is not read yet".formatted(declared.name())));
        }
        return candidate;
    }

    /** The template of the pods that serve: a primary follows the candidate only when that is promoted. */
    PodTemplate serving() {
        return scaled.equals(declared) ? template : PodTemplate.of(scaled.at("/spec/template"));
    }

    /** Pods that were made from that template, and serve or are about to. */
    Optional<List<Resource>> pods(Facts facts, Parts parts) {
        return TargetWorkload.pods(scaled, serving(), facts, parts);
    }
}
