package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The image of one container of a pod template. */
final class ContainerImage {
    private static final String DEFAULT = "/metadata/annotations/kubectl.kubernetes.io~1default-container";

    private ContainerImage() {}

    /** @param name null for the default container: the annotated one, else the first */
    static Optional<String> in(JsonNode template, @Nullable String name) {
        String wanted = name == null ? template.at(DEFAULT).asText("") : name;
        return Resource.elements(template.at("/spec/containers"))
                .filter(container ->
                        wanted.isEmpty() || wanted.equals(container.path("name").asText()))
                .findFirst()
                .map(container -> container.path("image").asText(""))
                .filter(image -> !image.isEmpty());
    }
}
