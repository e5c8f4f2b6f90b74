package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.Check;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Judge;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import dev.launchgate.check.SpecBounds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one item of a spec to what is planned for it: the defaults of its kind, and what is wrong with it. Pure. */
final class ItemPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ItemPlanner.class);

    private static final Pattern PLAIN = Pattern.compile(Patterns.PLAIN_TEXT);

    private final CheckRegistry checks;

    ItemPlanner(CheckRegistry checks) {
        this.checks = checks;
    }

    /**
     * Plans an item.
     *
     * @param row the name that it has from here on
     * @param refusals takes what is wrong with it
     */
    PlannedItem plan(ItemSpec item, String row, Context context, Refusals refusals) {
        if (item.defect() != null) {
            refusals.refuse(item.defect().path(), item.defect().message());
            return planned(item.named(row), null, context.pace(), refusals);
        }
        refusals.require(RowNames.valid(item.name()), "name", "must be a DNS label of 1 to 63 characters");
        text(item.title(), 200, "title", refusals);
        text(item.owner(), 100, "owner", refusals);
        SpecBounds.link(item.runbook(), "runbook", refusals);
        Pace own = context.pace().or(item.interval(), item.timeout(), refusals);
        List<CheckParams> selected = item.selected();
        if (selected.size() != 1) {
            refusals.refuse("", ItemSpec.ONE_KIND);
            return planned(item.named(row), null, own, refusals);
        }
        refuseParams(item, selected.getFirst(), context, refusals);
        return planned(item.named(row), selected.getFirst(), own, refusals);
    }

    /** An item that says no more than its name. */
    PlannedItem bare(String row, Context context) {
        return planned(ItemSpec.bare(row), null, context.pace(), new Refusals(""));
    }

    private <P extends CheckParams> void refuseParams(ItemSpec item, P params, Context context, Refusals refusals) {
        Refusals below = refusals.below(params.kind());
        try {
            check(params).refuse(params, below);
            check(params).refuseIn(phase(item, params), params, below);
        } catch (RuntimeException | StackOverflowError e) {
            String id = Judge.defectId(e);
            LOG.error("refusing parameters of kind {} failed, id {}", params.kind(), id, e);
            below.refuse("", Judge.defect(id));
        }
        refusals.addAll(below);
        boolean engine = params instanceof CanaryParams canary
                && (canary.strategy().rollout() != null || canary.strategy().canary() != null);
        refusals.require(
                !(context.pausesDeployment() && engine),
                params.kind() + ".strategy",
                "two controllers would pause it: use mode Signal with a canary item of Argo Rollouts or Flagger");
    }

    private PlannedItem planned(ItemSpec item, @Nullable CheckParams params, Pace pace, Refusals refusals) {
        Section section = Optional.ofNullable(item.section())
                .orElseGet(() -> params == null ? Section.Other : check(params).section());
        return new PlannedItem(
                item, params, section, phase(item, params), pace.interval(), pace.timeout(), refusals.all());
    }

    private Phase phase(ItemSpec item, @Nullable CheckParams params) {
        return Optional.ofNullable(item.phase())
                .orElseGet(() ->
                        params == null ? Phase.BeforeRelease : check(params).phase());
    }

    private <P extends CheckParams> Check<P> check(P params) {
        return checks.of(params);
    }

    private static void text(@Nullable String text, int most, String path, Refusals refusals) {
        refusals.require(
                text == null || (text.codePointCount(0, text.length()) <= most && PLAIN.matches(text)),
                path,
                "must be at most " + most + " characters without control characters");
    }

    /**
     * What an item is planned in.
     *
     * @param pace of items that say nothing else
     * @param pausesDeployment whether the gate pauses a Deployment
     */
    record Context(Pace pace, boolean pausesDeployment) {
        /** Of an item whose checklist is not known. */
        static final Context UNKNOWN = new Context(Pace.DEFAULT, false);
    }
}
