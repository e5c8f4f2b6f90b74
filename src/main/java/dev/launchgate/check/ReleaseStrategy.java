package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.OptionalInt;

/** Whether a Deployment keeps pods running while it is released. */
final class ReleaseStrategy {
    private static final JsonNode QUARTER = TextNode.valueOf("25%");

    private ReleaseStrategy() {}

    /** @param wanted replicas; empty or zero when there is nothing to compute with */
    static void judge(Resource declared, OptionalInt wanted, Parts parts) {
        if (!declared.kind().equals(ResourceKind.DEPLOYMENT)) {
            return;
        }
        int replicas = wanted.orElse(0);
        if (declared.text("/spec/strategy/type").equals("Recreate")) {
            parts.add(Judgement.fail(
                    Reason.StrategyRecreate,
                    declared.label() + ": strategy Recreate makes every release an outage; use RollingUpdate"));
        } else if (replicas > 0 && unavailable(declared, replicas) >= replicas) {
            parts.add(Judgement.fail(
                    Reason.StrategyRecreate,
                    "%s: maxUnavailable %s with maxSurge %s lets a release stop all of %s; lower the first, or raise the second"
                            .formatted(
                                    declared.label(),
                                    Wording.cut(
                                            field(declared, "maxUnavailable").asText()),
                                    Wording.cut(field(declared, "maxSurge").asText()),
                                    Wording.count(replicas, "replica"))));
        }
    }

    /** As the Deployment controller rounds: surge up, unavailability down, and at least one of them. */
    private static int unavailable(Resource declared, int replicas) {
        int unavailable = CountOrPercent.roundedDown(field(declared, "maxUnavailable"), replicas)
                .orElse(0);
        int surge =
                CountOrPercent.roundedUp(field(declared, "maxSurge"), replicas).orElse(0);
        return unavailable == 0 && surge == 0 ? 1 : unavailable;
    }

    private static JsonNode field(Resource declared, String name) {
        JsonNode value = declared.at("/spec/strategy/rollingUpdate/" + name);
        return value.isMissingNode() || value.isNull() ? QUARTER : value;
    }
}
