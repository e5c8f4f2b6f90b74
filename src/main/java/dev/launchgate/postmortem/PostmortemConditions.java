package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionSet.Status;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The conditions of a postmortem, in the order in which people read them. */
final class PostmortemConditions {
    private static final int TOLD = 20;
    private static final Set<String> HOLD =
            Set.of(Verdict.Pass.name(), Verdict.NotApplicable.name(), Verdict.Waived.name());

    private final PostmortemStatus before;
    private final ConditionSet conditions;

    PostmortemConditions(PostmortemStatus before, long generation, String now) {
        this.before = before;
        this.conditions = new ConditionSet(before.conditions(), generation, now);
    }

    List<Condition> compose(
            PostmortemPlan plan,
            Map<String, KnownChecklist> checklists,
            List<String> missing,
            List<MeasureStatus> measures) {
        accepted(plan, checklists);
        complete(plan, missing);
        verified(plan, measures);
        List<Condition> all = new ArrayList<>(conditions.toList());
        // Whether the document is current says who renders it.
        ConditionSet.find(before.conditions(), ConditionType.Published).ifPresent(all::add);
        return List.copyOf(all);
    }

    /** Ready says the same of itself: a draft that lacks something is at work, and nothing waits for it. */
    private void accepted(PostmortemPlan plan, Map<String, KnownChecklist> checklists) {
        if (!plan.accepted()) {
            both(Status.False, Reason.InvalidSpec, plan.objection());
            return;
        }
        Optional<String> notFound = checklists.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue() instanceof KnownChecklist.Missing(String namespace)
                        ? Optional.of(Standing.notFound(entry.getKey(), namespace)).stream()
                        : Optional.<String>empty().stream())
                .reduce((one, other) -> one + "; " + other);
        if (notFound.isPresent()) {
            both(Status.False, Reason.ChecklistNotFound, notFound.get());
        } else {
            both(Status.True, Reason.Accepted, "the spec is understood and every checklist found");
        }
    }

    private void both(Status status, Reason reason, String message) {
        conditions.set(ConditionType.Ready, status, reason, message);
        conditions.set(ConditionType.Accepted, status, reason, message);
    }

    private void complete(PostmortemPlan plan, List<String> missing) {
        if (plan.spec().defect() != null) {
            conditions.set(ConditionType.Complete, Status.Unknown, Reason.InvalidSpec, plan.objection());
        } else if (missing.isEmpty()) {
            conditions.set(
                    ConditionType.Complete,
                    Status.True,
                    Reason.PostmortemComplete,
                    "everything that state %s requires is there"
                            .formatted(plan.spec().state()));
        } else {
            conditions.set(
                    ConditionType.Complete,
                    Status.False,
                    Reason.SectionsMissing,
                    "state %s, not filled in yet: %s".formatted(plan.spec().state(), listed(missing)));
        }
    }

    private void verified(PostmortemPlan plan, List<MeasureStatus> measures) {
        List<MeasureStatus> open =
                measures.stream().filter(row -> !HOLD.contains(row.verdict())).toList();
        String told = listed(open.stream()
                .map(row -> "%s (%s%s)".formatted(row.name(), row.reason(), row.overdue() ? ", overdue" : ""))
                .toList());
        if (plan.spec().defect() != null) {
            conditions.set(ConditionType.PreventionVerified, Status.Unknown, Reason.InvalidSpec, plan.objection());
        } else if (measures.isEmpty()) {
            conditions.set(
                    ConditionType.PreventionVerified,
                    Status.False,
                    Reason.NoMeasures,
                    "spec.prevention is empty: nothing keeps it from happening again");
        } else if (open.isEmpty()) {
            conditions.set(
                    ConditionType.PreventionVerified,
                    Status.True,
                    Reason.MeasuresVerified,
                    "%1$d of %1$d measures are done and hold".formatted(measures.size()));
        } else if (open.stream().allMatch(row -> row.verdict().equals(Verdict.Pending.name()))) {
            conditions.set(
                    ConditionType.PreventionVerified,
                    Status.Unknown,
                    Reason.NotMeasuredYet,
                    "not measured yet: " + told);
        } else {
            conditions.set(
                    ConditionType.PreventionVerified,
                    Status.False,
                    Reason.MeasuresOpen,
                    "%d of %d measures are not done or do not hold: %s".formatted(open.size(), measures.size(), told));
        }
    }

    private static String listed(List<String> all) {
        String shown = all.stream().limit(TOLD).collect(Collectors.joining(", "));
        return all.size() > TOLD ? shown + " (and " + (all.size() - TOLD) + " more)" : shown;
    }
}
