package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The object that carries load balancer rules. */
@ValidationRule(
        value = "[has(self.service), has(self.ingress), has(self.gateway), has(self.httpRoute)].exists_one(x, x)",
        message = "exactly one of service, ingress, gateway, httpRoute must be set")
public record LoadBalancerRef(
        @JsonPropertyDescription("A Service.") @Nullable NameRef service,

        @JsonPropertyDescription("An Ingress of networking.k8s.io.") @Nullable
        NameRef ingress,

        @JsonPropertyDescription("A Gateway of gateway.networking.k8s.io.") @Nullable
        NameRef gateway,

        @JsonPropertyDescription("An HTTPRoute of gateway.networking.k8s.io.") @Nullable
        NameRef httpRoute) {}
