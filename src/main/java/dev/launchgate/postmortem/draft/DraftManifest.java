package dev.launchgate.postmortem.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.postmortem.draft.Drafts.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A draft as it is sent: only what it says, so that what it leaves open belongs to nobody. Pure. */
final class DraftManifest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    private DraftManifest() {}

    static ObjectNode fresh(String name, String checklistUid, Incident incident, PostmortemSpec spec, Instant now) {
        ObjectNode manifest = MAPPER.createObjectNode()
                .put("apiVersion", "launchgate.dev/v1alpha1")
                .put("kind", "Postmortem");
        ObjectNode metadata = manifest.putObject("metadata").put("name", name);
        metadata.putObject("labels").put(Drafts.DRAFTED_FOR, checklistUid);
        metadata.putObject("annotations")
                .put(Drafts.INCIDENT, incident.id(checklistUid))
                .put(Drafts.FACTS, Integer.toString(incident.facts()))
                .put(Drafts.TOLD_UNTIL, now.toString());
        manifest.set("spec", said(spec));
        return manifest;
    }

    /** What is new about an incident: when it ended, and what happened since. */
    static ObjectNode changes(Incident incident, PostmortemImpact impact, List<TimelineEntry> timeline, Instant now) {
        ObjectNode changes = MAPPER.createObjectNode();
        changes.putObject("metadata")
                .putObject("annotations")
                .put(Drafts.FACTS, Integer.toString(incident.facts()))
                .put(Drafts.TOLD_UNTIL, now.toString());
        ObjectNode spec = changes.putObject("spec");
        if (impact.mitigatedAt() != null) {
            spec.putObject("impact").put("mitigatedAt", impact.mitigatedAt());
        }
        spec.set("timeline", MAPPER.valueToTree(timeline));
        return changes;
    }

    /** The timeline of a draft as it is. */
    static List<TimelineEntry> timeline(Kept draft) {
        return PostmortemSpec.of(draft.json().path("spec")).timeline();
    }

    private static ObjectNode said(PostmortemSpec spec) {
        ObjectNode json = MAPPER.valueToTree(spec);
        List<String> empty = new ArrayList<>();
        json.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isContainerNode() && value.isEmpty()) {
                empty.add(member.getKey());
            }
        });
        return json.remove(empty);
    }
}
