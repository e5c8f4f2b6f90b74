package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An object whose status addresses are meant. */
@ValidationRule(
        value = "[has(self.service), has(self.ingress), has(self.gateway)].exists_one(x, x)",
        message = "exactly one of service, ingress, gateway must be set")
public record AddressSource(
        @JsonPropertyDescription("A Service: its load balancer addresses.") @Nullable
        NameRef service,

        @JsonPropertyDescription("An Ingress: its load balancer addresses.") @Nullable
        NameRef ingress,

        @JsonPropertyDescription("A Gateway: its status addresses.") @Nullable
        NameRef gateway) {}
