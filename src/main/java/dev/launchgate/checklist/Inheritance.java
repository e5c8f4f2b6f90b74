package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.checklist.MeasurePlanner.PlannedMeasure;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a checklist inherits: the measures of every postmortem that names it. What cannot be read holds, because it might
 * say that something is not done yet; only where the kind is not installed there is nothing to read.
 */
final class Inheritance {
    private static final int MOST = 100;

    private final MeasurePlanner measures;

    Inheritance(CheckRegistry checks) {
        this.measures = new MeasurePlanner(checks);
    }

    /** The plan with everything that is inherited; empty while the caches fill. */
    Optional<Plan> extend(Plan own, LaunchChecklist checklist, ClusterView view, Instant now) {
        String mark = Resource.concerns(checklist.getMetadata().getName());
        return switch (view.list(
                ResourceKind.POSTMORTEM, checklist.getMetadata().getNamespace(), Map.of(mark, ""))) {
            case Lookup.Unreadable(Obstacle obstacle)
            when obstacle.reason() == Reason.NotMeasuredYet -> Optional.empty();
            case Lookup.Unreadable(Obstacle obstacle)
            when obstacle.reason() == Reason.KindNotInstalled -> Optional.of(own);
            case Lookup.Unreadable(Obstacle obstacle) ->
                Optional.of(own.with(List.of(measures.about(Judgement.unreadable(obstacle)))));
            case Lookup.Listed(List<Resource> postmortems) ->
                Optional.of(own.with(bounded(postmortems.stream()
                        .flatMap(postmortem -> items(postmortem, own.context(), now))
                        .toList())));
        };
    }

    private Stream<PlannedItem> items(Resource postmortem, ItemPlanner.Context context, Instant now) {
        PostmortemSpec spec = PostmortemSpec.of(postmortem.at("/spec"));
        return spec.defect() != null
                ? Stream.of(measures.unreadable(postmortem.name(), spec.defect()))
                : measures.plan(spec, postmortem.name(), context, now).stream()
                        .filter(PlannedMeasure::inherited)
                        .map(PlannedMeasure::item);
    }

    /** No more rows than a status can hold. What was done goes first; what then is left over holds, though it is not shown. */
    private List<PlannedItem> bounded(List<PlannedItem> all) {
        if (all.size() <= MOST) {
            return all;
        }
        List<PlannedItem> open = all.stream().filter(item -> !done(item)).toList();
        if (open.size() <= MOST) {
            return open;
        }
        Judgement more = Judgement.unknown(
                Reason.TooManyMeasures,
                "expected at most %d measures of postmortems, saw %d; finish some, or take this checklist off their list"
                        .formatted(MOST, open.size()));
        return Stream.concat(open.stream().limit(MOST - 1), Stream.of(measures.about(more)))
                .toList();
    }

    private static boolean done(PlannedItem item) {
        return item.stated() != null
                && item.refusals().isEmpty()
                && item.stated().verdict() == Verdict.Pass;
    }
}
