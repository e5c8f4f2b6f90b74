package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator may not read, and what is not there to read: said by name, and picked up when it changes. */
@ClusterTest
class RightsTest {
    /** The operator looks again every 20 seconds; then the object is read and judged. */
    private static final Duration WITHIN_A_MINUTE = Duration.ofSeconds(60);

    private static final String READER = "launchgate-reader";
    private static OperatorProcess operator;
    private static ClusterUser account;
    private final ControlPlane cluster;

    RightsTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        account = Operators.install(cluster);
        operator = OperatorProcess.start(account.kubeconfig(), Operators.settings())
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void aMissingRightIsNamedAndWhenItIsGrantedTheItemHeals() {
        List<PolicyRule> shipped = role().getRules();
        rules(shipped.stream()
                .filter(rule -> !rule.getResources().contains("ingresses"))
                .toList());
        try {
            awaitRight("no");
            Launch launch = Launch.in(cluster, "forbidden").deploy("v1");
            checklist(launch, "ingress");

            launch.awaitItem(WITHIN_A_MINUTE, "rule", "Unknown/Forbidden");
            assertThat(launch.status().at("/items/0/message").asText())
                    .isEqualTo("may not list ingresses.networking.k8s.io; the operator's role lacks apiGroups"
                            + " [\"networking.k8s.io\"] resources [ingresses] verbs [get, list, watch]");
            assertThat(launch.gate()).isEqualTo("Held/v1/-");
            assertThat(launch.condition("Ready")).isEqualTo("False/Forbidden");

            rules(shipped);
            launch.awaitItem(WITHIN_A_MINUTE, "rule", "Fail/ObjectMissing");
            assertThat(launch.everStarted()).isEmpty();
        } finally {
            rules(shipped);
            awaitRight("yes");
        }
    }

    @Test
    void aKindThatIsNotInstalledIsUnknownAndPickedUpWhenItIs() {
        Launch launch = Launch.in(cluster, "kind").deploy("v1");
        checklist(launch, "httpRoute");

        launch.awaitItem(WITHIN_A_MINUTE, "rule", "Unknown/KindNotInstalled");
        assertThat(launch.status().at("/items/0/message").asText())
                .isEqualTo("HTTPRoute.gateway.networking.k8s.io is not installed in this cluster");
        assertThat(launch.gate()).isEqualTo("Held/v1/-");

        cluster.admin().kubectlWith(ROUTES, "create", "-f", "-").orThrow();
        try {
            launch.awaitItem(WITHIN_A_MINUTE, "rule", "Fail/ObjectMissing");
            assertThat(launch.everStarted()).isEmpty();
        } finally {
            cluster.admin()
                    .kubectl("delete", "crd", "httproutes.gateway.networking.k8s.io")
                    .orThrow();
        }
    }

    /** The backend is there, so that nothing but the identifier decides. */
    private static void checklist(Launch launch, String kind) {
        launch.open();
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  items:
                    - name: rule
                      loadBalancer:
                        identifier: {%s: {name: app}}
                        rules: [{host: app.example.com, path: /, backend: {service: app, port: 80}}]
                """.formatted(launch.namespace(), kind));
    }

    private ClusterRole role() {
        return cluster.client().rbac().clusterRoles().withName(READER).get();
    }

    private void rules(List<PolicyRule> rules) {
        cluster.client().rbac().clusterRoles().withName(READER).edit(role -> {
            role.setRules(rules);
            return role;
        });
    }

    /** The authorizer of the server follows its roles a moment later. */
    private static void awaitRight(String answer) {
        await("may list ingresses: " + answer)
                .atMost(Launch.PATIENCE)
                .until(() -> account.kubectl("auth", "can-i", "list", "ingresses.networking.k8s.io", "-A")
                        .out()
                        .strip()
                        .equals(answer));
    }

    private static final String ROUTES = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: httproutes.gateway.networking.k8s.io
              annotations: {api-approved.kubernetes.io: unapproved}
            spec:
              group: gateway.networking.k8s.io
              scope: Namespaced
              names: {kind: HTTPRoute, listKind: HTTPRouteList, plural: httproutes, singular: httproute}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;
}
