package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.probe.ProbeRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item with its defaults filled in.
 *
 * @param params the one kind member; null when the item was refused for having none or several
 * @param refusals what is wrong with it; empty for an item that can be judged
 */
public record PlannedItem(
        ItemSpec spec,
        @Nullable CheckParams params,
        Section section,
        Phase phase,
        Duration interval,
        Duration timeout,
        List<Refusals.Refusal> refusals) {
    public PlannedItem {
        refusals = List.copyOf(refusals);
    }

    public String name() {
        return spec.name();
    }

    /** Name of the kind; empty when there is none or several. */
    public String kind() {
        return params == null ? "" : params.kind();
    }

    /** How often this probe is made for this item. */
    public Duration interval(ProbeRequest probe) {
        return interval.compareTo(probe.atMostEvery()) < 0 ? probe.atMostEvery() : interval;
    }

    /** Age at which an answer to this probe proves nothing any more. */
    public Duration freshness(ProbeRequest probe) {
        return interval(probe).multipliedBy(2).plus(timeout);
    }
}
