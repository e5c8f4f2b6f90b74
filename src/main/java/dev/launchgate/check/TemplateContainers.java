package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.PlainText;
import java.util.stream.Stream;

/** The containers of a pod template as their settings see them, init containers last. */
final class TemplateContainers {
    private static final int LONGEST_NAME = 100;

    private TemplateContainers() {}

    static Stream<Container> of(PodTemplate template) {
        JsonNode spec = template.json().path("spec");
        return Stream.concat(
                Resource.elements(spec.path("containers")).map(json -> new Container(json, false)),
                Resource.elements(spec.path("initContainers")).map(json -> new Container(json, true)));
    }

    /**
     * One container.
     *
     * @param json as the template has it
     * @param initial whether it runs before the others
     */
    record Container(JsonNode json, boolean initial) {
        String name() {
            return json.path("name").asText();
        }

        /** For messages: {@code app}, {@code init container migrate}. */
        String label() {
            return (initial ? "init container " : "") + PlainText.of(name(), LONGEST_NAME);
        }

        /** Where a variable is used, for messages: {@code env DATABASE_URL of app}. */
        String place(String variable) {
            return "env %s of %s".formatted(PlainText.of(variable, LONGEST_NAME), label());
        }

        /** The entries of {@code env}. */
        Stream<JsonNode> variables() {
            return Resource.elements(json.path("env"));
        }

        /** The entries of {@code envFrom}. */
        Stream<JsonNode> sources() {
            return Resource.elements(json.path("envFrom"));
        }
    }
}
