package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a held candidate, written by real Helm and real kubectl, and field ownership as the API server keeps it. */
@ClusterTest
class ConfigTest {
    private static final String VALUE = "postgres://CANARY";
    private static final String MARKS = "ArgoCD, Flux, Helm, ExternalSecrets, SealedSecrets";
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    @TempDir
    private Path scratch;

    ConfigTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void aConfigMapIsMadeManagedEditedByHandAndSyncedAgain() throws IOException {
        Launch launch = launch("config", "configMapKeyRef: {name: ml-db, key: url}");
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/ReferenceMissing");
        assertThat(launch.message("connection-string"))
                .isEqualTo("ConfigMap ml-db (env DATABASE_URL of app) not found in %s; create it or correct the name"
                        .formatted(launch.namespace()));

        launch.kubectl("create", "configmap", "ml-db", "--from-literal=uri=" + VALUE)
                .orThrow();
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/KeyMissing");
        launch.kubectl("delete", "configmap", "ml-db").orThrow();
        launch.kubectl("create", "configmap", "ml-db", "--from-literal=url=" + VALUE)
                .orThrow();
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/NotManaged");
        assertThat(launch.message("connection-string"))
                .isEqualTo(
                        "ConfigMap ml-db (env DATABASE_URL of app) carries no mark of %s; add it to configuration management"
                                        .formatted(MARKS)
                                + " (and 1 more)");
        assertThat(launch.everStarted()).isEmpty();

        launch.kubectl("delete", "configmap", "ml-db").orThrow();
        helm(launch, "staging");
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/WrongEnvironment");
        helm(launch, "production");
        launch.awaitGate("Armed/-/v1");
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Pass/DeclaredOnly");
        assertThat(launch.message("connection-string")).endsWith("ConfigMap ml-db of Helm release ml");

        launch.kubectl("patch", "configmap", "ml-db", "-p", "{\"data\":{\"url\":\"" + VALUE + "-2\"}}")
                .orThrow();
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/EditedByHand");
        assertThat(launch.message("connection-string")).contains("key url was last written by kubectl-patch on 20");

        argo(launch, launch.namespace());
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Pass/DeclaredOnly");
        launch.kubectl("label", "configmap", "ml-db", "app.kubernetes.io/managed-by-")
                .orThrow();
        argo(launch, "staging");
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/NotManaged");
        assertNothingLeaks(launch);
    }

    @Test
    void aSecretIsJudgedByItsMetadataOnceTheRightIsThere() {
        Launch launch = launch("secret", "secretKeyRef: {name: ml-db, key: url}");
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Unknown/Forbidden");
        assertThat(launch.message("connection-string"))
                .isEqualTo(
                        "may not read Secret ml-db in %s; the operator's role lacks apiGroups [\"\"] resources [secrets] verbs"
                                        .formatted(launch.namespace())
                                + " [get] resourceNames [ml-db]");

        launch.apply(
                ROLE.formatted(launch.namespace(), launch.namespace(), Installation.ACCOUNT, Installation.NAMESPACE));
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/ReferenceMissing");
        launch.apply(SECRET.formatted(launch.namespace(), "app.kubernetes.io/environment: production"));
        launch.awaitItem(Launch.PATIENCE, "connection-string", "Fail/NotManaged");
        launch.apply(SECRET.formatted(
                launch.namespace(),
                "app.kubernetes.io/environment: production, kustomize.toolkit.fluxcd.io/name: ml,"
                        + " kustomize.toolkit.fluxcd.io/namespace: flux-system"));
        launch.awaitGate("Armed/-/v1");
        assertThat(launch.message("connection-string")).endsWith("Secret ml-db of Kustomization flux-system/ml");
        assertNothingLeaks(launch);
    }

    private Launch launch(String prefix, String source) {
        Launch launch = Launch.in(cluster, prefix);
        launch.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: %s}
                spec:
                  replicas: 2
                  paused: true
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}, annotations: {app.kubernetes.io/version: v1}}
                    spec:
                      containers:
                        - name: app
                          image: registry.example.com/app:v1
                          env: [{name: DATABASE_URL, valueFrom: {%s}}]
                """.formatted(launch.namespace(), source));
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  interval: 5s
                  timeout: 4s
                  items:
                    - name: connection-string
                      config:
                        settings: [{name: DATABASE_URL}]
                        environment: {label: app.kubernetes.io/environment, value: production}
                """.formatted(launch.namespace()));
        launch.awaitGate("Held/v1/-");
        return launch;
    }

    /** Real Helm: its label and annotations, and its field manager. */
    private void helm(Launch launch, String environment) throws IOException {
        Path chart = Files.createDirectories(scratch.resolve("ml"));
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: ml\nversion: 1.0.0\n");
        Files.writeString(chart.resolve("templates/db.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ml-db, labels: {app.kubernetes.io/environment: %s}}
                data: {url: "%s"}
                """.formatted(environment, VALUE));
        new Helm(chart)
                .upgrade()
                .install()
                .withName("ml")
                .withNamespace(launch.namespace())
                .withKubeConfig(cluster.admin().kubeconfig())
                .call();
    }

    /** The marks that Argo CD sets, by server-side apply under its name. */
    private static void argo(Launch launch, String marked) {
        launch.user()
                .kubectlWith(
                        """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: ml-db
                          namespace: %s
                          annotations: {argocd.argoproj.io/tracking-id: "ml:/ConfigMap:%s/ml-db"}
                        data: {url: "%s"}
                        """.formatted(launch.namespace(), marked, VALUE),
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager=argocd-controller",
                        "-f",
                        "-")
                .orThrow();
    }

    private static void assertNothingLeaks(Launch launch) {
        assertThat(launch.checklistObject().toString()).doesNotContain("CANARY");
        assertThat(launch.kubectl("get", "events", "-o", "yaml").out()).doesNotContain("CANARY");
        assertThat(operator.log()).doesNotContain("CANARY");
    }

    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: look, namespace: %s}
            rules: [{apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [ml-db]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: look, namespace: %s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: look}
            subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
            """;

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: ml-db, namespace: %s, labels: {%s}}
            stringData: {url: CANARY}
            """;
}
