package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.status.Reason;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges one item. A check that throws is Unknown: a defect must not open a gate, nor hide the other items. */
public final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final CheckRegistry checks;

    public Judge(CheckRegistry checks) {
        this.checks = checks;
    }

    /** The probes that an item needs now; none for an item that was refused or whose check throws. */
    public Needs plan(PlannedItem item, Facts facts) {
        Needs needs = new Needs();
        CheckParams params = judgeable(item);
        if (params != null) {
            try {
                checks.of(params).plan(params, facts, needs);
            } catch (RuntimeException | StackOverflowError e) {
                // judge() meets the same defect, and says so in the verdict
                LOG.debug("item {} could not be planned", item.name(), e);
            }
        }
        return needs;
    }

    /** @param awaitsRelease whether a candidate is held, so that items that need its pods cannot be judged yet */
    public Judgement judge(PlannedItem item, Facts facts, boolean awaitsRelease) {
        if (item.stated() != null && item.refusals().isEmpty()) {
            return item.stated();
        }
        CheckParams params = judgeable(item);
        if (params == null) {
            return Judgement.unknown(
                    Reason.InvalidItem,
                    item.refusals().stream().map(Refusals.Refusal::toString).collect(Collectors.joining("; ")));
        }
        if (awaitsRelease && item.phase() == Phase.AfterRelease) {
            return Judgement.pending(Reason.AwaitsRelease, "judged when the new revision rolls out");
        }
        try {
            return checks.of(params).judge(params, facts);
        } catch (RuntimeException | StackOverflowError e) {
            String id = defectId(e);
            LOG.error("judging item {} of {} failed, id {}", item.name(), facts.namespace(), id, e);
            return Judgement.unknown(Reason.InternalError, defect(id));
        }
    }

    /** What is wrong with the revision that runs; nothing for an item that was refused or whose check throws. */
    public Risks risks(PlannedItem item, Facts facts) {
        CheckParams params = judgeable(item);
        if (params == null) {
            return Risks.NONE;
        }
        try {
            return checks.of(params).risks(params, facts);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "risks of item {} of {} could not be told, id {}", item.name(), facts.namespace(), defectId(e), e);
            return new Risks(Set.of(), false);
        }
    }

    /** The same defect has the same id, so that a second pass over the same world writes nothing. */
    public static String defectId(Throwable defect) {
        return Integer.toHexString(Arrays.hashCode(defect.getStackTrace()));
    }

    /** What users are told of a defect. */
    public static String defect(String id) {
        return "a defect in Launchgate, see its log, id " + id;
    }

    private static @Nullable CheckParams judgeable(PlannedItem item) {
        return item.refusals().isEmpty() ? item.params() : null;
    }
}
