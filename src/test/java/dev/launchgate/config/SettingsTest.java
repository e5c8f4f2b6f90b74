package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(Settings.class)
                .build()
                .getConfigMapping(Settings.class);
    }

    @Test
    void leftOutEverythingIsAsNarrowAsItCanBe() {
        Settings settings = settings(Map.of());

        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.dns().resolvers()).isEmpty();
        assertThat(settings.egress().allow()).isEmpty();
        assertThat(settings.egress().deny()).isEmpty();
        assertThat(settings.references().sharedNamespaces()).isEmpty();
        assertThat(settings.references().clusterKinds()).isEmpty();
        assertThat(settings.policies().provenFor()).isEqualTo("4m");
        assertThat(settings.probes().concurrency()).isEqualTo(256);
        assertThat(settings.probes().perHostPerSecond()).isEqualTo(10);
        assertThat(settings.leaderElection().enabled()).isFalse();
        assertThat(settings.leaderElection().namespace()).isEmpty();
        assertThat(settings.leaderElection().name()).isEqualTo("launchgate");
    }

    @Test
    void theProcessIsNamedByItsPodElseItsHost() {
        assertThat(settings(Map.of()).instance()).isEqualTo("launchgate");
        assertThat(settings(Map.of("HOSTNAME", "host")).instance()).isEqualTo("host");
        assertThat(settings(Map.of("HOSTNAME", "host", "POD_NAME", "pod")).instance())
                .isEqualTo("pod");
        assertThat(settings(Map.of("POD_NAME", "pod", "launchgate.instance", "named"))
                        .instance())
                .isEqualTo("named");
    }

    @Test
    void whatIsSetIsTakenInKebabCase() {
        Settings settings = settings(Map.of(
                "launchgate.namespaces", "ml,shop",
                "launchgate.dns.resolvers", "192.0.2.1,192.0.2.2:5353",
                "launchgate.egress.allow", "10.0.0.0/8",
                "launchgate.egress.deny", "203.0.113.0/24,2001:db8::/32",
                "launchgate.references.shared-namespaces", "monitoring",
                "launchgate.references.cluster-kinds", "nodes,storageclasses.storage.k8s.io",
                "launchgate.probes.per-host-per-second", "3",
                "launchgate.leader-election.enabled", "true",
                "launchgate.leader-election.namespace", "system"));

        assertThat(settings.namespaces()).contains(Set.of("ml", "shop"));
        assertThat(settings.dns().resolvers()).contains(List.of("192.0.2.1", "192.0.2.2:5353"));
        assertThat(settings.egress().allow()).contains(List.of("10.0.0.0/8"));
        assertThat(settings.egress().deny()).contains(List.of("203.0.113.0/24", "2001:db8::/32"));
        assertThat(settings.references().sharedNamespaces()).contains(Set.of("monitoring"));
        assertThat(settings.references().clusterKinds()).contains(Set.of("nodes", "storageclasses.storage.k8s.io"));
        assertThat(settings.probes().perHostPerSecond()).isEqualTo(3);
        assertThat(settings.leaderElection().enabled()).isTrue();
        assertThat(settings.leaderElection().namespace()).contains("system");
    }

    @Test
    void everyMonitoringSystemHasItsServer() {
        Settings settings = settings(Map.of(
                "launchgate.prometheus.url", "http://prometheus:9090",
                "launchgate.prometheus.token-file", "/var/run/token",
                "launchgate.alertmanager.tenant", "all",
                "launchgate.grafana.ca-file", "/etc/ca.pem"));

        assertThat(settings.prometheus().url()).contains("http://prometheus:9090");
        assertThat(settings.prometheus().tokenFile()).contains(Path.of("/var/run/token"));
        assertThat(settings.prometheus().tenant()).isEmpty();
        assertThat(settings.alertmanager().url()).isEmpty();
        assertThat(settings.alertmanager().tenant()).contains("all");
        assertThat(settings.grafana().caFile()).contains(Path.of("/etc/ca.pem"));
    }

    /** A word with a typing error must not silently mean the default. */
    @Test
    void anUnknownSettingIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("launchgate.egress.alow", "10.0.0.0/8")))
                .isInstanceOf(ConfigValidationException.class);
    }
}
