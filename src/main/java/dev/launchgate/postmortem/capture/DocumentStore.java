package dev.launchgate.postmortem.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;

/** Port to ConfigMaps: read one by name, and write the one that holds a document. */
public interface DocumentStore {
    /** Reads a ConfigMap, from the API server itself. */
    Lookup read(String namespace, String name);

    /** Writes one that was not there. */
    Written create(ObjectNode wanted);

    /** Puts data in place of those of an object as it was read; of no later one. Its metadata stay. */
    Written replace(Resource read, ObjectNode wanted);

    /** What came of a write. */
    sealed interface Written {
        /** Done. */
        record Done() implements Written {}

        /** Somebody else was faster; look again. */
        record Overtaken() implements Written {}

        /** Not done. */
        record Refused(Reason reason, String message) implements Written {}
    }
}
