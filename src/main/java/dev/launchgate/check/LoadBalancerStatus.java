package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;

/** Judges {@code status.loadBalancer} of a Service or an Ingress: that an address is there, and no error. */
final class LoadBalancerStatus {
    private static final String PORTS_ERROR = "LoadBalancerPortsError";

    private LoadBalancerStatus() {}

    static void judge(Resource object, Requirement address, Parts parts) {
        boolean assigned = object.elements("/status/loadBalancer/ingress")
                .anyMatch(entry -> !entry.path("ip").asText("").isEmpty()
                        || !entry.path("hostname").asText("").isEmpty());
        if (address == Requirement.Required && !assigned) {
            parts.add(addressMissing(object));
        }
        object.elements("/status/loadBalancer/ingress")
                .flatMap(entry -> Resource.elements(entry.path("ports")))
                .filter(port -> !port.path("error").asText("").isEmpty())
                .forEach(port -> parts.add(error(
                        object,
                        port.path("error").asText() + " for port "
                                + port.path("port").asText())));
        object.condition(PORTS_ERROR)
                .filter(condition -> condition.path("status").asText().equals("True"))
                .map(condition -> condition.path("reason"))
                .map(JsonNode::asText)
                .ifPresent(reason -> parts.add(error(object, reason)));
    }

    private static Judgement addressMissing(Resource object) {
        String type = object.text("/spec/type");
        return object.kind().equals(ResourceKind.SERVICE) && !type.equals("LoadBalancer")
                ? Judgement.fail(
                        Reason.AddressMissing,
                        "%s: no address assigned, its type is %s; use type LoadBalancer, or set address to Optional"
                                .formatted(object.label(), type.isEmpty() ? "ClusterIP" : type))
                : Judgement.fail(
                        Reason.AddressMissing, object.label() + ": no address assigned; is the controller running?");
    }

    private static Judgement error(Resource object, String what) {
        return Judgement.fail(
                Reason.LoadBalancerError,
                "%s: the load balancer reports %s; see the events of the %s"
                        .formatted(object.label(), what, object.kind().kind()));
    }
}
