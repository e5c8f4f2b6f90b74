package dev.launchgate.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions in the making. A transition time moves only when the status of its condition changes, as the Kubernetes API
 * conventions want it.
 */
public final class ConditionSet {
    private static final int MESSAGE_LIMIT = 1024;

    private final List<Condition> before;
    private final long generation;
    private final String now;
    private final List<Condition> conditions = new ArrayList<>();

    /** @param now RFC 3339, whole seconds */
    public ConditionSet(List<Condition> before, long generation, String now) {
        this.before = before;
        this.generation = generation;
        this.now = now;
    }

    /** Sets a condition; {@code status} is True, False or Unknown. */
    public ConditionSet set(ConditionType type, Status status, Reason reason, String message) {
        String since = find(before, type)
                .filter(old -> status.name().equals(old.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(now);
        conditions.add(new ConditionBuilder()
                .withType(type.name())
                .withStatus(status.name())
                .withReason(reason.name())
                .withMessage(PlainText.of(message, MESSAGE_LIMIT))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build());
        return this;
    }

    /** Sets a condition that is present only while True. */
    public ConditionSet setIf(boolean present, ConditionType type, Reason reason, String message) {
        return present ? set(type, Status.True, reason, message) : this;
    }

    public List<Condition> toList() {
        return List.copyOf(conditions);
    }

    public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
        return conditions.stream()
                .filter(condition -> type.name().equals(condition.getType()))
                .findFirst();
    }

    /** Status of a condition. */
    public enum Status {
        True,
        False,
        Unknown
    }
}
