package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An agent in every pod of the application. Only pods of the candidate's own template are looked at: the revision that it
 * replaces may lack the container, or be broken in a way that the candidate mends.
 */
final class SidecarAgent {
    /** How long the container of a fresh pod may take to get ready before it counts as failed. */
    private static final Duration START = Duration.ofMinutes(2);

    /** What injectors read as no. */
    private static final Set<String> OFF = Set.of("", "false", "n", "no", "off", "0", "disabled");

    private SidecarAgent() {}

    static Judgement judge(Agent.Sidecar sidecar, Facts facts) {
        String name = sidecar.container();
        Parts parts = new Parts();
        TargetWorkload.candidate(facts, parts).ifPresent(candidate -> {
            boolean declared = ContainerPorts.lasting(candidate).anyMatch(container -> named(container, name));
            if (!declared && !injected(sidecar, candidate)) {
                parts.add(missing(sidecar, candidate));
            } else {
                TargetWorkload.pods(candidate, facts, parts)
                        .ifPresent(pods -> pods.forEach(pod -> judge(pod, sidecar, facts.now(), parts)));
            }
        });
        return parts.whole("container " + name);
    }

    private static boolean injected(Agent.Sidecar sidecar, PodTemplate candidate) {
        String key = sidecar.injectAnnotation();
        return key != null
                && !OFF.contains(
                        candidate.annotations().getOrDefault(key, "").trim().toLowerCase(Locale.ROOT));
    }

    private static Judgement missing(Agent.Sidecar sidecar, PodTemplate candidate) {
        String name = sidecar.container();
        boolean ends = Resource.elements(candidate.json().at("/spec/initContainers"))
                .anyMatch(container -> named(container, name));
        return Judgement.fail(
                Reason.SidecarMissing,
                ends
                        ? "container %s is an init container that ends; give it restartPolicy Always".formatted(name)
                        : "container %s is not in the template%s; add it"
                                .formatted(
                                        name,
                                        sidecar.injectAnnotation() == null ? "" : " (nor annotated for injection)"));
    }

    private static void judge(Resource pod, Agent.Sidecar sidecar, Instant now, Parts parts) {
        String name = sidecar.container();
        boolean there = Stream.of("/spec/containers", "/spec/initContainers")
                .flatMap(pod::elements)
                .anyMatch(container -> named(container, name));
        if (!there) {
            parts.add(Judgement.fail(
                    Reason.SidecarMissing,
                    "container %s is not in pod %s, though the template asks for it; is the injector running?"
                            .formatted(name, pod.name())));
            return;
        }
        boolean ready = Stream.of("/status/containerStatuses", "/status/initContainerStatuses")
                .flatMap(pod::elements)
                .anyMatch(status -> named(status, name) && status.path("ready").asBoolean());
        if (!ready) {
            parts.add(
                    fresh(pod, now)
                            ? Judgement.pending(
                                    Reason.NotMeasuredYet,
                                    "container %s in pod %s is starting".formatted(name, pod.name()))
                            : Judgement.fail(
                                    Reason.AgentNotReady,
                                    "container %s is not ready in pod %s; see its log".formatted(name, pod.name())));
        }
    }

    private static boolean fresh(Resource pod, Instant now) {
        String created = pod.text("/metadata/creationTimestamp");
        return !created.isEmpty() && Instant.parse(created).plus(START).isAfter(now);
    }

    private static boolean named(JsonNode container, String name) {
        return container.path("name").asText().equals(name);
    }
}
