package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.config.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code needs is what the manifests grant is what the chart grants: nothing less, nothing more. */
class RbacTest {
    private static final Set<Right> WRITES = Set.of(
            Right.to("patch", ResourceKind.DEPLOYMENT.group(), ResourceKind.DEPLOYMENT.plural()),
            Right.to("patch", group(LaunchChecklist.class), HasMetadata.getPlural(LaunchChecklist.class) + "/status"),
            Right.to("patch", group(Postmortem.class), HasMetadata.getPlural(Postmortem.class) + "/status"),
            Right.to("create", group(Postmortem.class), HasMetadata.getPlural(Postmortem.class)),
            Right.to("patch", group(Postmortem.class), HasMetadata.getPlural(Postmortem.class)),
            Right.to("delete", group(Postmortem.class), HasMetadata.getPlural(Postmortem.class)),
            Right.to("list", group(Event.class), HasMetadata.getPlural(Event.class)),
            Right.to("create", group(Event.class), HasMetadata.getPlural(Event.class)));

    private static final Set<Right> SECRETS = Set.of(Right.to("get", "", "secrets"));

    private static final Set<Right> ENDPOINT = Set.of(
            Right.to("create", "authentication.k8s.io", "tokenreviews"),
            Right.to("create", "authorization.k8s.io", "subjectaccessreviews"));

    @TempDir
    private Path scratch;

    @Test
    void theManifestsForAllNamespacesGrantWhatTheCodeNeeds() {
        Manifests roles = Manifests.in("deploy/rbac/cluster");
        assertThat(Right.of(roles.one("ClusterRole", "launchgate-reader"))).isEqualTo(reads(kind -> true));
        assertThat(Right.of(roles.one("ClusterRole", "launchgate-writer"))).isEqualTo(WRITES);
    }

    @Test
    void theManifestsForOneNamespaceGrantWhatTheCodeNeedsThere() {
        Manifests roles = Manifests.in("deploy/rbac/namespace");
        assertThat(Right.of(roles.one("Role", "launchgate-reader"))).isEqualTo(reads(ResourceKind::namespaced));
        assertThat(Right.of(roles.one("Role", "launchgate-writer"))).isEqualTo(WRITES);
        assertThat(Right.of(Manifests.in("deploy/rbac/cluster-kinds").one("ClusterRole", "launchgate-cluster-reader")))
                .isEqualTo(reads(kind -> !kind.namespaced()));
    }

    @Test
    void theLeaseIsTheOnlyOneOfItsKind() throws ReflectiveOperationException {
        assertThat(Right.of(Manifests.in("deploy/operator").one("Role", "launchgate-lease")))
                .isEqualTo(leases(Settings.LeaderElection.class
                        .getMethod("name")
                        .getAnnotation(WithDefault.class)
                        .value()));
    }

    @Test
    void secretsAreReadOnlyWhereAnAdministratorSaysSo() {
        assertThat(Right.of(Manifests.in("deploy/rbac/secrets").one("Role", "launchgate-secrets")))
                .isEqualTo(SECRETS);
        assertThat(rights(Manifests.in("deploy/operator", "deploy/rbac/cluster", "deploy/rbac/namespace")))
                .noneMatch(right -> right.resource().equals("secrets"));
    }

    @Test
    void whoeverAsksTheEndpointIsLookedUpOnlyWhereItIsServed() throws IOException {
        assertThat(Right.of(Manifests.in("deploy/rbac/endpoint").one("ClusterRole", "launchgate-endpoint")))
                .isEqualTo(ENDPOINT);
        assertThat(Right.of(Chart.AS_SHIPPED
                        .with("endpoint: {enabled: true, certificateSecret: gate}")
                        .render(scratch)
                        .one("ClusterRole", "launchgate-endpoint")))
                .isEqualTo(ENDPOINT);
        assertThat(rights(Chart.AS_SHIPPED.render(scratch))).doesNotContainAnyElementsOf(ENDPOINT);
        assertThat(rights(Manifests.in("deploy/operator", "deploy/rbac/cluster", "deploy/rbac/namespace")))
                .doesNotContainAnyElementsOf(ENDPOINT);
    }

