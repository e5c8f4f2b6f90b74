package dev.launchgate.check;

import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Judges a Service behind a rule: that it has the port, selects the candidate, leads to a port of it, and has ready
 * endpoints. All but the last is known before any pod exists.
 */
final class BackendService {
    static final String SLICE_OF = "kubernetes.io/service-name";

    private final Facts facts;
    private final Optional<PodTemplate> candidate;
    private final int minEndpoints;
    private final Parts parts;

    BackendService(Facts facts, Optional<PodTemplate> candidate, int minEndpoints, Parts parts) {
        this.facts = facts;
        this.candidate = candidate;
        this.minEndpoints = minEndpoints;
        this.parts = parts;
    }

    /**
     * Judges the Service that a rule of another object names.
     *
     * @param subject the object with the rule
     * @param wanted ports that rules lead to; empty for any
     */
    void judge(String subject, String name, Set<PortRef> wanted) {
        switch (facts.object(ResourceKind.SERVICE, name)) {
            case Lookup.Unreadable unreadable -> parts.add(Judgement.unreadable(unreadable.obstacle()));
            case Lookup.Missing missing ->
                parts.add(Judgement.fail(
                        Reason.BackendMissing,
                        "%s: Service %s not found in %s; create it or correct the backend"
                                .formatted(subject, name, facts.namespace())));
            case Lookup.Found found -> {
                ServicePorts ports = ServicePorts.of(found.resource());
                wanted.stream()
                        .filter(port -> ports.find(port).isEmpty())
                        .forEach(port -> parts.add(Judgement.fail(
                                Reason.BackendMissing,
                                "%s: Service %s has no port %s, it has %s; correct the backend"
                                        .formatted(subject, name, port.text(), ports.show()))));
                judge(
                        found.resource(),
                        wanted.stream()
                                .flatMap(port -> ports.find(port).stream())
                                .distinct()
                                .toList());
            }
        }
    }

    /** @param wanted ports of the Service that rules lead to; empty for any */
    void judge(Resource service, List<ServicePorts.Port> wanted) {
        boolean selects = selects(service, wanted);
        if (minEndpoints == 0) {
            return;
        }
        if (service.at("/spec/publishNotReadyAddresses").asBoolean()) {
            parts.remark(service.label()
                    + " sets publishNotReadyAddresses, so its endpoints count as ready whether they are or not");
        }
        if (facts.firstLaunch() && selects) {
            parts.add(Judgement.firstLaunch());
        } else {
            parts.listed(facts.objects(
                            ResourceKind.ENDPOINT_SLICE, facts.namespace(), Map.of(SLICE_OF, service.name())))
                    .ifPresent(slices -> endpoints(service, wanted, slices));
        }
    }

    private void endpoints(Resource service, List<ServicePorts.Port> wanted, List<Resource> slices) {
        IntStream of = wanted.stream().mapToInt(port -> ReadyEndpoints.of(slices, port.name()));
        List<ServicePorts.Port> all = ServicePorts.of(service).ports();
        OptionalInt any = all.stream()
                .mapToInt(port -> ReadyEndpoints.of(slices, port.name()))
                .max();
        int ready = of.min().orElseGet(() -> any.orElseGet(() -> ReadyEndpoints.of(slices)));
        if (ready < minEndpoints) {
            parts.add(Judgement.fail(
                    Reason.EndpointsNotReady,
                    "%d of %d endpoints ready behind %s".formatted(ready, minEndpoints, service.name())));
        }
    }

    /** A Service without selector has its endpoints from elsewhere: there is nothing to compare with the candidate. */
    private boolean selects(Resource service, List<ServicePorts.Port> wanted) {
        Map<String, String> selector = Resource.strings(service.at("/spec/selector"));
        if (selector.isEmpty() || candidate.isEmpty()) {
            return false;
        }
        TargetLabels labels = TargetLabels.of(candidate.get(), facts.target());
        if (!labels.selectedByService(selector)) {
            parts.add(Judgement.fail(
                    Reason.SelectorMismatch,
                    "%s selects %s, the candidate has %s"
                            .formatted(service.label(), LabelSelector.show(selector), labels.show())));
            return false;
        }
        targetPorts(service, wanted, ContainerPorts.of(candidate.get()));
        return true;
    }

    private void targetPorts(Resource service, List<ServicePorts.Port> wanted, ContainerPorts containers) {
        List<ServicePorts.Port> all = ServicePorts.of(service).ports();
        List<ServicePorts.Port> lost = (wanted.isEmpty() ? all : wanted)
                .stream()
                        .filter(port -> port.target()
                                .resolve(containers, port.protocol())
                                .isEmpty())
                        .toList();
        if (wanted.isEmpty() && lost.size() < all.size()) {
            return;
        }
        lost.forEach(port -> parts.add(Judgement.fail(
                Reason.PortMismatch,
                "%s: expected target port %s on the candidate, saw %s; correct targetPort or name the container port"
                        .formatted(service.label(), port.target().text(), containers.show()))));
    }
}
