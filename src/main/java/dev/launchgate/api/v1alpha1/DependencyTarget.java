package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an application calls: exactly one form. */
@ValidationRule(
        value = "[has(self.deployment), has(self.statefulSet), has(self.service), has(self.hosts)].exists_one(x, x)",
        message = "exactly one of deployment, statefulSet, service, hosts must be set")
public record DependencyTarget(
        @JsonPropertyDescription("A Deployment; its ready replicas count.") @Nullable
        NameRef deployment,

        @JsonPropertyDescription("A StatefulSet; its ready replicas count.") @Nullable
        NameRef statefulSet,

        @JsonPropertyDescription(
                "A Service; its ready endpoints count. One without selector has them from whoever wrote them down, so it"
                        + " passes as declared.")
        @Nullable
        NameRef service,

        @JsonPropertyDescription(
                "host:port or [v6]:port; those that accept a connection from the operator's place in the network count,"
                        + " each host once, however many records its name has.")
        @Size(min = 1, max = 10)
        @Nullable
        List<@Size(min = 3, max = 262) @Pattern(Patterns.HOST_PORT) String> hosts) {
    public DependencyTarget {
        hosts = hosts == null ? null : Lists.copy(hosts);
    }
}
