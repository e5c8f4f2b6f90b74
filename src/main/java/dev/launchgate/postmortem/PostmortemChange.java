package dev.launchgate.postmortem;

import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.api.v1alpha1.PreventionMeasure;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From two statuses of a postmortem to what should be announced. Pure; equal statuses announce nothing. */
final class PostmortemChange {
    private static final Set<String> BAD = Set.of(Verdict.Fail.name(), Verdict.Unknown.name());

    private PostmortemChange() {}

    static List<Announcement> between(PostmortemSpec spec, PostmortemStatus before, PostmortemStatus after) {
        Map<String, MeasureStatus> old = before.prevention().stream()
                .collect(Collectors.toMap(MeasureStatus::name, Function.identity(), (first, second) -> first));
        return Stream.concat(
                        Stream.concat(refusal(before, after).stream(), PublishedChange.between(before, after).stream()),
                        after.prevention().stream()
                                .flatMap(row -> measure(spec, Optional.ofNullable(old.get(row.name())), row)))
                .toList();
    }

    private static Optional<Announcement> refusal(PostmortemStatus before, PostmortemStatus after) {
        String told = ConditionSet.find(before.conditions(), ConditionType.Accepted)
                .map(Condition::getReason)
                .orElse("");
        return ConditionSet.find(after.conditions(), ConditionType.Accepted)
                .filter(now ->
                        now.getStatus().equals("False") && !now.getReason().equals(told))
                .map(now -> new Announcement(Reason.valueOf(now.getReason()), now.getMessage(), true, false));
    }

    /** A measure is announced when its verdict or reason changes, except on the way to one, and once when it is overdue. */
    private static Stream<Announcement> measure(
            PostmortemSpec spec, Optional<MeasureStatus> before, MeasureStatus now) {
        boolean same = before.filter(old ->
                        old.verdict().equals(now.verdict()) && old.reason().equals(now.reason()))
                .isPresent();
        boolean pending = now.verdict().equals(Verdict.Pending.name());
        Stream<Announcement> changed = same || pending
                ? Stream.empty()
                : Stream.of(new Announcement(
                        Reason.valueOf(now.reason()),
                        now.name() + ": " + now.message(),
                        BAD.contains(now.verdict()),
                        false));
        Stream<Announcement> overdue =
                now.overdue() && before.filter(MeasureStatus::overdue).isEmpty()
                        ? Stream.of(new Announcement(Reason.MeasureOverdue, overdue(spec, now.name()), true, false))
                        : Stream.empty();
        return Stream.concat(changed, overdue);
    }

    private static String overdue(PostmortemSpec spec, String name) {
        Optional<PreventionMeasure> measure = spec.prevention().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        return "%s: was due %s, is not done; ask %s, or set another dueDate"
                .formatted(
                        name,
                        measure.map(PreventionMeasure::dueDate).orElse(""),
                        measure.map(PreventionMeasure::owner)
                                .filter(owner -> !owner.isBlank())
                                .orElse("for an owner"));
    }
}
