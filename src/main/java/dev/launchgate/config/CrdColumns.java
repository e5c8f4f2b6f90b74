package dev.launchgate.config;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import java.util.List;

/** What {@code kubectl get} shows of each kind, in order. */
final class CrdColumns {
    private CrdColumns() {}

    static List<CustomResourceColumnDefinition> ofChecklist() {
        return List.of(
                column("Target", ".spec.target.name", "Workload that is gated", 0),
                column("Mode", ".spec.gate.mode", "What the gate does with its verdict", 0),
                column("Gate", ".status.gate.state", "State of the gate", 0),
                column("Passed", ".status.summary.text", "Items that pass, of all", 0),
                column("Ready", condition("Ready", "status"), "Every blocking item passes", 0),
                column("Reason", condition("Ready", "reason"), "Why it is ready, or not", 0),
                age(),
                column("Candidate", ".status.gate.candidate.revision", "Revision that waits", 1),
                column("Running", ".status.gate.running.revision", "Revision whose pods run", 1),
                column("Since", ".status.gate.since", "Since when the gate is in its state", 1),
                column("Message", ".status.gate.message", "What the gate waits for", 1));
    }

    static List<CustomResourceColumnDefinition> ofPostmortem() {
        return List.of(
                column("Severity", ".spec.severity", "How bad it was", 0),
                column("State", ".spec.state", "Draft, Review or Final", 0),
                column("Ready", condition("Ready", "status"), "Understood, and its checklists found", 0),
                column(
                        "Complete",
                        condition("Complete", "status"),
                        "Every section that the state requires is there",
                        0),
                column("Verified", condition("PreventionVerified", "status"), "Every measure is done and holds", 0),
                age(),
                column("Title", ".spec.title", "What happened", 1),
                column("Duration", ".status.impactDuration", "How long users were affected", 1),
                column("Document", ".status.document.configMap", "ConfigMap of the rendered document", 1),
                column("Missing", condition("Complete", "message"), "What is not filled in yet", 1));
    }

    private static String condition(String type, String field) {
        return ".status.conditions[?(@.type==\"%s\")].%s".formatted(type, field);
    }

    private static CustomResourceColumnDefinition age() {
        return new CustomResourceColumnDefinitionBuilder()
                .withName("Age")
                .withType("date")
                .withJsonPath(".metadata.creationTimestamp")
                .build();
    }

    private static CustomResourceColumnDefinition column(String name, String path, String description, int priority) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withType("string")
                .withJsonPath(path)
                .withDescription(description)
                .withPriority(priority == 0 ? null : priority)
                .build();
    }
}
