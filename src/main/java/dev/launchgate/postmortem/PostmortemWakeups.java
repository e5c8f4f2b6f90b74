package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.postmortem.capture.Captures;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wakes postmortems for a pass: all of them by leadership, some by what a checklist that they name has measured. */
public final class PostmortemWakeups extends AbstractEventSource<Void, Postmortem> {
    private volatile Supplier<Stream<Postmortem>> all = Stream::of;
    private volatile Predicate<String> has = owner -> true;

    public PostmortemWakeups() {
        super(Void.class, "postmortem-wakeups");
    }

    /** @param cache the framework's cache of postmortems */
    void postmortems(Cache<Postmortem> cache) {
        all = cache::list;
        has = owner -> cache.get(
                        new ResourceID(owner.substring(owner.indexOf('/') + 1), owner.substring(0, owner.indexOf('/'))))
                .isPresent();
    }

    /** Whether the framework's cache has {@code namespace/name}. */
    boolean has(String owner) {
        return has.test(owner);
    }

    /** Wakes the postmortem of this name, as {@link Captures#owner} makes it. */
    public void wakeOwner(String owner) {
        wake(postmortem -> Captures.owner(postmortem).equals(owner));
    }

    /** The names of all postmortems, as {@link Captures#owner} makes them. */
    Set<String> owners() {
        return all.get().map(Captures::owner).collect(Collectors.toSet());
    }

    /** Wakes every postmortem. */
    public void wakeAll() {
        wake(postmortem -> true);
    }

    /** Wakes the postmortems that name the checklist {@code namespace/name}. */
    void measured(String checklist) {
        int slash = checklist.indexOf('/');
        String namespace = checklist.substring(0, slash);
        String name = checklist.substring(slash + 1);
        wake(postmortem -> namespace.equals(postmortem.getMetadata().getNamespace())
                && postmortem.getSpec() != null
                && postmortem.getSpec().checklists().stream()
                        .anyMatch(named -> named.name().equals(name)));
    }

    private void wake(Predicate<Postmortem> which) {
        if (isRunning()) {
            all.get()
                    .filter(which)
                    .map(postmortem -> new Event(ResourceID.fromResource(postmortem)))
                    .forEach(getEventHandler()::handleEvent);
        }
    }

    @Override
    public Set<Void> getSecondaryResources(Postmortem postmortem) {
        return Set.of();
    }
}
