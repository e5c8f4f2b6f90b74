package dev.launchgate.postmortem.draft;

import dev.launchgate.cluster.PodTemplate;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster still knows of an incident. Events live an hour, so it is read at once.
 *
 * @param templates those of the target and of its ReplicaSets
 * @param unread what could not be read, and which right was missing
 */
public record Scene(List<PodTemplate> templates, List<SeenEvent> events, List<FieldWrite> writes, List<String> unread) {
    public Scene {
        templates = List.copyOf(templates);
        events = List.copyOf(events);
        writes = List.copyOf(writes);
        unread = List.copyOf(unread);
    }

    Optional<PodTemplate> template(String identity) {
        return templates.stream()
                .filter(template -> template.identity().equals(identity))
                .findFirst();
    }
}
