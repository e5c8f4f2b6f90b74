package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Two checklists on one target: the older decides, the other waits until it is gone. */
final class Siblings {
    private static final Comparator<Resource> AGE = Comparator.comparing(
                    (Resource checklist) -> checklist.text("/metadata/creationTimestamp"))
            .thenComparing(Resource::name);

    private Siblings() {}

    /** The refusal of a checklist whose target an older one gates; also while it cannot be known whether there is one. */
    static Optional<Acceptance> taken(LaunchChecklist checklist, Target target, ClusterView view) {
        String namespace = checklist.getMetadata().getNamespace();
        Map<String, String> same = Map.of(Resource.TARGET, target.kind() + "/" + target.name());
        return switch (view.list(ResourceKind.LAUNCH_CHECKLIST, namespace, same)) {
            case Lookup.Unreadable unreadable ->
                Optional.of(new Acceptance(
                        unreadable.obstacle().reason() == Reason.NotMeasuredYet
                                ? Reason.NotMeasuredYet
                                : Reason.UnsupportedTarget,
                        unreadable.obstacle().message()));
            case Lookup.Listed listed ->
                listed.resources().stream()
                        .filter(other ->
                                other.text("/metadata/deletionTimestamp").isEmpty())
                        .min(AGE)
                        .filter(oldest ->
                                !oldest.name().equals(checklist.getMetadata().getName()))
                        .map(oldest -> new Acceptance(
                                Reason.TargetTaken,
                                "LaunchChecklist %s gates %s %s already; delete one of the two"
                                        .formatted(oldest.name(), target.kind(), target.name())));
        };
    }
}
