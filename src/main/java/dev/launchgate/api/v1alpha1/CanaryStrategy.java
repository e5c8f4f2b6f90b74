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
        message = CanaryStrategy.ONE_FORM)
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

    /** What is said of a strategy without a form, or with several. */
    public static final String ONE_FORM =
            "exactly one of rollout, canary, httpRoute, ingress, virtualService must be set";

    /** Whether something must judge the canary where the item does not say: an engine can, weights cannot. */
    Requirement analysis() {
        boolean weights = httpRoute != null || ingress != null || virtualService != null;
        return weights ? Requirement.Optional : Requirement.Required;
    }

    /** An HTTPRoute whose weights somebody shifts. */
    @ValidationRule(value = "has(self.canaryService)", message = HttpRouteCanary.NEEDS_SERVICE)
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
        /** What is said of one without its canary. */
        public static final String NEEDS_SERVICE = "httpRoute needs canaryService";

        public HttpRouteCanary {
            name = name == null ? "" : name;
            canaryService = canaryService == null ? "" : canaryService;
        }
    }

    /** A VirtualService whose weights somebody shifts. */
    @ValidationRule(value = "has(self.canarySubset)", message = VirtualServiceCanary.NEEDS_SUBSET)
    public record VirtualServiceCanary(
            @JsonPropertyDescription("Name of the VirtualService.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.NAME)
            String name,

            @JsonPropertyDescription("The subset that gets the canary's share.")
            @Size(min = 1, max = 63)
            @Pattern(VirtualServiceCanary.SUBSET)
            String canarySubset) {
        /** What is said of one without its canary. */
        public static final String NEEDS_SUBSET = "virtualService needs canarySubset";

        /** Names of subsets. */
        public static final String SUBSET = "^[-._a-zA-Z0-9]+$";

        public VirtualServiceCanary {
            name = name == null ? "" : name;
            canarySubset = canarySubset == null ? "" : canarySubset;
        }
    }
}
