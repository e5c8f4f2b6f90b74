package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Item kind loadBalancer: the object carries our rules, with an address, to ready backends. */
@ValidationRule(
        value = "has(self.identifier.gateway) || (has(self.rules) && size(self.rules) > 0)",
        message = "rules must be given, except for a gateway")
@ValidationRule(
        value =
                "!has(self.identifier.service) || !has(self.rules) || self.rules.all(r, has(r.port) && !has(r.host) && !has(r.path) && !has(r.backend))",
        message = "a Service rule has port and targetPort",
        fieldPath = ".rules")
@ValidationRule(
        value =
                "!has(self.identifier.gateway) || !has(self.rules) || self.rules.all(r, has(r.port) && !has(r.path) && !has(r.backend) && !has(r.targetPort))",
        message = "a Gateway rule has port and host",
        fieldPath = ".rules")
@ValidationRule(
        value =
                "!(has(self.identifier.ingress) || has(self.identifier.httpRoute)) || !has(self.rules) || self.rules.all(r, has(r.backend) && !has(r.port) && !has(r.targetPort))",
        message = "an Ingress or HTTPRoute rule has host, path and backend",
        fieldPath = ".rules")
public record LoadBalancerParams(
        @JsonPropertyDescription("The object that carries the rules.") @Required
        LoadBalancerRef identifier,

        @JsonPropertyDescription("Each of these must be present.") @Size(max = 20)
        List<LoadBalancerRule> rules,

        @JsonPropertyDescription("Whether the object's status must carry an address.") @Default("Required")
        Requirement address,

        @JsonPropertyDescription("Ready endpoints behind each backend.") @Default("1") @Min(0) @Max(1000)
        Integer minEndpoints)
        implements CheckParams {
    public LoadBalancerParams {
        identifier = identifier == null ? new LoadBalancerRef(null, null, null, null) : identifier;
        rules = Lists.copy(rules);
        address = address == null ? Requirement.Required : address;
        minEndpoints = minEndpoints == null ? Integer.valueOf(1) : minEndpoints;
    }

    @Override
    public String kind() {
        return "loadBalancer";
    }
}
