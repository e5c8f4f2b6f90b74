package dev.launchgate.config;

import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.net.AdministeredServer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The monitoring servers that the administrator names for everybody. */
final class MonitoringServers {
    private MonitoringServers() {}

    /** @throws IllegalArgumentException naming the setting that is wrong */
    static Map<MonitoringSystem, AdministeredServer> of(Settings settings) {
        Map<MonitoringSystem, AdministeredServer> servers = new EnumMap<>(MonitoringSystem.class);
        for (MonitoringSystem system : MonitoringSystem.values()) {
            Settings.Monitoring server = switch (system) {
                case Prometheus -> settings.prometheus();
                case Alertmanager -> settings.alertmanager();
                case Grafana -> settings.grafana();
            };
            server.url().ifPresent(url -> servers.put(system, administered(system, url, server)));
        }
        return servers;
    }

    private static AdministeredServer administered(MonitoringSystem system, String url, Settings.Monitoring server) {
        try {
            return new AdministeredServer(url, server.tokenFile(), server.caFile(), server.tenant());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "launchgate.%s.url: %s".formatted(system.name().toLowerCase(Locale.ROOT), e.getMessage()), e);
        }
    }
}
