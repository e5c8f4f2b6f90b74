package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart installs what the manifests install. */
class ChartTest {
    @TempDir
    private Path scratch;

    @Test
    void lintFindsNothing() {
        LintResult lint = new Helm(Chart.folder()).lint().strict().call();
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void byDefaultItIsTheManifests() throws IOException {
        Map<String, JsonNode> manifests =
                comparable(Manifests.in("deploy/operator", "deploy/rbac/cluster", "deploy/rbac/users"));
        // A chart does not make the namespace it is installed in.
        manifests.remove("Namespace /launchgate-system");
        assertThat(comparable(Chart.AS_SHIPPED.render(scratch))).isEqualTo(manifests);
    }

    @Test
    void theLabelsOfItsRolesReachThePeople() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.render(scratch);
        assertThat(chart.one("ClusterRole", "launchgate-viewer")
                        .at("/metadata/labels/rbac.authorization.k8s.io~1aggregate-to-view")
                        .asText())
                .isEqualTo("true");
        assertThat(chart.one("ClusterRole", "launchgate-editor")
                        .at("/metadata/labels/rbac.authorization.k8s.io~1aggregate-to-edit")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void itsPoliciesAreThoseOfTheManifests() throws IOException {
        Manifests chart = Chart.AS_SHIPPED
                .with("{policies: {guard: true, autoHold: true}, documents: {enabled: true}}")
                .render(scratch);
        Map<String, JsonNode> policies = comparable(Manifests.in("deploy/policies"));
        assertThat(policies).hasSize(12);
        assertThat(comparable(chart)).containsAllEntriesOf(policies);
    }

    @Test
    void policiesAreOptIn() throws IOException {
        assertThat(Chart.AS_SHIPPED.render(scratch).objects())
                .noneMatch(object -> object.path("kind").asText().contains("AdmissionPolicy"));
        assertThat(Chart.AS_SHIPPED
                        .with("policies: {guard: true}")
                        .render(scratch)
                        .objects())
                .noneMatch(object -> object.path("kind").asText().startsWith("Mutating"));
    }

    @Test
    void documentsAreTheRightAndItsPolicyTogether() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.with("documents: {enabled: true}").render(scratch);
        assertThat(comparable(chart))
                .containsAllEntriesOf(comparable(Manifests.in("deploy/rbac/documents", "deploy/policies/documents")));
        assertThat(new Chart("gate", "gatekeeping", "documents: {enabled: true}")
                        .render(scratch)
                        .one("ValidatingAdmissionPolicy", "documents.launchgate.dev")
                        .at("/spec/matchConditions/0/expression")
                        .asText())
                .isEqualTo("request.userInfo.username + ':' == 'system:serviceaccount:gatekeeping:gate-launchgate:'");
        Manifests named = Chart.AS_SHIPPED
                .with("{namespaces: [ml], rbac: {users: false}, documents: {enabled: true}}")
                .render(scratch);
        assertThat(named.ofKind("ClusterRole").objects()).isEmpty();
        assertThat(Right.of(named.byIdentity().get("Role ml/launchgate-documents")))
                .containsExactlyInAnyOrder(Right.to("create", "", "configmaps"), Right.to("patch", "", "configmaps"));
        assertThat(Chart.AS_SHIPPED.render(scratch).objects())
                .noneMatch(object -> object.at("/metadata/name").asText().contains("documents"));
    }

    @Test
    void itsMonitoringIsThatOfTheManifests() throws IOException {
        Manifests chart = Chart.AS_SHIPPED
                .with("monitoring: {serviceMonitor: {enabled: true}, rules: {enabled: true}}")
                .render(scratch);
        Map<String, JsonNode> monitoring =
                comparable(Manifests.in("deploy/monitoring").ofKind("ServiceMonitor", "PrometheusRule"));
        assertThat(comparable(chart)).containsAllEntriesOf(monitoring);
    }

    @Test
    void elsewhereEverythingNamesItsAccount() throws IOException {
        Manifests chart = new Chart("gate", "gatekeeping", "policies: {guard: true}").render(scratch);
        assertThat(chart.one("ValidatingAdmissionPolicy", "guard.launchgate.dev")
                        .at("/spec/variables/0/expression")
                        .asText())
                .isEqualTo("'system:serviceaccount:gatekeeping:gate-launchgate:'");
        assertThat(chart.one("FlowSchema", "gate-launchgate-lease").at("/spec/rules/0/subjects/0/serviceAccount"))
                .hasToString("{\"name\":\"gate-launchgate\",\"namespace\":\"gatekeeping\"}");
        assertThat(chart.one("Role", "gate-launchgate-lease")
                        .at("/rules/1/resourceNames/0")
                        .asText())
                .isEqualTo("gate-launchgate");
        JsonNode operator = chart.one("Deployment", "gate-launchgate").at("/spec/template/spec");
        assertThat(operator.path("serviceAccountName").asText()).isEqualTo("gate-launchgate");
        assertThat(Environment.of(operator)).containsEntry("LAUNCHGATE_LEADER_ELECTION_NAME", "gate-launchgate");
        assertThat(chart.objects()).noneMatch(object -> object.toString().contains("launchgate-system"));
    }

    @Test
    void valuesBecomeSettings() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.with("""
                namespaces: [ml, web]
                settings:
                  dns: {resolvers: ["192.0.2.53", "192.0.2.54:5353"]}
                  egress: {allow: [10.0.0.0/8, "fd00::/8"], deny: [198.18.0.0/15]}
                  references: {sharedNamespaces: [monitoring], clusterKinds: [nodes, storageclasses.storage.k8s.io]}
                  prometheus: {url: "https://prometheus.monitoring:9090", tenant: ml, tokenSecret: {name: prometheus}, caConfigMap: {name: corp-ca, key: ca.pem}}
                  alertmanager: {url: "http://alertmanager.monitoring:9093", tenant: all, tokenSecret: {name: a}, caConfigMap: {name: b}}
                  grafana: {url: "http://grafana.monitoring:3000", tenant: all, tokenSecret: {name: a}, caConfigMap: {name: b}}
                  argocd: {namespace: argocd, instanceLabel: app.kubernetes.io/instance}
                  postmortems: {drafts: false, draftRetention: 30d}
                  policies: {provenFor: 2m}
                  probes: {concurrency: 64, perHostPerSecond: 5}
                endpoint: {enabled: true, port: 9443, certificateSecret: gate, plainHttp: true, audience: delivery}
                """).render(scratch);
        Map<String, String> environment =
                Environment.of(chart.one("Deployment", "launchgate").at("/spec/template/spec"));
        assertThat(environment)
                .containsEntry("LAUNCHGATE_NAMESPACES", "ml,web")
                .containsEntry("LAUNCHGATE_DNS_RESOLVERS", "192.0.2.53,192.0.2.54:5353")
                .containsEntry("LAUNCHGATE_EGRESS_ALLOW", "10.0.0.0/8,fd00::/8")
                .containsEntry("LAUNCHGATE_EGRESS_DENY", "198.18.0.0/15")
                .containsEntry("LAUNCHGATE_REFERENCES_SHARED_NAMESPACES", "monitoring")
                .containsEntry("LAUNCHGATE_REFERENCES_CLUSTER_KINDS", "nodes,storageclasses.storage.k8s.io")
                .containsEntry("LAUNCHGATE_PROMETHEUS_URL", "https://prometheus.monitoring:9090")
                .containsEntry("LAUNCHGATE_PROMETHEUS_TENANT", "ml")
                .containsEntry("LAUNCHGATE_PROMETHEUS_TOKEN_FILE", "/etc/launchgate/prometheus-token/token")
                .containsEntry("LAUNCHGATE_PROMETHEUS_CA_FILE", "/etc/launchgate/prometheus-ca/ca.pem")
                .containsEntry("LAUNCHGATE_ARGOCD_NAMESPACE", "argocd")
                .containsEntry("LAUNCHGATE_ARGOCD_INSTANCE_LABEL", "app.kubernetes.io/instance")
                .containsEntry("LAUNCHGATE_POSTMORTEMS_DRAFTS", "false")
                .containsEntry("LAUNCHGATE_POSTMORTEMS_DRAFT_RETENTION", "30d")
                .containsEntry("LAUNCHGATE_POLICIES_PROVEN_FOR", "2m")
                .containsEntry("LAUNCHGATE_PROBES_CONCURRENCY", "64")
                .containsEntry("LAUNCHGATE_PROBES_PER_HOST_PER_SECOND", "5")
                .containsEntry("LAUNCHGATE_ENDPOINT_ENABLED", "true")
                .containsEntry("LAUNCHGATE_ENDPOINT_PORT", "9443")
                .containsEntry("LAUNCHGATE_ENDPOINT_CERTIFICATE_FILE", "/etc/launchgate/endpoint/tls.crt")
                .containsEntry("LAUNCHGATE_ENDPOINT_KEY_FILE", "/etc/launchgate/endpoint/tls.key")
                .containsEntry("LAUNCHGATE_ENDPOINT_PLAIN_HTTP", "true")
                .containsEntry("LAUNCHGATE_ENDPOINT_AUDIENCE", "delivery")
                .allSatisfy((name, value) ->
                        assertThat(Environment.isKnown(name)).as(name).isTrue());
        assertThat(environment.keySet())
                .as(
                        "every setting has a value, but the one that is the pod's name and the one that follows the release")
                .containsAll(Environment.known().stream()
                        .filter(name -> !name.equals("LAUNCHGATE_INSTANCE"))
                        .filter(name -> !name.equals("LAUNCHGATE_LEADER_ELECTION_NAME"))
                        .toList());
    }

