package dev.launchgate.announce;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From two statuses and the gate's transitions to what should be announced. Pure; equal statuses announce nothing. */
public final class StatusChange {
    private static final Set<Reason> WARNINGS = EnumSet.of(
            Reason.Frozen,
            Reason.FrozenTooLate,
            Reason.Bypassed,
            Reason.UngatedChange,
            Reason.WrongReplicaSetRisk,
            Reason.RunningRevisionAtRisk,
            Reason.WouldHold,
            Reason.DeadlinePassed,
            Reason.PauseFieldConflict,
            Reason.PauseRefused,
            Reason.ReleaseRefused,
            Reason.FirstLaunchUngated,
            Reason.InvalidSpec,
            Reason.TargetNotFound,
            Reason.UnsupportedTarget,
            Reason.TargetTaken);
    /** Conditions whose reasons are not told by a transition of the gate already. */
    private static final Set<Reason> TOLD_BY_CONDITIONS = EnumSet.of(
            Reason.DeadlinePassed,
            Reason.PauseFieldConflict,
            Reason.PauseRefused,
            Reason.ReleaseRefused,
            Reason.FirstLaunchUngated,
            Reason.InvalidSpec,
            Reason.TargetNotFound,
            Reason.UnsupportedTarget,
            Reason.TargetTaken,
            Reason.Suspended);
    /** Everything that may be told on the Deployment too; monitoring counts these. */
    static final Set<Reason> TOLD_ON_TARGET = Stream.concat(
                    TOLD_BY_CONDITIONS.stream(),
                    Stream.of(
                            Reason.Adopted,
                            Reason.Approved,
                            Reason.Armed,
                            Reason.Bypassed,
                            Reason.Disarmed,
                            Reason.FirstLaunchAllowed,
                            Reason.Frozen,
                            Reason.FrozenTooLate,
                            Reason.GateOrphaned,
                            Reason.Held,
                            Reason.PostmortemDrafted,
                            Reason.Promoted,
                            Reason.Released,
                            Reason.RestartPassed,
                            Reason.Retried,
                            Reason.RolledBack,
                            Reason.UngatedChange,
                            Reason.WouldHold,
                            Reason.WouldRelease,
                            Reason.WrongReplicaSetRisk))
            .collect(Collectors.toUnmodifiableSet());

    private StatusChange() {}

    public static List<Announcement> between(
            LaunchChecklistStatus before, LaunchChecklistStatus after, List<Transition> transitions) {
        List<Announcement> all = new ArrayList<>();
        transitions.forEach(transition -> all.add(new Announcement(
                transition.reason(), transition.message(), WARNINGS.contains(transition.reason()), true)));
        for (ConditionType type : ConditionType.values()) {
            condition(before, after, type).ifPresent(all::add);
        }
        Map<String, ItemStatus> old = before.items().stream()
                .collect(Collectors.toMap(ItemStatus::name, Function.identity(), (first, second) -> first));
        after.items().stream()
                .flatMap(item -> item(Optional.ofNullable(old.get(item.name())), item).stream())
                .forEach(all::add);
        removed(before, after).forEach(all::add);
        return List.copyOf(all);
    }

    /** A measure of a postmortem that is an item no more; what somebody takes out of a checklist itself, he knows of. */
    private static Stream<Announcement> removed(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        Set<String> now = after.items().stream().map(ItemStatus::name).collect(Collectors.toSet());
        return before.items().stream()
                .filter(item -> item.source().startsWith("Postmortem/"))
                .filter(item -> !now.contains(item.name()))
                .map(item -> new Announcement(
                        Reason.MeasureRemoved,
                        "%s: no longer an item, was %s/%s; %s does not ask for it any more, or is gone"
                                .formatted(
                                        item.name(),
                                        item.verdict(),
                                        item.reason(),
                                        item.source().replace('/', ' ')),
                        !Verdict.Pass.name().equals(item.verdict()),
                        false));
    }

    private static Optional<Announcement> condition(
            LaunchChecklistStatus before, LaunchChecklistStatus after, ConditionType type) {
        String told = ConditionSet.find(before.conditions(), type)
                .map(Condition::getReason)
                .orElse("");
        boolean decisive =
                type == ConditionType.Accepted || type == ConditionType.Held || type == ConditionType.Enforced;
        return ConditionSet.find(after.conditions(), type)
                .filter(now -> decisive && !now.getReason().equals(told))
                .filter(now -> TOLD_BY_CONDITIONS.contains(Reason.valueOf(now.getReason())))
                .map(now -> {
                    Reason reason = Reason.valueOf(now.getReason());
                    return new Announcement(reason, now.getMessage(), WARNINGS.contains(reason), true);
                });
    }

    /**
     * An item is announced when its verdict or reason changes, except while it is only on its way to one. What is found good
     * at its first measurement is no news.
     */
    private static Optional<Announcement> item(Optional<ItemStatus> before, ItemStatus now) {
        boolean same = before.filter(old ->
                        Objects.equals(old.verdict(), now.verdict()) && Objects.equals(old.reason(), now.reason()))
                .isPresent();
        boolean pending = Verdict.Pending.name().equals(now.verdict());
        boolean bad = Verdict.Fail.name().equals(now.verdict())
                || Verdict.Unknown.name().equals(now.verdict());
        boolean first = before.filter(old -> !Reason.NotMeasuredYet.name().equals(old.reason()))
                .isEmpty();
        if (same || pending || (first && !bad)) {
            return Optional.empty();
        }
        return Optional.of(
                new Announcement(Reason.valueOf(now.reason()), now.name() + ": " + now.message(), bad, false));
    }
}