    @Test
    void theChartForAllNamespacesGrantsTheSame() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.render(scratch);
        assertThat(Right.of(chart.one("ClusterRole", "launchgate-reader"))).isEqualTo(reads(kind -> true));
        assertThat(Right.of(chart.one("ClusterRole", "launchgate-writer"))).isEqualTo(WRITES);
        assertThat(Right.of(chart.one("Role", "launchgate-lease"))).isEqualTo(leases("launchgate"));
        assertThat(chart.ofKind("Role").objects()).hasSize(1);
    }

    @Test
    void theChartForNamedNamespacesNeedsNoClusterRoleOfItsOwn() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.with("""
                namespaces: [ml, web]
                rbac: {users: false, secretsIn: [web]}
                settings: {references: {sharedNamespaces: [monitoring, web]}}
                """).render(scratch);
        assertThat(chart.ofKind("ClusterRole", "ClusterRoleBinding").objects()).isEmpty();
        for (String namespace : List.of("ml", "web")) {
            assertThat(Right.of(chart.byIdentity().get("Role " + namespace + "/launchgate-reader")))
                    .isEqualTo(reads(ResourceKind::namespaced));
            assertThat(Right.of(chart.byIdentity().get("Role " + namespace + "/launchgate-writer")))
                    .isEqualTo(WRITES);
        }
        assertThat(Right.of(chart.byIdentity().get("Role monitoring/launchgate-reader")))
                .isEqualTo(reads(ResourceKind::namespaced));
        assertThat(Right.of(chart.byIdentity().get("Role web/launchgate-secrets")))
                .isEqualTo(SECRETS);
        assertThat(chart.byIdentity().keySet().stream().filter(identity -> identity.startsWith("Role ")))
                .containsExactlyInAnyOrder(
                        "Role launchgate-system/launchgate-lease",
                        "Role ml/launchgate-reader",
                        "Role ml/launchgate-writer",
                        "Role monitoring/launchgate-reader",
                        "Role web/launchgate-reader",
                        "Role web/launchgate-secrets",
                        "Role web/launchgate-writer");
    }

    @Test
    void whatOnlyResourceItemsReadIsGrantedByWhoeverLabelsARole() throws IOException {
        for (Manifests all : List.of(Manifests.in("deploy/rbac/cluster"), Chart.AS_SHIPPED.render(scratch))) {
            JsonNode role = all.one("ClusterRole", "launchgate-extension-reader");
            assertThat(role.at(
                                    "/aggregationRule/clusterRoleSelectors/0/matchLabels/launchgate.dev~1aggregate-to-reader")
                            .asText())
                    .isEqualTo("true");
            assertThat(role.at("/rules").isArray()).isTrue();
            assertThat(Right.of(role)).isEmpty();
        }
    }

    @Test
    void kindsWithoutNamespaceAreAChoice() throws IOException {
        Manifests chart = Chart.AS_SHIPPED.with("""
                namespaces: [ml]
                rbac: {users: false, clusterScopedKinds: true}
                """).render(scratch);
        assertThat(Right.of(chart.one("ClusterRole", "launchgate-cluster-reader")))
                .isEqualTo(reads(kind -> !kind.namespaced()));
    }

    @Test
    void whoeverMayWriteChecklistsMayPatchDeployments() {
        Manifests roles = Manifests.in("deploy/rbac/users");
        assertThat(Right.of(roles.one("ClusterRole", "launchgate-editor")))
                .contains(
                        Right.to("create", "launchgate.dev", "launchchecklists"),
                        Right.to("update", "launchgate.dev", "launchchecklists"),
                        Right.to("patch", "launchgate.dev", "launchchecklists"),
                        Right.to("create", "launchgate.dev", "postmortems"),
                        Right.to("patch", "launchgate.dev", "postmortems"),
                        Right.to("patch", "apps", "deployments"));
        assertThat(Right.of(roles.one("ClusterRole", "launchgate-viewer")))
                .extracting(Right::verb)
                .containsOnly("get", "list", "watch");
        assertThat(rights(roles).stream().filter(right -> right.verb().equals("override")))
                .hasSize(1);
    }

    @Test
    void noRoleHasAWildcardAndNoneListsSecrets() throws IOException {
        Manifests everything = new Manifests(Stream.concat(
                        Manifests.in("deploy/operator", "deploy/rbac").objects().stream(),
                        Chart.AS_SHIPPED
                                .with("{namespaces: [ml], rbac: {secretsIn: [ml], clusterScopedKinds: true}}")
                                .render(scratch)
                                .objects()
                                .stream())
                .toList());
        assertThat(rights(everything))
                .isNotEmpty()
                .noneMatch(right -> right.toString().contains("*"))
                .filteredOn(right -> right.resource().startsWith("secrets"))
                .extracting(Right::verb)
                .containsOnly("get");
    }

    @Test
    void everyRoleOfTheOperatorIsBoundToItAlone() throws IOException {
        for (Manifests all : List.of(
                Manifests.in("deploy/operator", "deploy/rbac/cluster"),
                Manifests.in("deploy/rbac/namespace"),
                Manifests.in("deploy/rbac/secrets"),
                Manifests.in("deploy/rbac/endpoint"),
                Manifests.in("deploy/rbac/cluster-kinds"),
                Chart.AS_SHIPPED
                        .with("{namespaces: [ml], rbac: {users: false, secretsIn: [ml]}}")
                        .render(scratch))) {
            for (JsonNode role : all.ofKind("Role", "ClusterRole").objects()) {
                JsonNode binding = all.byIdentity()
                        .get(role.path("kind").asText() + "Binding "
                                + role.at("/metadata/namespace").asText() + "/"
                                + role.at("/metadata/name").asText());
                assertThat(binding).as("binding of %s", role.at("/metadata")).isNotNull();
                assertThat(binding.at("/roleRef/kind")).isEqualTo(role.path("kind"));
                assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
                assertThat(Manifests.elements(binding.path("subjects"))
                                .map(subject -> subject.path("kind").asText() + " "
                                        + subject.path("namespace").asText() + "/"
                                        + subject.path("name").asText()))
                        .containsExactly("ServiceAccount launchgate-system/launchgate");
            }
        }
    }

    private static Set<Right> rights(Manifests manifests) {
        return Right.of(manifests.ofKind("Role", "ClusterRole").objects());
    }

    private static Set<Right> leases(String name) {
        String group = group(Lease.class);
        String plural = HasMetadata.getPlural(Lease.class);
        return Set.of(
                Right.to("create", group, plural),
                new Right(group, plural, "get", name),
                new Right(group, plural, "patch", name));
    }

    private static Set<Right> reads(Predicate<ResourceKind> which) {
        Set<Right> rights = new HashSet<>();
        for (ResourceKind kind : kinds()) {
            if (which.test(kind)) {
                List.of("get", "list", "watch")
                        .forEach(verb -> rights.add(Right.to(verb, kind.group(), kind.plural())));
            }
        }
        return rights;
    }

    /** Every kind that the code can read: the constants of ResourceKind. */
    private static Set<ResourceKind> kinds() {
        return Arrays.stream(ResourceKind.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ResourceKind.class)
                .map(RbacTest::kind)
                .collect(Collectors.toSet());
    }

    private static ResourceKind kind(Field field) {
        try {
            return (ResourceKind) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String group(Class<? extends HasMetadata> type) {
        return HasMetadata.getGroup(type);
    }
}
