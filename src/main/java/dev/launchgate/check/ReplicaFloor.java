package dev.launchgate.check;

import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How many replicas a workload has at least: those that it asks for, or the floor of its autoscaler. */
final class ReplicaFloor {
    private ReplicaFloor() {}

    /** Judges the number, and tells it; empty when it is not known, which is a part of its own. */
    static OptionalInt judge(Resource scaled, int expected, Facts facts, Parts parts) {
        Optional<List<Autoscaler>> autoscalers = Autoscaler.of(scaled, facts, parts);
        if (autoscalers.isEmpty()) {
            return OptionalInt.empty();
        }
        int asked = scaled.at("/spec/replicas").asInt(1);
        Optional<Autoscaler> lowest = autoscalers.get().stream().min(Comparator.comparingInt(Autoscaler::floor));
        if (lowest.isEmpty() || (asked == 0 && autoscalers.get().stream().allMatch(ReplicaFloor::sleepsAtZero))) {
            if (asked < expected) {
                parts.add(tooFew(scaled, expected, asked, lowest));
            }
            return OptionalInt.of(asked);
        }
        if (lowest.get().floor() < expected) {
            parts.add(Judgement.fail(
                    Reason.AutoscalerFloorTooLow,
                    "autoscaler %s may go down to %d, expected %d; raise its %s"
                            .formatted(
                                    lowest.get().object().name(),
                                    lowest.get().floor(),
                                    expected,
                                    lowest.get().field())));
        }
        return OptionalInt.of(lowest.get().floor());
    }

    /** Zero replicas switch a HorizontalPodAutoscaler off, whatever its floor. */
    private static boolean sleepsAtZero(Autoscaler autoscaler) {
        return autoscaler.object().kind().equals(ResourceKind.HORIZONTAL_POD_AUTOSCALER);
    }

    private static Judgement tooFew(Resource scaled, int expected, int asked, Optional<Autoscaler> asleep) {
        return Judgement.fail(
                Reason.TooFewReplicas,
                "%s: expected %d replicas, saw %d%s; raise spec.replicas"
                        .formatted(
                                scaled.label(),
                                expected,
                                asked,
                                asleep.map(by -> ", at which autoscaler "
                                                + by.object().name() + " does nothing")
                                        .orElse("")));
    }
}
