package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.launchgate.probe.net.ServerIdentity;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items about objects of other systems, against the CRDs that those systems publish, from before they are installed. */
@ClusterTest
class ForeignKindsTest {
    /** The operator looks every 20 seconds for kinds that were not installed, and for rights that were refused. */
    private static final Duration WITHIN_A_MINUTE = Duration.ofSeconds(60);

    private static final String[] CRDS = {
        "argo-cd-application",
        "argo-rollouts-analysistemplate",
        "argo-rollouts-rollout",
        "cert-manager-certificates",
        "flagger",
        "flux-helmreleases",
        "flux-kustomizations",
        "gateway-api-gatewayclasses",
        "gateway-api-gateways",
        "gateway-api-httproutes",
        "istio-networking",
        "keda-scaledobjects",
        "prometheus-operator-podmonitors",
        "prometheus-operator-prometheuses",
        "prometheus-operator-prometheusrules",
        "prometheus-operator-servicemonitors"
    };

    /** Items whose object is of a kind that another system brings, with the kind that is named while it does not. */
    private static final Map<String, String> KINDS = Map.of(
            "rollout", "Rollout.argoproj.io",
            "route-weights", "HTTPRoute.gateway.networking.k8s.io",
            "mesh", "VirtualService.networking.istio.io",
            "gateway", "Gateway.gateway.networking.k8s.io",
            "route", "HTTPRoute.gateway.networking.k8s.io",
            "service-monitor", "ServiceMonitor.monitoring.coreos.com",
            "pod-monitor", "PodMonitor.monitoring.coreos.com",
            "alerts", "PrometheusRule.monitoring.coreos.com",
            "certificate", "Certificate.cert-manager.io");

