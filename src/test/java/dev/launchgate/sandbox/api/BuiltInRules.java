package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Cause;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the server adds to built-in kinds, or refuses, beyond their schemas. */
final class BuiltInRules {
    private final AtomicInteger nextAddress = new AtomicInteger(10);

    /** Completes an object that is about to be stored. */
    void complete(Kind kind, ObjectNode object, String now) {
        if (kind.custom()) {
            return;
        }
        if (!EventForms.isEvent(kind)) {
            dropNulls(object);
        }
        Stream.of("/metadata", "/spec/template/metadata").map(object::at).forEach(BuiltInRules::dropEmpty);
        switch (kind.kind()) {
            case "Namespace" -> namespace(object);
            case "Secret" -> secret(object);
            case "Service" -> service(object);
            case "Deployment" -> deployment(object);
            case "CustomResourceDefinition" -> crd(object, now);
            default -> {}
        }
        Stream.of("/spec", "/spec/template/spec").map(object::at).forEach(BuiltInRules::pullPolicies);
    }

    /** Null is how typed clients write what they do not set. */
    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Json.names(object).filter(name -> object.get(name).isNull()).forEach(object::remove);
        }
        node.forEach(BuiltInRules::dropNulls);
    }

    private static void dropEmpty(JsonNode metadata) {
        if (metadata instanceof ObjectNode object) {
            Stream.of("annotations", "labels", "finalizers", "ownerReferences")
                    .filter(name -> object.path(name).isContainerNode()
                            && object.path(name).isEmpty())
                    .forEach(object::remove);
        }
    }

    private static void namespace(ObjectNode object) {
        String name = object.at("/metadata/name").asText();
        object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", name);
        object.withObject("/status").put("phase", "Active");
    }

    private static void secret(ObjectNode object) {
        JsonNode texts = Optional.ofNullable(object.remove("stringData")).orElse(Json.object());
        Json.names(texts)
                .forEach(name -> object.withObject("/data")
                        .put(
                                name,
                                Base64.getEncoder()
                                        .encodeToString(texts.get(name).asText().getBytes(StandardCharsets.UTF_8))));
    }

    private void service(ObjectNode object) {
        ObjectNode spec = Json.child(object, "spec");
        if (!spec.has("clusterIP") && !spec.path("type").asText().equals("ExternalName")) {
            String address = "10.96.0." + nextAddress.getAndIncrement();
            spec.put("clusterIP", address);
            spec.putArray("clusterIPs").add(address);
        }
        Json.elements(spec.path("ports"))
                .filter(port -> !port.has("targetPort"))
                .forEach(port -> ((ObjectNode) port).set("targetPort", port.path("port")));
    }

    private static void deployment(ObjectNode object) {
        if (!object.at("/spec/paused").asBoolean()) {
            object.withObject("/spec").remove("paused");
        }
        ObjectNode strategy = object.withObject("/spec/strategy");
        if (!strategy.has("type")) {
            strategy.put("type", "RollingUpdate");
        }
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(strategy, "rollingUpdate");
            Stream.of("maxSurge", "maxUnavailable")
                    .filter(bound -> !rolling.has(bound))
                    .forEach(bound -> rolling.put(bound, "25%"));
        }
    }

    private static void crd(ObjectNode object, String now) {
        if (object.path("status").has("conditions")) {
            return;
        }
        ObjectNode status = object.withObject("/status");
        status.set("acceptedNames", object.at("/spec/names"));
        Json.elements(object.at("/spec/versions"))
                .filter(version -> version.path("storage").asBoolean())
                .forEach(version -> status.withArray("/storedVersions").add(version.path("name")));
        condition(status, "NamesAccepted", "NoConflicts", "no conflicts found", now);
        condition(status, "Established", "InitialNamesAccepted", "the initial names have been accepted", now);
    }

    private static void condition(ObjectNode status, String type, String reason, String message, String now) {
        status.withArray("/conditions")
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastTransitionTime", now)
                .put("reason", reason)
                .put("message", message);
    }

    private static void pullPolicies(JsonNode podSpec) {
        Stream.of("containers", "initContainers")
                .flatMap(list -> Json.elements(podSpec.path(list)))
                .filter(container -> !container.has("imagePullPolicy"))
                .forEach(container -> {
                    String image = container.path("image").asText();
                    String last = image.substring(image.lastIndexOf('/') + 1);
                    boolean latest = last.endsWith(":latest") || !(last.contains(":") || last.contains("@"));
                    ((ObjectNode) container).put("imagePullPolicy", latest ? "Always" : "IfNotPresent");
                });
    }

    /** What may not be, of a built-in kind. */
    static List<Cause> check(Kind kind, Optional<ObjectNode> before, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        boolean workload = List.of("Deployment", "ReplicaSet", "DaemonSet").contains(kind.kind());
        if (kind.custom() || !workload) {
            return causes;
        }
        JsonNode selector = object.at("/spec/selector");
        JsonNode labels = object.at("/spec/template/metadata/labels");
        boolean matches = Json.names(selector.path("matchLabels"))
                .allMatch(name -> selector.path("matchLabels").get(name).equals(labels.get(name)));
        if (selector.isMissingNode()) {
            causes.add(new Cause("FieldValueRequired", "Required value", "spec.selector"));
        } else if (!matches) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: %s: `selector` does not match template `labels`".formatted(labels),
                    "spec.template.metadata.labels"));
        }
        before.filter(old -> !old.at("/spec/selector").equals(selector))
                .ifPresent(old -> causes.add(Cause.immutable("spec.selector", selector.toString())));
        if (Json.elements(object.at("/spec/template/spec/containers")).findAny().isEmpty()) {
            causes.add(new Cause("FieldValueRequired", "Required value", "spec.template.spec.containers"));
        }
        return causes;
    }
}
