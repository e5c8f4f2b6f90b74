package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.DataWriters;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The incident that started it: a service went out with a connection string that was not in configuration management and
 * meant another environment. Every form that it can take holds the candidate while no pod of it runs; the message says where,
 * and the value stands nowhere.
 */
class ConnectionStringIncidentTest {
    private static final String VALUE = "postgres://db.staging.example.com/ml?password=CANARY";
    private static final String SPEC = """
            target: {name: web}
            items:
            - name: connection-string
              config:
                settings: [{name: DATABASE_URL, matches: "^postgres://db[.]prod[.]"}]
                environment: {label: app.kubernetes.io/environment, value: production}
            """;
    private static final String FROM_MAP = "valueFrom: {configMapKeyRef: {name: ml-db, key: url}}";
    private static final String FROM_SECRET = "valueFrom: {secretKeyRef: {name: ml-db, key: url}}";
    private static final String HELM =
            "labels: {app.kubernetes.io/managed-by: Helm, app.kubernetes.io/environment: %s}, annotations: {meta.helm.sh/release-name: ml}";
    private static final SecretLook LOOK = new SecretLook("ml-db");

    private final PassWorld world = new PassWorld(SPEC).running();

    @Test
    void everyFormOfItHoldsTheCandidateUntilItIsMended() {
        world.settle();

        candidate("value: '%s'".formatted(VALUE));
        heldBy(
                Reason.SettingLiteral,
                "DATABASE_URL of app is written in the template; take it from a managed ConfigMap or Secret");

        candidate(FROM_MAP);
        heldBy(
                Reason.ReferenceMissing,
                "ConfigMap ml-db (env DATABASE_URL of app) not found in ml; create it or correct the name");

        configMap("labels: {}", "uri", VALUE);
        heldBy(
                Reason.KeyMissing,
                "ConfigMap ml-db (env DATABASE_URL of app): key url not found; add it or correct the key");

        configMap("labels: {app.kubernetes.io/environment: production}", "url", production());
        heldBy(
                Reason.NotManaged,
                "ConfigMap ml-db (env DATABASE_URL of app) carries no mark of ArgoCD, Flux, Helm, ExternalSecrets,"
                        + " SealedSecrets; add it to configuration management");

        configMap(HELM.formatted("staging"), "url", production());
        heldBy(
                Reason.WrongEnvironment,
                "ConfigMap ml-db (env DATABASE_URL of app) has app.kubernetes.io/environment=staging, expected production;"
                        + " refer to the object of this environment");

        configMap(HELM.formatted("production"), "url", VALUE);
        heldBy(
                Reason.ValueMismatch,
                "DATABASE_URL of app (ConfigMap ml-db, key url) does not match ^postgres://db[.]prod[.]; correct the value"
                        + " there");

        configMap(HELM.formatted("production") + ", " + writtenBy("kubectl-edit"), "url", production());
        heldBy(
                Reason.EditedByHand,
                "ConfigMap ml-db (env DATABASE_URL of app): key url was last written by kubectl-edit on 2026-11-19; make the"
                        + " change in configuration management");

        configMap(HELM.formatted("production") + ", " + writtenBy("helm"), "url", production());
        assertThat(world.settle()).containsExactly(Reason.Approved, Reason.Released);
        assertThat(world.paused()).isFalse();
        assertThat(world.item("connection-string"))
                .extracting("verdict", "reason", "message")
                .containsExactly(
                        "Pass",
                        "DeclaredOnly",
                        "settings of web: declared by marks, not measured, because these managers cannot be looked at from here:"
                                + " ConfigMap ml-db of Helm release ml");
        assertNothingLeaks();
    }

