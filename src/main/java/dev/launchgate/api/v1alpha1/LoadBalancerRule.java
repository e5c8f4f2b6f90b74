package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** One rule: host, path and backend for an ingress or httpRoute; port and targetPort for a service; port and host for a gateway. */
public record LoadBalancerRule(
        @JsonPropertyDescription("Host of the rule, or of the gateway's listener; left out, a rule for every host.")
        @Size(min = 1, max = 253)
        @Pattern(Patterns.WILDCARD_HOST)
        @Nullable
        String host,

        @JsonPropertyDescription("Path of the rule, starting with /; left out, any path.")
        @Size(min = 1, max = 1024)
        @Pattern(Patterns.PATH)
        @Nullable
        String path,

        @JsonPropertyDescription("Service and port that the rule leads to.") @Nullable
        Backend backend,

        @JsonPropertyDescription("Port of the Service or of the gateway's listener.") @Min(1) @Max(65535) @Nullable
        Integer port,

        @JsonPropertyDescription("Number or name of the container port; left out, any.") @Nullable
        IntOrString targetPort) {

    /** A Service and one of its ports. */
    public record Backend(
            @JsonPropertyDescription("Name of the Service.") @Required @Size(min = 1, max = 63) @Pattern(Patterns.LABEL)
            String service,

            @JsonPropertyDescription("Name or number of its port; left out, any port.") @Nullable
            IntOrString port) {
        public Backend {
            service = service == null ? "" : service;
        }
    }
}
