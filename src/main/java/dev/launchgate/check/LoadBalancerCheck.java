package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.LoadBalancerRef;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.Optional;

/** Item kind loadBalancer: an object carries our rules, with an address, to ready backends. */
public final class LoadBalancerCheck implements Check<LoadBalancerParams> {
    @Override
    public Class<LoadBalancerParams> params() {
        return LoadBalancerParams.class;
    }

    @Override
    public Section section() {
        return Section.Integration;
    }

    @Override
    public void refuse(LoadBalancerParams params, Refusals refusals) {
        LoadBalancerRefusals.refuse(params, refusals);
    }

    @Override
    public Judgement judge(LoadBalancerParams params, Facts facts) {
        LoadBalancerRef identifier = params.identifier();
        Parts parts = new Parts();
        if (identifier.gateway() != null) {
            return gateway(identifier.gateway(), params, facts, parts);
        }
        Optional<PodTemplate> candidate = TargetWorkload.candidate(facts, parts);
        BackendService backend = new BackendService(facts, candidate, params.minEndpoints(), parts);
        if (identifier.service() != null) {
            Optional<Resource> service = read(ResourceKind.SERVICE, identifier.service(), facts, parts);
            service.ifPresent(found -> new ServiceRules(params, candidate, parts).judge(found, backend));
            return parts.whole("Service " + identifier.service().name());
        }
        RouteRules rules = new RouteRules(params.rules(), facts, parts);
        if (identifier.ingress() != null) {
            Optional<Resource> ingress = read(ResourceKind.INGRESS, identifier.ingress(), facts, parts);
            ingress.ifPresent(found -> new IngressRules(params, facts, parts).judge(found, rules));
            return routed("Ingress " + identifier.ingress().name(), rules, backend, parts);
        }
        if (identifier.httpRoute() != null) {
            GatewayRules gateways = new GatewayRules(params, facts, parts);
            read(ResourceKind.HTTP_ROUTE, identifier.httpRoute(), facts, parts).ifPresent(found -> {
                new HttpRouteRules(facts).judge(found, rules);
                new RouteParents(found, gateways, facts, parts).judge(params.rules());
            });
            return routed("HTTPRoute " + identifier.httpRoute().name(), rules, backend, parts);
        }
        throw new IllegalArgumentException("refused: a load balancer without identifier");
    }

    private static Judgement gateway(NameRef name, LoadBalancerParams params, Facts facts, Parts parts) {
        read(ResourceKind.GATEWAY, name, facts, parts)
                .ifPresent(found -> new GatewayRules(params, facts, parts).judge(found));
        return parts.whole("Gateway " + name.name());
    }

    private static Judgement routed(String subject, RouteRules rules, BackendService backend, Parts parts) {
        rules.backends(subject, backend);
        return parts.whole(subject);
    }

    private static Optional<Resource> read(ResourceKind kind, NameRef name, Facts facts, Parts parts) {
        return parts.found(facts.object(kind, name.name()));
    }
}
