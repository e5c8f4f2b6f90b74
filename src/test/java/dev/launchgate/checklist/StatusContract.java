package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.Summary;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every status keeps to, whatever it says; the last line of every test that makes one. Its own tests break each rule
 * once.
 */
public final class StatusContract {
    private static final int MESSAGE_LIMIT = 1024;
    private static final Set<ConditionType> ALWAYS = Set.of(
            ConditionType.Ready,
            ConditionType.Accepted,
            ConditionType.Held,
            ConditionType.Enforced,
            ConditionType.Promoted);
    /** A failing item is never a reason to be stalled. */
    private static final Set<String> STALLING =
            Set.of("InvalidSpec", "UnsupportedTarget", "TargetTaken", "RolloutFailed");

    private StatusContract() {}

    /** Checks the status that a pass over this checklist made. */
    public static void check(LaunchChecklist checklist, LaunchChecklistStatus after) {
        LaunchChecklistStatus before =
                Optional.ofNullable(checklist.getStatus()).orElse(LaunchChecklistStatus.EMPTY);
        check(before, after);
        assertThat(after.observedGeneration())
                .as("generation that was observed")
                .isEqualTo(checklist.getMetadata().getGeneration());
        List<String> names = checklist.getSpec().items().stream()
                .map(ItemSpec::name)
                .filter(name -> !name.isEmpty())
                .toList();
        List<ItemStatus> own = after.items().stream()
                .takeWhile(item -> item.source().equals("Checklist"))
                .toList();
        assertThat(own)
                .as("one row for each item")
                .hasSameSizeAs(checklist.getSpec().items());
        assertThat(after.items().subList(own.size(), after.items().size()))
                .as("then those from elsewhere")
                .allMatch(item ->
                        item.source().startsWith("Postmortem/") && item.name().contains("/"));
        if (names.size() == Set.copyOf(names).size() && names.size() == own.size()) {
            assertThat(own)
                    .as("rows in the order of the spec")
                    .extracting(ItemStatus::name)
                    .isEqualTo(names);
        }
    }

    /** Checks a status, and what moved since the one before. */
    public static void check(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        conditions(before, after);
        items(before, after);
        summary(after.summary(), after.items());
        gate(before.gate(), after.gate());
        history(before, after);
        assertThat(after.observedGeneration()).as("generation").isGreaterThanOrEqualTo(before.observedGeneration());
    }

    private static void conditions(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        List<ConditionType> types = after.conditions().stream()
                .map(condition -> ConditionType.valueOf(condition.getType()))
                .toList();
        assertThat(types)
                .as("condition types")
                .doesNotHaveDuplicates()
                .isSorted()
                .containsAll(ALWAYS);
        assertThat(types.getFirst()).as("first condition").isEqualTo(ConditionType.Ready);
        for (Condition condition : after.conditions()) {
            String type = condition.getType();
            words(type, condition.getReason(), condition.getMessage());
            assertThat(condition.getStatus()).as(type).isIn("True", "False", "Unknown");
            if (!ALWAYS.contains(ConditionType.valueOf(type))) {
                assertThat(condition.getStatus())
                        .as("%s is present only while it is", type)
                        .isEqualTo("True");
            }
            assertThat(condition.getObservedGeneration()).as(type).isEqualTo(after.observedGeneration());
            time(type, condition.getLastTransitionTime());
            ConditionSet.find(before.conditions(), ConditionType.valueOf(type))
                    .filter(old -> old.getStatus().equals(condition.getStatus()))
                    .ifPresent(old -> assertThat(condition.getLastTransitionTime())
                            .as("transition time of %s, which is %s as before", type, condition.getStatus())
                            .isEqualTo(old.getLastTransitionTime()));
        }
        ConditionSet.find(after.conditions(), ConditionType.Stalled)
                .ifPresent(
                        stalled -> assertThat(stalled.getReason()).as("Stalled").isIn(STALLING));
    }

    private static void items(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        Map<String, ItemStatus> old = before.items().stream()
                .collect(Collectors.toMap(ItemStatus::name, Function.identity(), (first, second) -> first));
        assertThat(after.items())
                .extracting(ItemStatus::name)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        for (ItemStatus item : after.items()) {
            words(item.name(), item.reason(), item.message());
            assertThat(Stream.of(Verdict.values()).map(Enum::name))
                    .as(item.name())
                    .contains(item.verdict());
            time(item.name(), item.lastTransitionTime());
            Optional.ofNullable(old.get(item.name()))
                    .filter(known -> known.verdict().equals(item.verdict())
                            && known.reason().equals(item.reason()))
                    .ifPresent(known -> assertThat(item.lastTransitionTime())
                            .as("transition time of item %s, which is %s as before", item.name(), item.verdict())
                            .isEqualTo(known.lastTransitionTime()));
        }
    }

    private static void summary(Summary summary, List<ItemStatus> items) {
        assertThat(summary).as("summary").isNotNull();
        assertThat(summary.total()).as("total").isEqualTo(items.size());
        assertThat(summary.passed()).as("passed").isEqualTo((int) items.stream()
                .filter(item -> Set.of("Pass", "NotApplicable", "Waived").contains(item.verdict()))
                .count());
        assertThat(summary.text()).as("text").isEqualTo(summary.passed() + "/" + summary.total());
        assertThat(summary.automated() + summary.manual())
                .as("automated and manual")
                .isEqualTo(items.size());
    }

    private static void gate(GateStatus before, GateStatus after) {
        assertThat(after).as("gate").isNotNull();
        assertThat(Stream.of(GateState.values()).map(Enum::name)).as("state").contains(after.state());
        time("gate", after.since());
        text("gate", after.message());
        assertThat(after.promoted()).as("promoted").hasSizeLessThanOrEqualTo(5);
        boolean same = before != null
                && before.state().equals(after.state())
                && Objects.equals(hash(before.candidate()), hash(after.candidate()));
        if (same) {
            assertThat(after.since())
                    .as("since, in state %s as before", after.state())
                    .isEqualTo(before.since());
        }
    }

    private static void history(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        assertThat(after.history()).as("history").hasSizeLessThanOrEqualTo(20);
        after.history().forEach(entry -> words("history", entry.reason(), entry.message()));
        List<HistoryEntry> old = before.history();
        boolean continued = Stream.iterate(0, added -> added <= after.history().size(), added -> added + 1)
                .map(added -> after.history().size() - added)
                .filter(common -> common == old.size()
                        || (common < old.size() && after.history().size() == 20))
                .anyMatch(common ->
                        after.history().subList(0, common).equals(old.subList(old.size() - common, old.size())));
        assertThat(continued).as("history goes on where it was").isTrue();
    }

    private static void words(String where, String reason, String message) {
        assertThat(Reason.named(reason)).as("reason %s of %s", reason, where).isPresent();
        text(where, message);
    }

    private static void text(String where, String message) {
        assertThat(message).as("message of %s", where).isNotBlank().isEqualTo(PlainText.of(message, MESSAGE_LIMIT));
    }

    private static void time(String where, String time) {
        assertThat(time).as("time of %s", where).matches("[0-9-]{10}T[0-9:]{8}Z");
        assertThat(Instant.parse(time)).isNotNull();
    }

    private static String hash(Revision revision) {
        return revision == null ? "" : revision.templateHash();
    }
}
