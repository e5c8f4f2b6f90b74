package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps book of what really happened, and finds what must never happen: a release that was not recorded before, a record
 * that the facts did not warrant, pods of a template that nobody let out. It shares no code with the policy.
 */
final class Ledger {
    private final GateWorld world;
    private final Set<String> served = new HashSet<>();
    private final Set<String> everAvailable = new HashSet<>();
    private final Set<String> stored = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private String letOut = "";
    private boolean byGate;

    Ledger(GateWorld world) {
        this.world = world;
    }

    List<String> violations() {
        return violations;
    }

    /** After every step: a template that alone has pods which serve has served, one of no size as much as it can. */
    void observe() {
        List<OwnedReplicaSet> active = world.workload().active();
        active.stream()
                .filter(set -> set.available() > 0)
                .map(set -> set.template().identity())
                .filter(one -> active.stream()
                        .allMatch(set -> set.template().identity().equals(one)))
                .forEach(served::add);
        if (world.workload().complete()) {
            served.add(world.template().identity());
        }
        active.stream()
                .filter(set -> set.available() > 0)
                .map(set -> set.template().identity())
                .forEach(everAvailable::add);
    }

    /** The gate counts this template as promoted: because it served, or because some of it was there before the gate. */
    void promoted(String identity, boolean adopted) {
        if (!served.contains(identity) && !(adopted && everAvailable.contains(identity))) {
            violations.add("promoted without having served: " + identity);
        }
        served.add(identity);
    }

    /** The gate recorded that it will let this out. */
    void recorded(Approval approval, GateInput facts) {
        String identity = facts.workload().template().identity();
        boolean warranted = approval.templateHash().equals(identity)
                && approval.uid().equals(facts.workload().uid())
                && approval.generation() == facts.generation()
                && switch (approval.reason()) {
                    case "ChecklistPassed" ->
                        facts.readiness().results().stream()
                                .filter(item -> item.phase() == Phase.BeforeRelease)
                                .allMatch(item -> item.verdict() == Verdict.Pass && !item.remembered());
                    case "RolledBack", "RestartPassed" -> served.contains(identity);
                    case "FirstLaunchAllowed" ->
                        facts.spec().firstLaunch() == FirstLaunch.Allow
                                && (facts.before() == null
                                        || facts.before().promoted().isEmpty())
                                && facts.workload().active().stream()
                                        .allMatch(
                                                set -> set.template().identity().equals(identity));
                    default -> false;
                };
        if (!warranted) {
            violations.add("recorded without ground: " + approval);
        }
        stored.add(key(approval));
    }

    /** The gate resumed the Deployment as it is now. */
    void resumed(Approval approval) {
        if (!stored.contains(key(approval))
                || !approval.uid().equals(world.uid())
                || !approval.templateHash().equals(world.template().identity())) {
            violations.add("resumed " + world.template().displayName() + " by " + approval);
        }
        letOut = world.template().identity();
        byGate = true;
    }

    /** Somebody else resumed it, or created it so that it runs. */
    void letOutBySomebody() {
        byGate = false;
    }

    /** A ReplicaSet gets its first pods. */
    void starts(PodTemplate template) {
        boolean wokenFromZero = world.workload().active().isEmpty();
        boolean windowWithoutGuard = world.arming == Arming.AlwaysPausedUnguarded;
        if (world.paused() && !wokenFromZero) {
            violations.add("started while paused: " + template.displayName());
        } else if (!world.paused() && byGate && !letOut.equals(template.identity()) && !windowWithoutGuard) {
            violations.add("started unapproved: " + template.displayName());
        }
    }

    private static String key(Approval approval) {
        return String.join(
                " ",
                approval.uid(),
                approval.templateHash(),
                approval.generation().toString(),
                approval.reason(),
                approval.digest());
    }
}
