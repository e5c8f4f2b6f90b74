package dev.launchgate.postmortem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** How a postmortem stands, as scenarios write it down: without times. */
public final class PostmortemText {
    private PostmortemText() {}

    /** @param written as it was applied, beside one checklist with this status */
    public static String of(JsonNode written, String checklist, LaunchChecklistStatus known, Instant now) {
        Postmortem postmortem = Serialization.unmarshal(written.toString(), Postmortem.class);
        postmortem.getMetadata().setGeneration(1L);
        PostmortemStatus status = new PostmortemPass(CheckRegistry.standard(), () -> now)
                .run(
                        postmortem,
                        name -> name.equals(checklist)
                                ? new KnownChecklist.Seen(known.items())
                                : new KnownChecklist.Missing("ml"))
                .status();
        return """
                postmortem:
                  name: %s
                  accepted: %s
                  complete: %s
                  verified: %s
                  impact: %s
                  missing: %s
                  prevention:
                %s""".formatted(
                        postmortem.getMetadata().getName(),
                        condition(status, ConditionType.Accepted),
                        condition(status, ConditionType.Complete),
                        condition(status, ConditionType.PreventionVerified),
                        status.impactDuration() == null ? "unknown" : status.impactDuration(),
                        status.missing(),
                        rows(status.prevention()));
    }

    private static String rows(List<PostmortemStatus.MeasureStatus> measures) {
        return measures.stream()
                .map(row -> """
                    - name: %s
                      verdict: %s
                      reason: %s
                      message: %s
                """.formatted(row.name(), row.verdict(), row.reason(), TextNode.valueOf(row.message())))
                .collect(Collectors.joining());
    }

    private static String condition(PostmortemStatus status, ConditionType type) {
        return ConditionSet.find(status.conditions(), type)
                .map(found -> found.getStatus() + " " + found.getReason())
                .orElse("absent");
    }
}
