package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** Item kind resilience: one pod, node or zone can go away without an outage. */
@ValidationRule(
        value = "self.minReplicas > 1 || self.spread == 'None'",
        message = ResilienceParams.ONE_CANNOT_BE_SPREAD,
        fieldPath = ".spread")
public record ResilienceParams(
        @JsonPropertyDescription(
                "Replicas that there must be at least: those that the target asks for, or the floor of its autoscaler"
                        + " (HorizontalPodAutoscaler, ScaledObject of KEDA) where it has one.")
        @Default("2")
        @Min(1)
        @Max(1000)
        Integer minReplicas,

        @JsonPropertyDescription(
                "Required: exactly one PodDisruptionBudget selects the pods, and at the wanted number of replicas it lets"
                        + " some go, but not all. Optional: there may be none, but what there is must let nodes be drained.")
        @Default("Required")
        Requirement disruptionBudget,

        @JsonPropertyDescription(
                "What the pod template must enforce, by a topologySpreadConstraint with DoNotSchedule or by required pod"
                        + " anti-affinity: None, Host (kubernetes.io/hostname) or Zone (topology.kubernetes.io/zone; needs"
                        + " the right to list nodes). Defaults of the cluster do not count, they are soft.")
        @Default("Host")
        Spread spread,

        @JsonPropertyDescription(
                "Whether every container with a port needs a readinessProbe, without which a pod gets requests before it"
                        + " can answer them.")
        @Default("Required")
        Requirement readinessProbe)
        implements CheckParams {
    /** What is said of a spread that needs a second replica. */
    public static final String ONE_CANNOT_BE_SPREAD = "one replica cannot be spread";

    public ResilienceParams {
        minReplicas = minReplicas == null ? Integer.valueOf(2) : minReplicas;
        disruptionBudget = disruptionBudget == null ? Requirement.Required : disruptionBudget;
        spread = spread == null ? Spread.Host : spread;
        readinessProbe = readinessProbe == null ? Requirement.Required : readinessProbe;
    }

    @Override
    public String kind() {
        return "resilience";
    }
}