    @Test
    void tokensAndAuthoritiesOfMonitoringServersAreMounted() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.with("""
                settings:
                  prometheus: {url: "https://prometheus.monitoring:9090", tokenSecret: {name: prometheus, key: t}, caConfigMap: {name: corp-ca}}
                  grafana: {tokenSecret: {name: without-url}}
                """).render(scratch);
        JsonNode pod = chart.one("Deployment", "launchgate").at("/spec/template/spec");

        assertThat(pod.at("/containers/0/volumeMounts/1"))
                .hasToString(
                        "{\"name\":\"prometheus-token\",\"mountPath\":\"/etc/launchgate/prometheus-token\",\"readOnly\":true}");
        assertThat(pod.at("/volumes/1"))
                .hasToString(
                        "{\"name\":\"prometheus-token\",\"secret\":{\"secretName\":\"prometheus\",\"items\":[{\"key\":\"t\",\"path\":\"token\"}]}}");
        assertThat(pod.at("/volumes/2"))
                .hasToString(
                        "{\"name\":\"prometheus-ca\",\"configMap\":{\"name\":\"corp-ca\",\"items\":[{\"key\":\"ca.crt\",\"path\":\"ca.pem\"}]}}");
        assertThat(pod.path("volumes")).hasSize(3);
    }

    @Test
    void theEndpointIsOptInAndReachedByThoseWhoAsk() throws IOException {
        assertThat(Chart.AS_SHIPPED.render(scratch).objects())
                .noneMatch(object -> object.toString().contains("8443"))
                .noneMatch(object -> object.at("/metadata/name").asText().endsWith("-from-engines"));

        Manifests chart = Chart.AS_SHIPPED
                .with("endpoint: {enabled: true, certificateSecret: gate}")
                .render(scratch);
        assertThat(chart.one("Service", "launchgate").at("/spec/ports/1"))
                .hasToString("{\"name\":\"gate\",\"port\":8443,\"targetPort\":\"gate\",\"protocol\":\"TCP\"}");
        JsonNode pod = chart.one("Deployment", "launchgate").at("/spec/template/spec");
        assertThat(pod.at("/containers/0/ports/1"))
                .hasToString("{\"name\":\"gate\",\"containerPort\":8443,\"protocol\":\"TCP\"}");
        assertThat(pod.at("/volumes/1"))
                .hasToString("{\"name\":\"endpoint-tls\",\"secret\":{\"secretName\":\"gate\"}}");
        assertThat(pod.at("/containers/0/volumeMounts/1/mountPath").asText()).isEqualTo("/etc/launchgate/endpoint");
        assertThat(comparable(chart)).containsAllEntriesOf(comparable(Manifests.in("deploy/components/endpoint")));
        assertThat(Chart.AS_SHIPPED
                        .with("endpoint: {enabled: true, plainHttp: true, from: [flagger]}")
                        .render(scratch)
                        .one("NetworkPolicy", "launchgate-from-engines")
                        .at("/spec/ingress/0/from"))
                .hasToString(
                        "[{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"flagger\"}}}]");
    }

    @Test
    void anImageIsPinnedByDigest() throws IOException {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        Manifests chart =
                Chart.AS_SHIPPED.with("image: {digest: \"" + digest + "\"}").render(scratch);
        assertThat(chart.one("Deployment", "launchgate")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("launchgate/launchgate@" + digest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicaCount: 3                                 | replicaCount",
                "namespaces: [Bad_Name]                          | namespaces",
                "settings: {egress: {allow: [anywhere]}}         | allow",
                "podSecurityContext: {runAsNonRoot: false}       | runAsNonRoot",
                "image: {digest: latest}                         | digest",
                "policies: {autoHold: true}                      | policies.autoHold needs policies.guard",
                "endpoint: {enabled: true}                       | endpoint.enabled needs endpoint.certificateSecret",
                "endpoint: {port: 8080}                          | port",
            })
    void wrongValuesAreRefused(String values, String says) {
        assertThatThrownBy(() -> Chart.AS_SHIPPED.with(values).render(scratch)).hasMessageContaining(says);
    }

    @Test
    void itHasTheVersionOfTheBuild() throws IOException {
        String version = Manifests.version();
        JsonNode chart =
                Manifests.read(Chart.folder().resolve("Chart.yaml")).objects().getFirst();
        assertThat(chart.path("version").asText()).isEqualTo(version);
        assertThat(chart.path("appVersion").asText()).isEqualTo(version);
        assertThat(Manifests.in("deploy/operator")
                        .one("Deployment", "launchgate")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .endsWith(":" + version);
    }

    /** Without naming labels, and with rules as what they grant. */
    private static Map<String, JsonNode> comparable(Manifests manifests) {
        Map<String, JsonNode> all = new TreeMap<>(manifests.unlabelled().byIdentity());
        all.values().forEach(object -> {
            if (object.path("kind").asText().endsWith("Role")) {
                ObjectNode role = (ObjectNode) object;
                role.putPOJO("rules", Right.of(object));
            }
        });
        return all;
    }
}
