package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An init container of the candidate: in the template before the release, by its exit code once pods run. */
final class InitContainerRun {
    private final JobParams params;
    private final String name;
    private final Facts facts;
    private final Parts parts = new Parts();

    InitContainerRun(JobParams params, String name, Facts facts) {
        this.params = params;
        this.name = name;
        this.facts = facts;
    }

    Judgement judge() {
        TargetWorkload.candidate(facts, parts).ifPresent(candidate -> {
            Optional<JsonNode> container = Resource.elements(candidate.json().at("/spec/initContainers"))
                    .filter(this::named)
                    .findFirst();
            if (container.isEmpty()) {
                parts.add(Judgement.fail(
                        Reason.ObjectMissing,
                        "init container %s is not in the template of %s; add it or correct the name"
                                .formatted(name, facts.target().name())));
            } else if (container.get().path("restartPolicy").asText().equals("Always")) {
                parts.add(Judgement.fail(
                        Reason.JobNotRunnable,
                        "init container %s has restartPolicy Always, so that it never ends; leave that out"
                                .formatted(name)));
            } else {
                runs(candidate);
            }
        });
        return parts.whole("init container " + name);
    }

    private void runs(PodTemplate candidate) {
        ReferencedObjects.of(candidate).faults(facts, RunJudgement::notRunnable).forEach(parts::add);
        if (params.success() == Requirement.Required) {
            TargetWorkload.pods(candidate, facts, parts).ifPresent(this::judge);
        }
    }

    private void judge(List<Resource> pods) {
        pods.forEach(pod -> failure(pod)
                .ifPresent(code -> parts.add(Judgement.fail(
                        Reason.JobFailed,
                        "init container %s of pod %s ended with exit code %d; see its log"
                                .formatted(name, pod.name(), code)))));
        if (pods.isEmpty()) {
            parts.remark("judged by its exit code when the candidate has pods");
        } else if (pods.stream().noneMatch(this::succeeded)) {
            parts.add(Judgement.pending(
                    Reason.JobRunning, "init container %s is running; judged when it ends".formatted(name)));
        }
    }

    private boolean succeeded(Resource pod) {
        return statuses(pod)
                .map(status -> status.at("/state/terminated/exitCode"))
                .anyMatch(code -> code.isInt() && code.asInt() == 0);
    }

    /** Also of the attempt before, while the container waits to be tried again. */
    private Optional<Integer> failure(Resource pod) {
        return statuses(pod)
                .flatMap(status -> status.at("/state/terminated").isMissingNode()
                        ? Stream.of(status.at("/lastState/terminated/exitCode"))
                        : Stream.of(status.at("/state/terminated/exitCode")))
                .filter(code -> code.isInt() && code.asInt() != 0)
                .map(JsonNode::asInt)
                .findFirst();
    }

    private Stream<JsonNode> statuses(Resource pod) {
        return pod.elements("/status/initContainerStatuses").filter(this::named);
    }

    private boolean named(JsonNode container) {
        return container.path("name").asText().equals(name);
    }
}
