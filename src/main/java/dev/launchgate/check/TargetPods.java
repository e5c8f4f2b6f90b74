package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ConnectTo;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule of first launch: what only the target's own pods could answer is not asked before there can be any. */
final class TargetPods {
    private TargetPods() {}

    /**
     * The judgement of a connection that ends at pods which cannot exist yet; empty when it is to be made.
     *
     * @param host the endpoint's own host
     */
    static Optional<Judgement> awaited(String host, @Nullable ConnectTo to, Facts facts) {
        return facts.firstLaunch()
                ? service(host, to, facts).flatMap(name -> awaited(facts.object(ResourceKind.SERVICE, name), facts))
                : Optional.empty();
    }

    private static Optional<Judgement> awaited(Lookup service, Facts facts) {
        return switch (service) {
            case Lookup.Found found when selects(found.resource(), facts) -> Optional.of(Judgement.firstLaunch());
            case Lookup.Unreadable unreadable -> Optional.of(Judgement.unreadable(unreadable.obstacle()));
            default -> Optional.empty();
        };
    }

    /** The Service of this namespace at which the connection ends, if it does. */
    private static Optional<String> service(String host, @Nullable ConnectTo to, Facts facts) {
        if (to == null) {
            return named(host, facts);
        }
        return to.address() != null
                ? named(to.address(), facts)
                : Optional.ofNullable(to.service()).map(service -> service.name());
    }

    /** {@code name.namespace.svc}, with or without the domain of the cluster. */
    private static Optional<String> named(String host, Facts facts) {
        String name = HostNames.canonical(host);
        int label = name.indexOf('.');
        String rest = label < 0 ? "" : name.substring(label);
        String scope = "." + facts.namespace() + ".svc";
        return rest.equals(scope) || rest.startsWith(scope + ".")
                ? Optional.of(name.substring(0, label))
                : Optional.empty();
    }

    private static boolean selects(Resource service, Facts facts) {
        Map<String, String> selector = Resource.strings(service.at("/spec/selector"));
        return facts.candidate()
                .filter(template -> TargetLabels.of(template, facts.target()).selectedByService(selector))
                .isPresent();
    }
}
