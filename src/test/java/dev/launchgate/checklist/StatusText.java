package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** A status as scenarios write it down: what people read first, without times and hashes. */
final class StatusText {
    private StatusText() {}

    static String of(LaunchChecklistStatus status, List<Reason> told) {
        StringBuilder text = new StringBuilder();
        text.append("gate:\n  state: ").append(status.gate().state());
        text.append("\n  message: ").append(quoted(status.gate().message()));
        text.append("\nready: ").append(condition(status, ConditionType.Ready));
        text.append("\naccepted: ").append(condition(status, ConditionType.Accepted));
        text.append("\ntold: ").append(told).append("\nitems:\n");
        status.items().forEach(item -> text.append(row(item)));
        return text.toString();
    }

    private static String row(ItemStatus item) {
        String row = """
                  - name: %s
                    kind: %s
                    verdict: %s
                    reason: %s
                    message: %s
                """.formatted(item.name(), item.kind(), item.verdict(), item.reason(), quoted(item.message()));
        return item.evidence().isEmpty()
                ? row
                : row
                        + "    evidence: [%s]\n"
                                .formatted(item.evidence().stream()
                                        .map(StatusText::evidence)
                                        .collect(Collectors.joining(", ")));
    }

    private static String evidence(Evidence evidence) {
        return evidence.kind() + " " + evidence.name();
    }

    private static String condition(LaunchChecklistStatus status, ConditionType type) {
        return ConditionSet.find(status.conditions(), type)
                .map(found -> found.getStatus() + " " + found.getReason())
                .orElse("absent");
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
