package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DataChange;
import dev.launchgate.api.v1alpha1.Rehearsal;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.api.v1alpha1.RollbackParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.WayBack.First;
import dev.launchgate.check.WayBack.None;
import dev.launchgate.check.WayBack.Revisions;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** There is a revision to go back to that could run, the way is written down, and it has been gone. */
public final class RollbackCheck implements Check<RollbackParams> {
    private static final int MOST_STEPS = 20;
    private static final int LONGEST_STEP = 500;

    @Override
    public Class<RollbackParams> params() {
        return RollbackParams.class;
    }

    @Override
    public Section section() {
        return Section.Rollback;
    }

    @Override
    public void refuse(RollbackParams params, Refusals refusals) {
        int count = params.steps().size();
        SpecBounds.count(params.steps(), 1, MOST_STEPS, "steps", refusals);
        for (int i = 0; i < Math.min(count, MOST_STEPS); i++) {
            SpecBounds.text(params.steps().get(i), 1, LONGEST_STEP, "steps[" + i + "]", refusals);
        }
        if (params.rehearsedAt() != null) {
            DateTimes.refuse(params.rehearsedAt(), "rehearsedAt", refusals);
            refusals.require(params.rehearsal() != Rehearsal.Observed, "rehearsedAt", RollbackParams.DATED_ITSELF);
        }
        refusals.require(
                Durations.within(params.maxAge(), Duration.ofDays(1), Duration.ofDays(1825)),
                "maxAge",
                "must be from 1d to 1825d");
        AcceptedRisks.refuse(params.acceptedRisk(), "acceptedRisk", refusals);
    }

    @Override
    public void plan(RollbackParams params, Facts facts, Needs needs) {
        if (params.revision() == Requirement.Required && WayBack.of(facts) instanceof Revisions way) {
            way.templates().forEach(template -> ReferencedObjects.of(template).plan(needs));
        }
    }

    @Override
    public Judgement judge(RollbackParams params, Facts facts) {
        Parts parts = new Parts();
        WayBack way = WayBack.of(facts);
        boolean first = way instanceof First;
        if (params.data() == DataChange.Irreversible) {
            parts.add(AcceptedRisks.cover(
                    Judgement.fail(
                            Reason.NotReversible,
                            "data: expected a change that can be undone, saw Irreversible; make it reversible, or accept the"
                                    + " risk with acceptedRisk"),
                    params.acceptedRisk(),
                    facts.now()));
        }
        if (params.revision() == Requirement.Required) {
            revision(way, facts, parts);
        }
        if (!first || params.rehearsedAt() != null) {
            RollbackRehearsal.judge(params, facts, parts);
        }
        boolean stepsAlone = params.revision() == Requirement.Optional && params.rehearsal() == Rehearsal.None;
        if (first) {
            parts.add(Judgement.pass(
                    Reason.DeclaredOnly,
                    "rollback steps: declared, not measured; the way back from a first launch is to remove it"));
        } else if (stepsAlone) {
            parts.add(Judgement.declared("rollback steps", "revision: Required"));
        }
        return parts.whole("rollback of " + facts.target().name());
    }

    private static void revision(WayBack way, Facts facts, Parts parts) {
        switch (way) {
            case First first -> {}
            case None none -> parts.add(none.why());
            case Revisions revisions -> runnable(revisions.templates(), facts, parts);
        }
    }

    /** Any one that could run will do; when none could, the one that was promoted last says why. */
    private static void runnable(List<PodTemplate> templates, Facts facts, Parts parts) {
        List<Judgement> told = new ArrayList<>();
        for (PodTemplate template : templates) {
            List<Judgement> faults = faults(template, facts);
            if (faults.isEmpty()) {
                parts.remark(template.displayName() + " can be returned to");
                return;
            }
            if (told.isEmpty()) {
                told.addAll(faults);
            }
        }
        told.forEach(parts::add);
    }

    private static List<Judgement> faults(PodTemplate template, Facts facts) {
        String revision = template.displayName();
        return template.referencesCut()
                ? List.of(Judgement.unknown(
                        Reason.DataTooLarge,
                        "revision %s refers to more objects than can be looked at; refer to fewer".formatted(revision)))
                : ReferencedObjects.of(template)
                        .faults(
                                facts,
                                what -> Judgement.fail(
                                        Reason.PreviousNotRunnable,
                                        "revision %s needs %s, which is gone; keep it until the release is done"
                                                .formatted(revision, what)));
    }
}
