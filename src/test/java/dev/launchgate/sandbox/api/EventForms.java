package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import java.util.List;
import java.util.Map;

/** Events are kept once, in the form of the core group, and served in the forms of both groups. */
final class EventForms {
    private static final Map<String, String> CORE_TO_GROUP = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "reportingComponent", "reportingController",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount");
    /** Always there in an event of the core group, even when nothing was said. */
    private static final List<String> TIMES = List.of("firstTimestamp", "lastTimestamp");

    private EventForms() {}

    static boolean isEvent(Kind kind) {
        return kind.kind().equals("Event");
    }

    static ObjectNode stored(Kind from, ObjectNode event) {
        ObjectNode core = event.deepCopy();
        if (!from.group().isEmpty()) {
            CORE_TO_GROUP.forEach((name, inGroup) -> rename(core, inGroup, name));
        }
        core.put("apiVersion", "v1");
        Json.child(core, "source");
        TIMES.stream().filter(time -> !core.has(time)).forEach(core::putNull);
        if (!core.has("eventTime")) {
            core.putNull("eventTime");
        }
        return core;
    }

    static ObjectNode served(Kind as, ObjectNode stored) {
        ObjectNode event = stored.deepCopy();
        if (!as.group().isEmpty()) {
            CORE_TO_GROUP.forEach((name, inGroup) -> rename(event, name, inGroup));
        }
        return event;
    }

    private static void rename(ObjectNode object, String from, String to) {
        if (object.has(from)) {
            object.set(to, object.remove(from));
        }
    }
}
