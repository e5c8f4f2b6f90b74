package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.e2e.ClusterTest;
import dev.launchgate.e2e.ClusterUser;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Finished;
import dev.launchgate.e2e.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real cluster makes of the manifests: kustomize builds them, the server takes them, the rights are what they say. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ControlPlane cluster;
    private ClusterUser operator;

    @BeforeAll
    void install(ControlPlane shared) {
        cluster = shared;
        Installation.operator(cluster);
        operator = cluster.serviceAccount(Installation.NAMESPACE, Installation.ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deploy", "deploy/guarded", "deploy/policies", "deploy/policies/guard", "deploy/rbac/documents"})
    void theServerTakes(String folder) {
        Finished applied = cluster.admin()
                .kubectl(
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--dry-run=server",
                        "--validate=strict",
                        "-k",
                        Manifests.file(folder).toString());
        assertThat(applied.succeeded()).as(applied.said()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{policies: {guard: true, autoHold: true}, documents: {enabled: true}}",
                "{namespaces: [default], rbac: {clusterScopedKinds: true, secretsIn: [default]}}"
            })
    void theServerTakesTheChart(String values, @TempDir Path scratch) throws IOException {
        Chart chart = new Chart("gate", Installation.NAMESPACE, values);
        for (JsonNode object : chart.render(scratch).objects()) {
            Finished applied = cluster.admin()
                    .kubectlWith(object.toString(), "apply", "--dry-run=server", "--validate=strict", "-f", "-");
            assertThat(applied.succeeded()).as(applied.said()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crds",
                "deploy/monitoring",
                "deploy/namespaced",
                "deploy/rbac/cluster-kinds",
                "deploy/rbac/secrets",
                "deploy/rbac/users"
            })
    void kustomizeBuilds(String folder) {
        Finished built =
                cluster.admin().kubectl("kustomize", Manifests.file(folder).toString());
        assertThat(built.succeeded()).as(built.said()).isTrue();
        assertThat(Manifests.parse(built.out()).objects()).isNotEmpty();
    }

    @Test
    void theEndpointIsAComponent(@TempDir Path scratch) throws IOException {
        Path deploy = scratch.toRealPath()
                .relativize(Manifests.file("deploy").toAbsolutePath().toRealPath());
        Files.writeString(
                scratch.resolve("kustomization.yaml"),
                "resources: [%1$s, %1$s/rbac/endpoint]\ncomponents: [%1$s/components/endpoint]\n".formatted(deploy));
        Manifests built = Manifests.parse(
                cluster.admin().kubectl("kustomize", scratch.toString()).orThrow());

        assertThat(built.one("Service", "launchgate").at("/spec/ports/1/port").asInt())
                .isEqualTo(8443);
        JsonNode pod = built.one("Deployment", "launchgate").at("/spec/template/spec");
        assertThat(pod.at("/containers/0/ports/1/containerPort").asInt()).isEqualTo(8443);
        assertThat(Environment.of(pod))
                .containsEntry("LAUNCHGATE_ENDPOINT_CERTIFICATE_FILE", "/etc/launchgate/endpoint/tls.crt")
                .allSatisfy((name, value) ->
                        assertThat(Environment.isKnown(name)).as(name).isTrue());
        assertThat(built.one("ClusterRole", "launchgate-endpoint").isObject()).isTrue();
        Finished applied = cluster.admin()
                .kubectl(
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--dry-run=server",
                        "--validate=strict",
                        "-k",
                        scratch.toString());
        assertThat(applied.succeeded()).as(applied.said()).isTrue();
    }

    @Test
    void elsewhereEverythingNamesItsAccount(@TempDir Path scratch) throws IOException {
        Path project = Manifests.file("").toAbsolutePath().toRealPath();
        Path deploy = scratch.toRealPath().resolve("gate").relativize(project.resolve("deploy"));
        Files.createDirectories(scratch.resolve("gate/moved"));
        Files.writeString(
                scratch.resolve("gate/kustomization.yaml"),
                "resources: [moved, %1$s/policies, %1$s/rbac/documents]\ncomponents: [%1$s/components/identity]\n"
                        .formatted(deploy));
        Files.writeString(
                scratch.resolve("gate/moved/kustomization.yaml"),
                "namespace: gatekeeping\nnamePrefix: our-\nresources: [../%s]\n".formatted(deploy));
        Manifests built = Manifests.parse(cluster.admin()
                .kubectl("kustomize", scratch.resolve("gate").toString())
                .orThrow());

        assertThat(built.one("ValidatingAdmissionPolicy", "guard.launchgate.dev")
                        .at("/spec/variables/0/expression")
                        .asText())
                .isEqualTo("'system:serviceaccount:gatekeeping:our-launchgate:'");
        assertThat(built.one("ValidatingAdmissionPolicy", "documents.launchgate.dev")
                        .at("/spec/matchConditions/0/expression")
                        .asText())
                .isEqualTo("request.userInfo.username + ':' == 'system:serviceaccount:gatekeeping:our-launchgate:'");
        assertThat(built.one("FlowSchema", "our-launchgate-lease").at("/spec/rules/0/subjects/0/serviceAccount"))
                .isEqualTo(MAPPER.readTree("{\"name\": \"our-launchgate\", \"namespace\": \"gatekeeping\"}"));
        for (JsonNode binding :
                built.ofKind("RoleBinding", "ClusterRoleBinding").objects()) {
            assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("our-launchgate");
            assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("gatekeeping");
        }
        assertThat(built.objects())
                .filteredOn(object -> !object.path("kind").asText().equals("CustomResourceDefinition"))
                .noneMatch(object -> object.toString().contains("launchgate-system"));
    }

    @Test
    void itsPodsMeetTheRestrictedStandard() {
        ObjectNode pod = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "operator").put("namespace", Installation.NAMESPACE);
        pod.set(
                "spec",
                Manifests.in("deploy/operator").one("Deployment", "launchgate").at("/spec/template/spec"));
        Finished created = create(pod);
        assertThat(created.succeeded()).as(created.said()).isTrue();

        ((ObjectNode) pod.at("/spec/containers/0/securityContext")).put("allowPrivilegeEscalation", true);
        assertThat(create(pod).err()).contains("violates PodSecurity \"restricted:latest\"");
    }

    private Finished create(ObjectNode pod) {
        return cluster.admin().kubectlWith(pod.toString(), "create", "--dry-run=server", "-f", "-");
    }

    @ParameterizedTest
    @CsvSource({
        "patch,  deployments.apps,                        yes",
        "watch,  deployments.apps,                        yes",
        "update, deployments.apps,                        no",
        "create, deployments.apps,                        no",
        "delete, deployments.apps,                        no",
        "watch,  launchchecklists.launchgate.dev,         yes",
        "patch,  launchchecklists.launchgate.dev,         no",
        "override, launchchecklists.launchgate.dev,       no",
        "patch,  launchchecklists.launchgate.dev --subresource=status, yes",
        "create, events.events.k8s.io,                    yes",
        "list,   pods,                                    yes",
        "create, pods,                                    no",
        "get,    pods --subresource=log,                  no",
        "get,    secrets,                                 no",
        "list,   secrets,                                 no",
        "list,   nodes,                                   yes",
        "create, serviceaccounts --subresource=token,     no",
        "impersonate, users,                              no",
    })
    void theOperatorMay(String verb, String resource, String answer) {
        assertThat(may(operator, verb, resource, "default")).isEqualTo(answer);
    }

    @Test
    void theOperatorRenewsOneLease() {
        assertThat(may(operator, "patch", "leases.coordination.k8s.io/launchgate", Installation.NAMESPACE))
                .isEqualTo("yes");
        assertThat(may(operator, "patch", "leases.coordination.k8s.io/other", Installation.NAMESPACE))
                .isEqualTo("no");
        assertThat(may(operator, "patch", "leases.coordination.k8s.io/launchgate", "kube-system"))
                .isEqualTo("no");
    }

    @Test
    void itsLeaseIsServedBeforeTheFlood() {
        assertThat(cluster.admin()
                        .kubectl(
                                "get",
                                "flowschema",
                                "launchgate-lease",
                                "-o",
                                "jsonpath={.status.conditions[*].status}")
                        .out())
                // The condition is called Dangling.
                .isEqualTo("False");
    }

    /** @param resource as {@code kubectl auth can-i} takes it, options included */
    static String may(ClusterUser user, String verb, String resource, String namespace) {
        List<String> words = new ArrayList<>(List.of("auth", "can-i", verb));
        words.addAll(List.of(resource.split(" ")));
        words.addAll(List.of("-n", namespace));
        return user.kubectl(words.toArray(String[]::new)).out().strip();
    }
}