    private static PrometheusStub prometheus;
    private static ServerIdentity identity;
    private static HttpsServer web;
    private static ClusterUser account;
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    ForeignKindsTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) throws IOException {
        prometheus = PrometheusStub.start();
        identity = ServerIdentity.of("ml.example.com");
        web = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        web.start();
        Map<String, String> settings = Operators.settings();
        settings.put("LAUNCHGATE_PROMETHEUS_URL", prometheus.url());
        account = Operators.install(cluster);
        operator = OperatorProcess.start(account.kubeconfig(), settings).awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
        web.stop(0);
        prometheus.close();
    }

    @Test
    void eachIsUnknownUntilItIsInstalledAndThenWhatItSays() throws IOException {
        ForeignCrds crds = ForeignCrds.of(cluster, CRDS);
        Launch launch = Launch.in(cluster, "foreign");
        List<PolicyRule> shipped = role().getRules();
        rules(shipped.stream()
                .filter(rule -> !rule.getApiGroups().contains("flagger.app"))
                .toList());
        try (crds) {
            awaitRight("no");
            authority(launch);
            launch.apply(manifest(launch, "team", Map.of()));
            notInstalled(launch);

            crds.install();
            installed(launch, shipped);

            serverSide(launch, "faulty", Map.of());
            faulty(launch);
            serverSide(launch, "mended", Map.of());
            notLookedAt(launch);
            report(launch, false);
            refused(launch);
            report(launch, true);
            asExpected(launch);
        } finally {
            rules(shipped);
        }
        launch.awaitItem(WITHIN_A_MINUTE, "rollout", "Unknown/KindNotInstalled");
    }

    /** Where the item names the object it cannot know; where it only would have looked at one, it goes by what there is. */
    private static void notInstalled(Launch launch) {
        Map<String, String> expected = all("Unknown/KindNotInstalled");
        // a right that is missing is said before a kind that is
        expected.put("flagger", "Unknown/Forbidden");
        expected.put("argo", "Pass/DeclaredOnly");
        expected.put("flux", "Pass/DeclaredOnly");
        expected.put("scaled", "Pass/AsExpected");
        launch.awaitItems(WITHIN_A_MINUTE, expected);
        KINDS.forEach(
                (item, kind) -> assertThat(launch.message(item)).isEqualTo(kind + " is not installed in this cluster"));
    }

    private void installed(Launch launch, List<PolicyRule> shipped) {
        Map<String, String> expected = all("Fail/ObjectMissing");
        expected.put("flagger", "Unknown/Forbidden");
        expected.put("argo", "Fail/ManagerNotSynced");
        expected.put("flux", "Fail/ManagerNotSynced");
        expected.put("scaled", "Pass/AsExpected");
        launch.awaitItems(WITHIN_A_MINUTE, expected);
        assertThat(launch.message("rollout"))
                .isEqualTo("Rollout app not found in %s; create it or correct the name".formatted(launch.namespace()));
        assertThat(launch.message("flagger"))
                .isEqualTo("may not list canaries.flagger.app; the operator's role lacks apiGroups [\"flagger.app\"]"
                        + " resources [canaries] verbs [get, list, watch]");
        rules(shipped);
        awaitRight("yes");
        expected.put("flagger", "Fail/ObjectMissing");
        launch.awaitItems(WITHIN_A_MINUTE, expected);
    }

    private static void faulty(Launch launch) {
        Map<String, String> expected = all("Unknown/StatusOutdated");
        expected.put("rollout", "Fail/AnalysisMissing");
        expected.put("flagger", "Fail/NoWayBack");
        expected.put("route-weights", "Fail/FirstStepTooLarge");
        expected.put("mesh", "Fail/CanaryBackendEmpty");
        expected.put("gateway", "Fail/ClassMissing");
        expected.put("route", "Fail/RuleMissing");
        expected.put("service-monitor", "Fail/MonitorPortMissing");
        expected.put("pod-monitor", "Fail/MonitorSelectsNothing");
        expected.put("alerts", "Fail/AlertRuleMissing");
        expected.put("scaled", "Fail/AutoscalerFloorTooLow");
        launch.awaitItems(WITHIN_A_MINUTE, expected);
        assertThat(launch.message("rollout"))
                .isEqualTo("Rollout app: names AnalysisTemplate success-rate, which was not found in %s;"
                                .formatted(launch.namespace())
                        + " create it or correct the name");
        assertThat(launch.message("route-weights"))
                .isEqualTo("HTTPRoute app rules[0]: first step 50%, at most 20%; lower the weight of the canary");
        assertThat(launch.message("mesh"))
                .isEqualTo("VirtualService app http[0]: subset canary of Service app is in no DestinationRule,"
                        + " so that its users get errors; define it");
        assertThat(launch.message("alerts"))
                .isEqualTo("PrometheusRule app: expected at least one alert, saw none; add one, or name the alerts");
        assertThat(launch.message("scaled"))
                .isEqualTo("autoscaler app may go down to 1, expected 2; raise its minReplicaCount");
    }

    private static void notLookedAt(Launch launch) {
        Map<String, String> expected = all("Pass/AsExpected");
        List.of("rollout", "flagger", "certificate", "argo", "flux")
                .forEach(name -> expected.put(name, "Unknown/StatusOutdated"));
        expected.put("gateway", "Fail/AddressMissing");
        expected.put("route", "Fail/AddressMissing");
        expected.put("alerts", "Fail/AlertRuleMissing");
        launch.awaitItems(WITHIN_A_MINUTE, expected);
        assertThat(launch.message("alerts"))
                .isEqualTo("MlDown not loaded; does the Prometheus select the rule object?");
        assertThat(launch.message("rollout"))
                .isEqualTo("Rollout app: has no status, spec is generation 1; its controller has not looked yet");
    }

    private static void refused(Launch launch) {
        Map<String, String> expected = all("Pass/AsExpected");
        expected.put("rollout", "Fail/CanaryFailed");
        expected.put("flagger", "Fail/CanaryFailed");
        expected.put("gateway", "Fail/NotProgrammed");
        expected.put("route", "Fail/NotAccepted");
        expected.put("service-monitor", "Fail/MonitorNotSelected");
        expected.put("pod-monitor", "Fail/MonitorNotSelected");
        expected.put("alerts", "Fail/AlertRuleUnhealthy");
        expected.put("certificate", "Fail/CertificateNotReady");
        expected.put("argo", "Fail/ManagerNotSynced");
        expected.put("flux", "Fail/ManagerNotSynced");
        launch.awaitItems(WITHIN_A_MINUTE, expected);
        assertThat(launch.message("argo")).contains("expected Synced, saw OutOfSync; sync it");
        // the Kustomization's fault alone gives the same reason
        await("fault of the HelmRelease")
                .atMost(WITHIN_A_MINUTE)
                .until(() -> launch.message("flux"), equalTo("""
                        Kustomization %1$s/ml, which manages ConfigMap ml-db (env DATABASE_URL of app): Ready is False \
                        (ByTheTest); see its conditions (and 1 more)""".formatted(launch.namespace())));
    }

    private static void asExpected(Launch launch) {
        launch.awaitItems(WITHIN_A_MINUTE, all("Pass/AsExpected"));
    }

    private static Map<String, String> all(String answer) {
        Map<String, String> items = new TreeMap<>();
        KINDS.keySet().forEach(name -> items.put(name, answer));
        List.of("flagger", "argo", "flux", "scaled").forEach(name -> items.put(name, answer));
        return items;
    }

    /** As the controllers of the other systems would, well or badly; Argo CD's kind has no status of its own right. */
    private static void report(Launch launch, boolean good) {
        prometheus.loads("MlDown", good ? "ok" : "err");
        launch.kubectl(
                        "patch",
                        "application",
                        "ml",
                        "--type=merge",
                        "-p",
                        "{\"status\": {\"sync\": {\"status\": \"%s\"}}}".formatted(good ? "Synced" : "OutOfSync"))
                .orThrow();
        serverSide(
                launch,
                "status",
                Map.of(
                        "good", good ? "True" : "False",
                        "word", "ByTheTest",
                        "rollout", good ? "Healthy" : "Degraded",
                        "canary", good ? "Succeeded" : "Failed",
                        "notAfter", identity.notAfter().toString()),
                "--subresource=status");
    }

    private static void authority(Launch launch) throws IOException {
        Path pem = Files.createTempFile("launchgate-ca-", ".pem");
        try {
            Files.writeString(pem, identity.pem());
            launch.kubectl("create", "configmap", "ca", "--from-file=ca.pem=" + pem)
                    .orThrow();
        } finally {
            Files.delete(pem);
        }
    }

    private static void serverSide(Launch launch, String manifest, Map<String, String> values, String... options) {
        List<String> words = new ArrayList<>(List.of("apply", "--server-side", "-f", "-"));
        words.addAll(List.of(options));
        launch.user()
                .kubectlWith(manifest(launch, manifest, values), words.toArray(String[]::new))
                .orThrow();
    }

    private static String manifest(Launch launch, String name, Map<String, String> values) {
        try {
            String text = Files.readString(Path.of(System.getProperty("project.dir", ""))
                    .resolve("src/test/resources/foreign/" + name + ".yaml"));
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text.replace("${namespace}", launch.namespace())
                    .replace("${port}", Integer.toString(web.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By kubectl, which waits for a server that is busy with new schemas. */
    private ClusterRole role() {
        return Serialization.unmarshal(
                cluster.admin()
                        .kubectl("get", "clusterrole", "launchgate-reader", "-o", "json")
                        .orThrow(),
                ClusterRole.class);
    }

    private void rules(List<PolicyRule> rules) {
        ClusterRole role = role();
        role.setRules(rules);
        cluster.admin()
                .kubectlWith(Serialization.asJson(role), "replace", "-f", "-")
                .orThrow();
    }

    /** The authorizer of the server follows its roles a moment later. */
    private static void awaitRight(String answer) {
        await("may list canaries: " + answer)
                .atMost(Launch.PATIENCE)
                .until(() -> account.kubectl("auth", "can-i", "list", "canaries.flagger.app", "-A")
                        .out()
                        .strip()
                        .equals(answer));
    }
}
