package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind monitoringAgent: an agent runs where the application runs, and delivers. */
@ValidationRule(
        value = "has(self.agent.daemonSet) || !(has(self.nodes) || has(self.coverage))",
        message = "nodes and coverage: only for daemonSet")
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
        @Pattern(Patterns.PERCENTAGE)
        @Nullable
        String coverage)
        implements CheckParams {
    public MonitoringAgentParams {
        agent = agent == null ? new Agent(null, null, null, null, null) : agent;
    }

    @Override
    public String kind() {
        return "monitoringAgent";
    }
}
