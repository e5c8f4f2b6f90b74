package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator's own pods ask for nothing that they do not need. */
class OperatorManifestTest {
    private static final Manifests OPERATOR = Manifests.in("deploy/operator");

    private final JsonNode pod = OPERATOR.one("Deployment", "launchgate").at("/spec/template/spec");
    private final JsonNode container = pod.at("/containers/0");

    @Test
    void itRunsRestricted() {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("privileged").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
        assertThat(security.at("/capabilities/drop")).hasToString("[\"ALL\"]");
        assertThat(security.at("/capabilities").has("add")).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                .isFalse();
        assertThat(Manifests.elements(pod.path("volumes"))).allMatch(volume -> volume.has("emptyDir"));
        assertThat(Manifests.elements(
                        OPERATOR.one("Namespace", "launchgate-system").at("/metadata/labels")))
                .allMatch(level -> level.asText().equals("restricted"))
                .hasSize(3);
    }

    @Test
    void onlyItsPodsHoldTheToken() {
        assertThat(OPERATOR.one("ServiceAccount", "launchgate")
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(false)).isTrue();
    }

    @Test
    void itsHealthIsAskedWhereItAnswers() {
        Map<String, String> paths = Map.of(
                "startupProbe", "/q/health/started",
                "livenessProbe", "/q/health/live",
                "readinessProbe", "/q/health/ready");
        paths.forEach((probe, path) -> {
            assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
            assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("http");
        });
        assertThat(container.at("/ports/0/name").asText()).isEqualTo("http");
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
    }

    @Test
    void oneOfSeveralReplicasActs() {
        assertThat(OPERATOR.one("Deployment", "launchgate").at("/spec/replicas").asInt())
                .isEqualTo(2);
        assertThat(Environment.of(pod))
                .containsEntry("LAUNCHGATE_LEADER_ELECTION_ENABLED", "true")
                .containsEntry("POD_NAME", "metadata.name")
                .containsEntry("LAUNCHGATE_LEADER_ELECTION_NAMESPACE", "metadata.namespace")
                .allSatisfy((name, value) ->
                        assertThat(Environment.isKnown(name)).as(name).isTrue());
        assertThat(OPERATOR.one("PodDisruptionBudget", "launchgate")
                        .at("/spec/minAvailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void itSelectsItself() {
        JsonNode labels = OPERATOR.one("Deployment", "launchgate").at("/spec/template/metadata/labels");
        JsonNode selector = OPERATOR.one("Deployment", "launchgate").at("/spec/selector/matchLabels");
        assertThat(selector).isEqualTo(labels);
        assertThat(OPERATOR.one("Service", "launchgate").at("/spec/selector")).isEqualTo(labels);
        assertThat(OPERATOR.one("PodDisruptionBudget", "launchgate").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        for (JsonNode policy : OPERATOR.ofKind("NetworkPolicy").objects()) {
            policy.at("/spec/podSelector/matchLabels")
                    .properties()
                    .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
        }
    }

    @Test
    void everyWayOutHasAName() {
        assertThat(OPERATOR.ofKind("NetworkPolicy").objects())
                .extracting(policy -> policy.at("/metadata/name").asText())
                .containsExactly(
                        "launchgate-deny",
                        "launchgate-from-monitoring",
                        "launchgate-to-cluster-dns",
                        "launchgate-to-api-server",
                        "launchgate-to-workloads",
                        "launchgate-to-public-addresses");
        JsonNode deny = OPERATOR.one("NetworkPolicy", "launchgate-deny").path("spec");
        assertThat(deny.path("policyTypes")).hasToString("[\"Ingress\",\"Egress\"]");
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
        assertThat(OPERATOR.one("NetworkPolicy", "launchgate-to-public-addresses")
                        .toString())
                .contains("169.254.0.0/16", "10.0.0.0/8", "fe80::/10", "fc00::/7");
    }
}
