package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Wakes checklists for a pass: by a probe whose answer changed, an object that was read, or a decision that comes next. */
public final class Wakeups extends AbstractEventSource<Void, LaunchChecklist> {
    private volatile Supplier<Stream<LaunchChecklist>> all = Stream::of;
    private volatile Function<ResourceID, Optional<LaunchChecklist>> one = id -> Optional.empty();
    private volatile Optional<EventSource<?, ?>> watch = Optional.empty();
    private volatile Consumer<String> listener = owner -> {};

    public Wakeups() {
        super(Void.class, "wakeups");
    }

    /** Wakes the checklist {@code namespace/name}. Before the controllers have started there is nobody to wake. */
    public void wake(String owner) {
        if (isRunning()) {
            int slash = owner.indexOf('/');
            getEventHandler()
                    .handleEvent(new Event(new ResourceID(owner.substring(slash + 1), owner.substring(0, slash))));
        }
    }

    /** Wakes every checklist that the framework knows. */
    public void wakeAll() {
        checklists().map(ChecklistPass::owner).forEach(this::wake);
    }

    /** Tells {@code then} of every checklist {@code namespace/name} whose status was written; it must not wait. */
    public void whenMeasured(Consumer<String> then) {
        listener = then;
    }

    void measured(String owner) {
        listener.accept(owner);
    }

    /** The checklist of this name, if the framework knows it. */
    public Optional<LaunchChecklist> checklist(String namespace, String name) {
        return one.apply(new ResourceID(name, namespace));
    }

    /** Every checklist that the framework knows. */
    Stream<LaunchChecklist> checklists() {
        return all.get();
    }

    /** Has the framework list all checklists anew; each is passed after. */
    void relist() {
        watch.ifPresent(source -> {
            source.stop();
            source.start();
        });
    }

    /** @param cache the framework's cache of checklists, which is what watches them too */
    void checklists(Cache<LaunchChecklist> cache) {
        all = cache::list;
        one = cache::get;
        watch = cache instanceof EventSource<?, ?> source ? Optional.of(source) : Optional.empty();
    }

    @Override
    public Set<Void> getSecondaryResources(LaunchChecklist checklist) {
        return Set.of();
    }
}