    /** As often as not the connection string is in a Secret, whose value is never read. */
    @Test
    void inASecretItIsTheSame() {
        world.edit(SPEC.replaceFirst(", matches: \"[^\"]*\"", "")).settle();

        candidate(FROM_SECRET);
        assertThat(world.settle()).containsExactly(Reason.Held);
        assertThat(world.item("connection-string").verdict()).isEqualTo("Pending");

        world.probes.answer(
                LOOK,
                new Measurement.Failed(new ProbeFailure(
                        ProbeFailure.Cause.SecretMissing, ProbeFailure.Phase.Resolve, "Secret ml-db does not exist")));
        heldBy(
                Reason.ReferenceMissing,
                "Secret ml-db (env DATABASE_URL of app) not found in ml; create it or correct the name");

        secret("labels: {}", "uri");
        heldBy(
                Reason.KeyMissing,
                "Secret ml-db (env DATABASE_URL of app): key url not found; add it or correct the key");

        secret("labels: {app.kubernetes.io/environment: production}", "url");
        heldBy(
                Reason.NotManaged,
                "Secret ml-db (env DATABASE_URL of app) carries no mark of ArgoCD, Flux, Helm, ExternalSecrets, SealedSecrets;"
                        + " add it to configuration management");

        secret(HELM.formatted("staging"), "url");
        heldBy(
                Reason.WrongEnvironment,
                "Secret ml-db (env DATABASE_URL of app) has app.kubernetes.io/environment=staging, expected production; refer"
                        + " to the object of this environment");

        secret(HELM.formatted("production") + ", " + writtenBy("kubectl-patch"), "url");
        heldBy(
                Reason.EditedByHand,
                "Secret ml-db (env DATABASE_URL of app): key url was last written by kubectl-patch on 2026-11-19; make the"
                        + " change in configuration management");

        secret(HELM.formatted("production") + ", " + writtenBy("helm"), "url");
        assertThat(world.settle()).containsExactly(Reason.Approved, Reason.Released);
        assertThat(world.item("connection-string").reason()).isEqualTo("DeclaredOnly");
        assertNothingLeaks();
    }

    private void heldBy(Reason reason, String message) {
        world.settle();
        assertThat(world.paused()).isTrue();
        assertThat(world.state()).isEqualTo("Held");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("False " + reason);
        assertThat(world.item("connection-string"))
                .extracting("verdict", "reason", "message")
                .containsExactly("Fail", reason.name(), message);
        assertThat(world.status().gate().message())
                .isEqualTo("held by 1 item: connection-string (%s)".formatted(reason));
        assertNothingLeaks();
    }

    private void assertNothingLeaks() {
        assertThat(Serialization.asJson(world.status())).doesNotContain("CANARY", "db.staging", "db.prod.example");
    }

    private static String production() {
        return VALUE.replace("staging", "prod");
    }

    private static String writtenBy(String manager) {
        return "managedFields: [{manager: %s, time: '2026-11-19T08:00:00Z', fieldsV1: {f:data: {f:url: {}}}}]"
                .formatted(manager);
    }

    private void candidate(String source) {
        world.deployment().withObject("/spec").set("template", yaml("""
                metadata: {labels: {app: web, app.kubernetes.io/version: v2}}
                spec: {containers: [{name: app, image: "web:v2", env: [{name: DATABASE_URL, %s}]}]}
                """.formatted(source)));
    }

    private void configMap(String metadata, String key, String value) {
        ObjectNode object =
                yaml("metadata: {name: ml-db, namespace: ml, %s}\ndata: {%s: '%s'}".formatted(metadata, key, value));
        DataWriters.keep(object);
        world.cluster.without(ResourceKind.CONFIG_MAP, "ml-db").with(new Resource(ResourceKind.CONFIG_MAP, object));
    }

    private void secret(String metadata, String key) {
        ObjectNode object = yaml("metadata: {name: ml-db, %s}".formatted(metadata));
        Set<String> keys = Set.of(key, "other");
        world.probes.answer(
                LOOK,
                new Measurement.Answered(new SecretSeen(
                        keys,
                        Resource.strings(object.at("/metadata/labels")),
                        Resource.strings(object.at("/metadata/annotations")),
                        List.of(),
                        DataWriters.read(object.at("/metadata/managedFields")))));
    }

    private static ObjectNode yaml(String text) {
        return (ObjectNode) Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
