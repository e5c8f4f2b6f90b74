package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The object that configures a canary: exactly one form. */
@ValidationRule(
        value =
                "[has(self.rollout), has(self.canary), has(self.httpRoute), has(self.ingress), has(self.virtualService)].exists_one(x, x)",
        message = "exactly one of rollout, canary, httpRoute, ingress, virtualService must be set")
public record CanaryStrategy(
        @JsonPropertyDescription("A Rollout of Argo Rollouts.") @Nullable
        NameRef rollout,

        @JsonPropertyDescription("A Canary of Flagger.") @Nullable
        NameRef canary,

        @JsonPropertyDescription("Weights of a Gateway API HTTPRoute.") @Nullable
        HttpRouteCanary httpRoute,

        @JsonPropertyDescription("An Ingress with ingress-nginx canary annotations.") @Nullable
        NameRef ingress,

        @JsonPropertyDescription("Weights of an Istio VirtualService.") @Nullable
        VirtualServiceCanary virtualService) {

    /** An HTTPRoute whose weights somebody shifts. */
    @ValidationRule(value = "has(self.canaryService)", message = "httpRoute needs canaryService")
    public record HttpRouteCanary(
            @JsonPropertyDescription("Name of the HTTPRoute.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.NAME)
            String name,

            @JsonPropertyDescription("The Service that gets the canary's share.")
            @Size(min = 1, max = 63)
            @Pattern(Patterns.LABEL)
            String canaryService) {
        public HttpRouteCanary {
            name = name == null ? "" : name;
            canaryService = canaryService == null ? "" : canaryService;
        }
    }

    /** A VirtualService whose weights somebody shifts. */
    @ValidationRule(value = "has(self.canarySubset)", message = "virtualService needs canarySubset")
    public record VirtualServiceCanary(
            @JsonPropertyDescription("Name of the VirtualService.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.NAME)
            String name,

            @JsonPropertyDescription("The subset that gets the canary's share.")
            @Size(min = 1, max = 63)
            @Pattern("^[-._a-zA-Z0-9]+$")
            String canarySubset) {
        public VirtualServiceCanary {
            name = name == null ? "" : name;
            canarySubset = canarySubset == null ? "" : canarySubset;
        }
    }
}
