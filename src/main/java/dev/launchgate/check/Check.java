package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;

/**
 * One item kind. A new kind is one file that implements this, one parameter record, and one line in
 * {@link CheckRegistry}.
 *
 * @param <P> the parameters, as the item's kind member holds them
 */
public interface Check<P extends CheckParams> {
    /** The parameters that this check understands. */
    Class<P> params();

    /** Section under which items of this kind are shown unless they say otherwise. */
    Section section();

    /** Phase in which items of this kind are judged unless they say otherwise. */
    default Phase phase() {
        return Phase.BeforeRelease;
    }

    /** Refuses what the schema cannot see. Pure; schema rules that other servers may skip are repeated by the planner. */
    default void refuse(P params, Refusals refusals) {}

    /** Refuses what is valid, but not in this phase. */
    default void refuseIn(Phase phase, P params, Refusals refusals) {}

    /**
     * Declares the probes whose answers {@link #judge} will read. Called on every pass, so a probe may depend on objects:
     * the address of an Ingress, the content of a ConfigMap.
     */
    default void plan(P params, Facts facts, Needs needs) {}

    /** What is wrong with the revision that runs beside the candidate; told once, and of no weight in the verdict. Pure. */
    default Risks risks(P params, Facts facts) {
        return Risks.NONE;
    }

    /** Judges the facts. Pure: equal facts give equal judgements. */
    Judgement judge(P params, Facts facts);
}
