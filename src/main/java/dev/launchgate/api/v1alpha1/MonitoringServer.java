package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A monitoring server with an HTTP API: Prometheus or one that speaks its API, Alertmanager, Grafana. */
@ValidationRule(
        value = "!has(self.auth) || self.url.startsWith('https://')",
        message = "credentials need https",
        fieldPath = ".auth")
@ValidationRule(value = "!self.url.contains('?')", message = "the base URL has no query", fieldPath = ".url")
public record MonitoringServer(
        @JsonPropertyDescription("Base URL, http or https, in ASCII, without user information, query or fragment.")
        @Required
        @Size(min = 1, max = 2048)
        @Pattern(Patterns.URL)
        String url,

        @JsonPropertyDescription("Credentials; https only.") @Nullable
        Credentials auth,

        @JsonPropertyDescription("Whom to trust; left out, the runtime's trust store.") @Nullable
        TrustSource ca,

        @JsonPropertyDescription("Tenant, sent as header X-Scope-OrgID.")
        @Size(min = 1, max = 150)
        @Pattern(MonitoringServer.TENANT)
        @Nullable
        String tenant) {

    /** Names of tenants as Mimir and Cortex allow them, several joined by a bar. */
    public static final String TENANT = "^[-a-zA-Z0-9!_.*'()|]+$";

    public MonitoringServer {
        url = url == null ? "" : url;
    }
}
