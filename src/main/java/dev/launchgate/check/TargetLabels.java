package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.PodTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The labels that pods of the candidate will carry, so that selectors can be judged before any pod exists.
 *
 * @param candidate labels of its pod template
 * @param variants label sets of pods that serve for it: its own, and those of the primary that Flagger makes of it
 */
record TargetLabels(Map<String, String> candidate, List<Map<String, String>> variants) {
    /** Flagger appends {@code -primary} to the first of these that the workload has. */
    private static final List<String> FLAGGER_LABELS = List.of("app", "name", "app.kubernetes.io/name");

    TargetLabels {
        candidate = Map.copyOf(candidate);
        variants = List.copyOf(variants);
    }

    static TargetLabels of(PodTemplate template, Target target) {
        Map<String, String> own = template.labels();
        Optional<Map<String, String>> primary = target.kind() == TargetKind.Canary ? primary(own) : Optional.empty();
        return new TargetLabels(
                own, Stream.concat(Stream.of(own), primary.stream()).toList());
    }

    private static Optional<Map<String, String>> primary(Map<String, String> own) {
        return FLAGGER_LABELS.stream().filter(own::containsKey).findFirst().map(key -> {
            Map<String, String> labels = new HashMap<>(own);
            labels.put(key, own.get(key) + "-primary");
            return Map.copyOf(labels);
        });
    }

    /** Labels of the pods that serve users for as long as nothing is being released. */
    Map<String, String> serving() {
        return variants.getLast();
    }

    boolean selectedBy(LabelSelector selector) {
        return variants.stream().anyMatch(selector::matches);
    }

    /** Whether a Service's selector chooses the pods; one without selector chooses none. */
    boolean selectedByService(Map<String, String> selector) {
        Map<String, String> lasting = new HashMap<>(selector);
        // Argo Rollouts narrows the selectors of its Services to one ReplicaSet
        lasting.remove(PodTemplate.ROLLOUT_TEMPLATE_HASH);
        return !lasting.isEmpty() && selectedBy(new LabelSelector(lasting, List.of()));
    }

    String show() {
        return LabelSelector.show(candidate);
    }
}
