package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Wakes checklists for a pass: by a probe whose answer changed, an object that was read, or a decision that comes next. */
public final class Wakeups extends AbstractEventSource<Void, LaunchChecklist> {
    private volatile Supplier<Stream<LaunchChecklist>> all = Stream::of;

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
        all.get().map(ChecklistPass::owner).forEach(this::wake);
    }

    void checklists(Supplier<Stream<LaunchChecklist>> known) {
        all = known;
    }

    @Override
    public Set<Void> getSecondaryResources(LaunchChecklist checklist) {
        return Set.of();
    }
}
