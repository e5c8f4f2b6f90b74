package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KubeClusterView;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heals an event of a checklist itself that never came. The framework's cache of checklists is held against a watch that is
 * replaced by a fresh list now and then; what differs twice in a row was missed and not only late, and has the framework
 * list anew. That is the exception and never a routine: a pass that is queued while the framework's cache is empty is lost
 * for it, which liveness would notice.
 */
public final class Relisting {
    private static final Logger LOG = LoggerFactory.getLogger(Relisting.class);

    private final Supplier<Lookup.Listing> watched;
    private final Supplier<Stream<LaunchChecklist>> cached;
    private final Runnable relist;
    private Set<Difference> before = Set.of();

    public Relisting(KubeClusterView cluster, Wakeups framework) {
        this(() -> cluster.everywhere(ResourceKind.LAUNCH_CHECKLIST), framework::checklists, framework::relist);
    }

    Relisting(Supplier<Lookup.Listing> watched, Supplier<Stream<LaunchChecklist>> cached, Runnable relist) {
        this.watched = watched;
        this.cached = cached;
        this.relist = relist;
    }

    /** Looks once; call it now and then, from one thread. */
    public void look() {
        if (!(watched.get() instanceof Lookup.Listed listed)) {
            return;
        }
        Set<Difference> now = differences(listed);
        boolean missed = now.stream().anyMatch(before::contains);
        before = missed ? Set.of() : now;
        if (missed) {
            LOG.warn("the cache of checklists has missed an event; it is read anew");
            relist.run();
        }
    }

    private Set<Difference> differences(Lookup.Listed listed) {
        Map<String, Version> known =
                cached.get().collect(Collectors.toMap(ChecklistPass::owner, Version::of, (one, other) -> other));
        Map<String, Version> seen = listed.resources().stream()
                .collect(Collectors.toMap(
                        resource -> resource.namespace() + "/" + resource.name(), Version::of, (one, other) -> other));
        Stream<Difference> behind = seen.entrySet().stream()
                .filter(entry ->
                        known.getOrDefault(entry.getKey(), Version.NONE).isBehind(entry.getValue()))
                .map(entry -> new Difference(entry.getKey(), entry.getValue()));
        Stream<Difference> gone = known.keySet().stream()
                .filter(owner -> !seen.containsKey(owner))
                .map(owner -> new Difference(owner, Version.NONE));
        return Stream.concat(behind, gone).collect(Collectors.toUnmodifiableSet());
    }

    /** A checklist of which the framework does not know this version. */
    private record Difference(String owner, Version seen) {}

    private record Version(String uid, long generation) {
        static final Version NONE = new Version("", 0);

        static Version of(LaunchChecklist checklist) {
            return new Version(
                    checklist.getMetadata().getUid(), checklist.getMetadata().getGeneration());
        }

        static Version of(Resource checklist) {
            return new Version(
                    checklist.uid(), checklist.at("/metadata/generation").asLong());
        }

        /** The watch may itself be behind, which is healed there. */
        boolean isBehind(Version other) {
            return !uid.equals(other.uid) || generation < other.generation;
        }
    }
}
