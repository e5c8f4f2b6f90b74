package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where to connect instead of to the host's own record, so that a listener can be proven before the name is moved. */
@ValidationRule(
        value = "[has(self.address), has(self.service), has(self.ingress), has(self.gateway)].exists_one(x, x)",
        message = "exactly one of address, service, ingress, gateway must be set")
public record ConnectTo(
        @JsonPropertyDescription("Host name or address, without port.")
        @Size(min = 1, max = 253)
        @Pattern("^[0-9A-Za-z_.:-]+$")
        @Nullable
        String address,

        @JsonPropertyDescription(
                "A Service with selector: the load balancer address of its status if it is of that type, else its cluster"
                        + " address; the port stays.")
        @Nullable
        NameRef service,

        @JsonPropertyDescription("An Ingress: its load balancer address.") @Nullable
        NameRef ingress,

        @JsonPropertyDescription("A Gateway: its status address.") @Nullable
        NameRef gateway) {}
