package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.MonitoringServer;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.ContentReader;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to the HTTP API of a monitoring server: the one that the item names, else the administrator's. */
public final class MonitoringApi {
    private static final Pattern TENANT = Pattern.compile(MonitoringServer.TENANT);
    private static final int LONGEST_TENANT = 150;

    private MonitoringApi() {}

    /** Refuses what the schema refuses of a server, and more; null where it may be left out. */
    public static void refuse(@Nullable MonitoringServer server, String path, Refusals refusals) {
        if (server == null) {
            return;
        }
        SpecUrl.fault(server.url()).ifPresent(fault -> refusals.refuse(path + ".url", fault));
        refusals.require(server.url().indexOf('?') < 0, path + ".url", "the base URL has no query");
        CredentialRefs.refuse(server.auth(), server.url(), path + ".auth", refusals);
        if (server.ca() != null) {
            ObjectNames.refuse(server.ca().configMap(), path + ".ca.configMap", refusals);
        }
        String tenant = server.tenant();
        refusals.require(
                tenant == null || (tenant.length() <= LONGEST_TENANT && TENANT.matches(tenant)),
                path + ".tenant",
                "must be 1 to 150 of letters, digits and !-_.*'()|");
    }

    /**
     * The request for a path of the API.
     *
     * @param target path and query below the server's base URL, percent-encoded, with a leading slash
     */
    static Reference<Fetch> fetch(
            @Nullable MonitoringServer server,
            MonitoringSystem system,
            String target,
            ContentReader reader,
            Facts facts) {
        if (server == null) {
            return facts.administers(system)
                    ? new Resolved<>(
                            new Fetch(new FetchFrom.Administered(system, target), Map.of(), reader, Duration.ZERO))
                    : new Unresolved<>(Judgement.unknown(
                            Reason.ServerNotConfigured,
                            "no %s to ask; name one in the item, or let the administrator set launchgate.%s.url"
                                    .formatted(system, system.name().toLowerCase(Locale.ROOT))));
        }
        Reference<Connections> reached =
                Connections.of(SpecUrl.parse(server.url()).host(), null, server.ca(), facts);
        return switch (reached) {
            case Unresolved<Connections>(Judgement why) -> new Unresolved<>(why);
            case Resolved<Connections>(Connections connections) ->
                new Resolved<>(new Fetch(
                        new FetchFrom.Stated(
                                below(server.url(), target), CredentialRefs.of(server.auth()), connections.caPem()),
                        server.tenant() == null ? Map.of() : Map.of("X-Scope-OrgID", server.tenant()),
                        reader,
                        Duration.ZERO));
        };
    }

    /** The server as messages call it. */
    static String label(@Nullable MonitoringServer server, MonitoringSystem system) {
        return server == null
                ? "the administrator's " + system
                : SpecUrl.parse(server.url()).shown();
    }

    private static String below(String base, String target) {
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target;
    }
}
