package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Item kind tcp: ports are reachable, or not, from the operator's place in the network. */
public record TcpParams(
        @JsonPropertyDescription("host:port or [v6]:port; all must be as expected. No port ranges, no CIDRs.")
        @Required
        @Size(min = 1, max = 20)
        List<@Size(min = 3, max = 262) @Pattern(Patterns.HOST_PORT) String> targets,

        @JsonPropertyDescription("Open, or Closed to prove that a port is not reachable from here.") @Default("Open")
        PortExpectation expect)
        implements CheckParams {
    public TcpParams {
        targets = Lists.copy(targets);
        expect = expect == null ? PortExpectation.Open : expect;
    }

    @Override
    public String kind() {
        return "tcp";
    }
}
