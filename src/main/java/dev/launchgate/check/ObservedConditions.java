package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;

/** Judges conditions that say which generation they are about: what was said of an older one proves nothing. */
final class ObservedConditions {
    private final String subject;
    private final JsonNode conditions;
    private final long generation;
    private final Parts parts;

    /**
     * @param subject what messages name
     * @param conditions a list of conditions
     * @param generation of the object whose spec they are about
     */
    ObservedConditions(String subject, JsonNode conditions, long generation, Parts parts) {
        this.subject = subject;
        this.conditions = conditions;
        this.generation = generation;
        this.parts = parts;
    }

    /** The condition must be True for this generation. */
    ObservedConditions require(String type, Reason otherwise) {
        JsonNode condition = find(type);
        if (condition.isMissingNode()) {
            parts.add(Judgement.unknown(
                    Reason.StatusOutdated,
                    "%s: no %s condition for generation %d; its controller has not looked yet"
                            .formatted(subject, type, generation)));
        } else if (status(condition).equals("Unknown")) {
            parts.add(Judgement.unknown(
                    Reason.StatusOutdated,
                    "%s: %s is Unknown (%s); its controller has not decided yet"
                            .formatted(subject, type, condition.path("reason").asText())));
        } else if (seen(condition) < generation) {
            parts.add(outdated(subject, seen(condition), generation));
        } else if (!status(condition).equals("True")) {
            parts.add(refused(type, condition, otherwise));
        }
        return this;
    }

    /** The condition must not have this status for this generation; not every controller writes it. */
    ObservedConditions forbid(String type, String status, Reason otherwise) {
        JsonNode condition = find(type);
        if (status(condition).equals(status) && seen(condition) >= generation) {
            parts.add(refused(type, condition, otherwise));
        }
        return this;
    }

    static Judgement outdated(String subject, long seen, long generation) {
        return Judgement.unknown(
                Reason.StatusOutdated,
                "%s: status is for generation %d, spec is %d; its controller has not looked yet"
                        .formatted(subject, seen, generation));
    }

    private Judgement refused(String type, JsonNode condition, Reason reason) {
        return Judgement.fail(
                reason,
                "%s: %s is %s (%s); see its conditions"
                        .formatted(
                                subject,
                                type,
                                status(condition),
                                condition.path("reason").asText()));
    }

    private JsonNode find(String type) {
        return Resource.elements(conditions)
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String status(JsonNode condition) {
        return condition.path("status").asText();
    }

    private static long seen(JsonNode condition) {
        return condition.path("observedGeneration").asLong();
    }
}
