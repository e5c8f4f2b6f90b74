package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind monitoringAgent: an agent runs where the application runs, and delivers. */
@ValidationRule(
        value = "has(self.agent.daemonSet) || !has(self.nodes)",
        message = MonitoringAgentParams.ONLY_DAEMON_SET,
        fieldPath = ".nodes")
@ValidationRule(
        value = "has(self.agent.daemonSet) || !has(self.coverage)",
        message = MonitoringAgentParams.ONLY_DAEMON_SET,
        fieldPath = ".coverage")
public record MonitoringAgentParams(
        @JsonPropertyDescription("The agent.") @Required Agent agent,

        @JsonPropertyDescription(
                "For a daemonSet: Used (nodes that run the application, the default) or Eligible (every node that the"
                        + " candidate may use; needs the right to list nodes).")
        @Nullable
        NodeScope nodes,

        @JsonPropertyDescription(
                "For a daemonSet: share of those nodes that must have a ready agent pod; 1% to 100%, default 100%.")
        @Size(max = 8)
        @Pattern(Patterns.PERCENTAGE_FROM_ONE)
        @Nullable
        String coverage)
        implements CheckParams {
    /** What is said of a field that only a daemonSet has. */
    public static final String ONLY_DAEMON_SET = "only for daemonSet";

    public MonitoringAgentParams {
        agent = agent == null ? new Agent(null, null, null, null, null) : agent;
    }

    @Override
    public String kind() {
        return "monitoringAgent";
    }
}
