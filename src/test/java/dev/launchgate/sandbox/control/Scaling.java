package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Spreads the replicas that a Deployment wants over its ReplicaSets, while nothing rolls out. */
final class Scaling {
    private Scaling() {}

    /** Whether the number wanted changed since the ReplicaSets were sized. */
    static boolean isDue(Rollout rollout) {
        return rollout.active().stream()
                .map(set -> set.at("/metadata/annotations").path(Rollout.DESIRED))
                .anyMatch(desired -> !desired.isMissingNode() && desired.asInt() != rollout.wanted());
    }

    static void scale(World world, Rollout rollout) {
        List<ObjectNode> active = rollout.active();
        if (active.size() <= 1) {
            Optional<ObjectNode> only = active.stream()
                    .findFirst()
                    .or(rollout::fresh)
                    .or(() -> rollout.old().reversed().stream().findFirst());
            only.ifPresent(set -> resize(world, rollout, set, rollout.wanted()));
        } else if (saturated(rollout)) {
            rollout.old().stream()
                    .filter(set -> Rollout.replicas(set) > 0)
                    .forEach(set -> resize(world, rollout, set, 0));
        } else if (rollout.deployment().at("/spec/strategy/type").asText().equals("RollingUpdate")) {
            proportionally(world, rollout, active);
        }
    }

    private static boolean saturated(Rollout rollout) {
        return rollout.fresh()
                .filter(set -> Rollout.replicas(set) == rollout.wanted())
                .filter(set -> Rollout.available(set) == rollout.wanted())
                .filter(set ->
                        set.at("/metadata/annotations").path(Rollout.DESIRED).asInt() == rollout.wanted())
                .isPresent();
    }

    /** Larger ReplicaSets get more of what is added and lose more of what is taken. */
    private static void proportionally(World world, Rollout rollout, List<ObjectNode> active) {
        int allowed = rollout.wanted() > 0 ? rollout.wanted() + rollout.maxSurge() : 0;
        int toAdd = allowed - rollout.total();
        Comparator<ObjectNode> bySize = Comparator.comparingInt((ObjectNode set) -> Rollout.replicas(set))
                .reversed();
        Comparator<ObjectNode> byAge = Comparator.comparingLong(Rollout::revision);
        List<ObjectNode> sorted = active.stream()
                .sorted(bySize.thenComparing(toAdd > 0 ? byAge.reversed() : byAge))
                .toList();
        int added = 0;
        int[] sizes = new int[sorted.size()];
        for (int i = 0; i < sizes.length; i++) {
            int share = toAdd == 0 ? 0 : share(rollout, sorted.get(i), toAdd - added);
            sizes[i] = Rollout.replicas(sorted.get(i)) + share;
            added += share;
        }
        sizes[0] = Math.max(0, sizes[0] + toAdd - added);
        for (int i = 0; i < sizes.length; i++) {
            resize(world, rollout, sorted.get(i), sizes[i]);
        }
    }

    private static int share(Rollout rollout, ObjectNode set, int left) {
        int size = Rollout.replicas(set);
        if (rollout.wanted() == 0) {
            return Math.max(-size, left);
        }
        int before = set.at("/metadata/annotations").path(Rollout.MAX).asInt(rollout.total());
        long scaled = Math.round((double) size * (rollout.wanted() + rollout.maxSurge()) / before);
        int share = (int) scaled - size;
        return left > 0 ? Math.min(share, left) : Math.max(share, left);
    }

    /** Sets the size of a ReplicaSet, and notes what it was reckoned from. */
    static void resize(World world, Rollout rollout, ObjectNode set, int size) {
        int before = Rollout.replicas(set);
        world.update("ReplicaSet", set, live -> {
            note(live, rollout);
            live.withObject("/spec").put("replicas", size);
            return live;
        });
        if (before != size) {
            event(world, rollout, Store.name(set), before, size);
        }
    }

    static void note(ObjectNode set, Rollout rollout) {
        set.withObject("/metadata/annotations")
                .put(Rollout.DESIRED, String.valueOf(rollout.wanted()))
                .put(Rollout.MAX, String.valueOf(rollout.wanted() + rollout.maxSurge()));
    }

    static void event(World world, Rollout rollout, String set, int before, int after) {
        String direction = after > before ? "up" : "down";
        world.event(
                rollout.deployment(),
                "deployment-controller",
                "ScalingReplicaSet",
                "Scaled %s replica set %s from %d to %d".formatted(direction, set, before, after));
    }
}
