package dev.launchgate.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.checklist.ChecklistPlanner;
import dev.launchgate.checklist.Plan;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Checklists from YAML, read and planned as the operator does. */
final class Checklists {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Checklists() {}

    /** Reads it as the operator's client would. */
    static LaunchChecklist read(JsonNode object) {
        return Serialization.unmarshal(object.toString(), LaunchChecklist.class);
    }

    static Plan plan(JsonNode object) {
        return new ChecklistPlanner(CheckRegistry.standard()).plan(read(object).getSpec());
    }

    /** What the operator's types make of it, as JSON: a field that they do not know is gone. */
    static JsonNode understood(JsonNode object) {
        return MAPPER.valueToTree(read(object).getSpec());
    }
}
