package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.PlainText;
import java.util.List;
import java.util.stream.Stream;

/** What a pod template refers to, in its order. Reads any shape: what is not where Kubernetes looks for it is no reference. */
final class TemplateReferences {
    private static final int LONGEST_NAME = 100;
    private static final String SECRETS_STORE = "secrets-store.csi.k8s.io";

    /** Secrets that drivers of volumes log in with, by pointer below the volume. */
    private static final List<String> DRIVER_SECRETS = List.of(
            "/azureFile/secretName",
            "/cephfs/secretRef/name",
            "/cinder/secretRef/name",
            "/csi/nodePublishSecretRef/name",
            "/flexVolume/secretRef/name",
            "/iscsi/secretRef/name",
            "/rbd/secretRef/name",
            "/scaleIO/secretRef/name",
            "/storageos/secretRef/name");

    private TemplateReferences() {}

    static List<TemplateReference> of(PodTemplate template) {
        JsonNode spec = template.json().path("spec");
        return Stream.of(
                        TemplateContainers.of(template).flatMap(TemplateReferences::ofContainer),
                        Resource.elements(spec.path("volumes")).flatMap(TemplateReferences::ofVolume),
                        Resource.elements(spec.path("imagePullSecrets"))
                                .flatMap(secret -> whole(Kind.Secret, secret.path("name"), secret, "imagePullSecrets")),
                        whole(Kind.ServiceAccount, spec.path("serviceAccountName"), spec, "serviceAccountName"))
                .flatMap(references -> references)
                .toList();
    }

    private static Stream<TemplateReference> ofContainer(TemplateContainers.Container container) {
        return Stream.concat(
                container.variables().flatMap(variable -> ofVariable(variable, container)),
                container.sources().flatMap(source -> {
                    String place = "envFrom of " + container.label();
                    return Stream.concat(
                            variables(Kind.ConfigMap, source.path("configMapRef"), place),
                            variables(Kind.Secret, source.path("secretRef"), place));
                }));
    }

    private static Stream<TemplateReference> ofVariable(JsonNode variable, TemplateContainers.Container container) {
        String place = container.place(variable.path("name").asText());
        return Stream.concat(
                variable(Kind.ConfigMap, variable.at("/valueFrom/configMapKeyRef"), place),
                variable(Kind.Secret, variable.at("/valueFrom/secretKeyRef"), place));
    }

    private static Stream<TemplateReference> ofVolume(JsonNode volume) {
        String place = "volume " + PlainText.of(volume.path("name").asText(), LONGEST_NAME);
        return Stream.of(
                        files(Kind.ConfigMap, volume.at("/configMap/name"), volume.path("configMap"), place),
                        files(Kind.Secret, volume.at("/secret/secretName"), volume.path("secret"), place),
                        Resource.elements(volume.at("/projected/sources"))
                                .flatMap(source -> ofProjection(source, place)),
                        whole(
                                Kind.PersistentVolumeClaim,
                                volume.at("/persistentVolumeClaim/claimName"),
                                volume.path("persistentVolumeClaim"),
                                place),
                        ofDriver(volume, place))
                .flatMap(references -> references);
    }

    private static Stream<TemplateReference> ofProjection(JsonNode source, String place) {
        return Stream.concat(
                files(Kind.ConfigMap, source.at("/configMap/name"), source.path("configMap"), place),
                files(Kind.Secret, source.at("/secret/name"), source.path("secret"), place));
    }

    private static Stream<TemplateReference> ofDriver(JsonNode volume, String place) {
        Stream<TemplateReference> secrets =
                DRIVER_SECRETS.stream().flatMap(pointer -> whole(Kind.Secret, volume.at(pointer), volume, place));
        return volume.at("/csi/driver").asText().equals(SECRETS_STORE)
                ? Stream.concat(
                        whole(
                                Kind.SecretProviderClass,
                                volume.at("/csi/volumeAttributes/secretProviderClass"),
                                volume,
                                place),
                        secrets)
                : secrets;
    }

    /** An object of which some keys become files, or all of them. */
    private static Stream<TemplateReference> files(Kind kind, JsonNode name, JsonNode source, String place) {
        return source.path("items").isEmpty()
                ? whole(kind, name, source, place)
                : Resource.elements(source.path("items"))
                        .map(item -> item.path("key"))
                        .filter(JsonNode::isTextual)
                        .flatMap(key -> named(name)
                                .map(text -> new TemplateReference(
                                        kind, text, key.asText(), false, optional(source), place)));
    }

    private static Stream<TemplateReference> variable(Kind kind, JsonNode source, String place) {
        return source.path("key").isTextual()
                ? named(source.path("name"))
                        .map(text -> new TemplateReference(
                                kind, text, source.path("key").asText(), true, optional(source), place))
                : Stream.empty();
    }

    private static Stream<TemplateReference> variables(Kind kind, JsonNode source, String place) {
        return named(source.path("name"))
                .map(text -> new TemplateReference(kind, text, null, true, optional(source), place));
    }

    private static Stream<TemplateReference> whole(Kind kind, JsonNode name, JsonNode source, String place) {
        return named(name).map(text -> new TemplateReference(kind, text, null, false, optional(source), place));
    }

    private static Stream<String> named(JsonNode name) {
        return name.isTextual() && !name.asText().isEmpty() ? Stream.of(name.asText()) : Stream.empty();
    }

    private static boolean optional(JsonNode source) {
        return source.path("optional").asBoolean(false);
    }
}
