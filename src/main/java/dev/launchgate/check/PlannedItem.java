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
 * @param source where it comes from: {@link #CHECKLIST}, or {@code Postmortem/name}
 * @param stated the answer of an item that no check measures; null for all others
 */
public record PlannedItem(
        ItemSpec spec,
        @Nullable CheckParams params,
        Section section,
        Phase phase,
        Duration interval,
        Duration timeout,
        List<Refusals.Refusal> refusals,
        String source,
        @Nullable Judgement stated) {
    /** Source of an item that stands in the checklist itself. */
    public static final String CHECKLIST = "Checklist";
    /** Kind of an item that no check measures. */
    public static final String STATED = "measure";

    public PlannedItem {
        refusals = List.copyOf(refusals);
    }

    /** An item of the checklist itself. */
    public PlannedItem(
            ItemSpec spec,
            @Nullable CheckParams params,
            Section section,
            Phase phase,
            Duration interval,
            Duration timeout,
            List<Refusals.Refusal> refusals) {
        this(spec, params, section, phase, interval, timeout, refusals, CHECKLIST, null);
    }

    /** The same from elsewhere, under the name and with the severity of {@code as}. */
    public PlannedItem from(String other, ItemSpec as, List<Refusals.Refusal> wrong) {
        return new PlannedItem(as, params, section, phase, interval, timeout, wrong, other, stated);
    }

    /** The same, of which no check but a person says how it is. */
    public PlannedItem stating(Judgement judgement) {
        return new PlannedItem(spec, params, section, phase, interval, timeout, refusals, source, judgement);
    }

    /** Whether it stands in the checklist itself. */
    public boolean own() {
        return source.equals(CHECKLIST);
    }

    public String name() {
        return spec.name();
    }

    /** Name of the kind; empty when there is none or several. */
    public String kind() {
        if (params != null) {
            return params.kind();
        }
        return stated == null ? "" : STATED;
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
