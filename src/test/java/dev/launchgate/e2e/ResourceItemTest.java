package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items of kind resource: kinds that come and go, rights that are granted, objects that change. */
@ClusterTest
class ResourceItemTest {
    /** What appears is picked up within a minute. */
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: widgets, singular: widget, kind: Widget}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;

    private static OperatorProcess operator;
    private final ControlPlane cluster;

    ResourceItemTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        Map<String, String> settings = Operators.settings();
        settings.put("LAUNCHGATE_REFERENCES_CLUSTER_KINDS", "ingressclasses.networking.k8s.io");
        operator = OperatorProcess.start(Operators.install(cluster).kubeconfig(), settings)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void followsKindsRightsAndObjects() {
        Launch launch = Launch.in(cluster, "resource").deploy("v1");
        launch.apply(role("widgets", "example.com"));
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  items:
                    - name: widget
                      resource: {apiVersion: example.com/v1, kind: Widget, name: one, expression: object.spec.size > target.spec.replicas}
                    - name: quota
                      resource: {apiVersion: v1, kind: ResourceQuota, name: team, expression: has(object.spec.hard.pods)}
                    - name: storage
                      resource: {apiVersion: storage.k8s.io/v1, kind: StorageClass, name: fast, expression: 'true'}
                    - name: class
                      resource: {apiVersion: networking.k8s.io/v1, kind: IngressClass, name: public, expression: 'true'}
                    - name: review
                      resource: {apiVersion: authorization.k8s.io/v1, kind: SubjectAccessReview, name: a, expression: 'true'}
                    - name: pods
                      resource: {apiVersion: v1, kind: Pod, selector: {matchLabels: {app: other}}, expression: object.spec.dnsPolicy == "ClusterFirst"}
                """.formatted(launch.namespace()));

        launch.awaitItem(MINUTE, "widget", "Unknown/KindNotInstalled");
        launch.awaitItem(MINUTE, "quota", "Unknown/Forbidden");
        launch.awaitItem(MINUTE, "storage", "Unknown/NamespaceNotShared");
        launch.awaitItem(MINUTE, "class", "Fail/ObjectMissing");
        launch.awaitItem(MINUTE, "review", "Unknown/KindNotInstalled");
        launch.awaitItem(MINUTE, "pods", "Fail/NoObjects");
        assertThat(launch.message("quota"))
                .isEqualTo("may not list resourcequotas; the operator's role lacks apiGroups [\"\"] resources"
                        + " [resourcequotas] verbs [get, list, watch]");

        launch.apply(CRD);
        launch.apply(role("resourcequotas", ""));
        launch.apply(
                "---\n{apiVersion: v1, kind: Pod, metadata: {name: other, namespace: %s, labels: {app: other}}, spec: {containers: [{name: a, image: a}]}}"
                        .formatted(launch.namespace()));
        launch.apply(
                "---\n{apiVersion: v1, kind: ResourceQuota, metadata: {name: team, namespace: %s}, spec: {hard: {pods: 10}}}"
                        .formatted(launch.namespace()));
        launch.kubectl("wait", "--for=condition=Established", "crd/widgets.example.com")
                .orThrow();
        launch.apply(widget(launch, 1));
        launch.awaitItem(MINUTE, "pods", "Pass/AsExpected");
        launch.awaitItem(MINUTE, "widget", "Fail/ExpressionFalse");
        launch.awaitItem(MINUTE, "quota", "Pass/AsExpected");

        launch.apply(widget(launch, 3));
        launch.awaitItem(MINUTE, "widget", "Pass/AsExpected");
        launch.kubectl("patch", "widget/one", "--type=json", "-p", "[{\"op\": \"remove\", \"path\": \"/spec/size\"}]")
                .orThrow();
        launch.awaitItem(MINUTE, "widget", "Unknown/ExpressionError");
        assertThat(launch.message("widget")).isEqualTo("Widget one: object.spec.size is not there; ask has() first");

        launch.kubectl("delete", "crd", "widgets.example.com").orThrow();
        launch.awaitItem(MINUTE, "widget", "Unknown/KindNotInstalled");
        launch.apply(CRD);
        launch.kubectl("wait", "--for=condition=Established", "crd/widgets.example.com")
                .orThrow();
        launch.apply(widget(launch, 3));
        launch.awaitItem(MINUTE, "widget", "Pass/AsExpected");
    }

    private static String role(String resource, String group) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: reads-%1$s, labels: {launchgate.dev/aggregate-to-reader: "true"}}
                rules: [{apiGroups: ["%2$s"], resources: [%1$s], verbs: [get, list, watch]}]
                """.formatted(resource, group);
    }

    private static String widget(Launch launch, int size) {
        return "---\n{apiVersion: example.com/v1, kind: Widget, metadata: {name: one, namespace: %s}, spec: {size: %d}}"
                .formatted(launch.namespace(), size);
    }
}
