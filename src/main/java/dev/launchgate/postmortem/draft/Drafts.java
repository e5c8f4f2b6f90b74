package dev.launchgate.postmortem.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port to the postmortems that were drafted. All of it is live. */
public interface Drafts {
    /** Label with the UID of the checklist that a draft is about. */
    String DRAFTED_FOR = "launchgate.dev/drafted-for";
    /** Annotation that tells of which incident a draft is. */
    String INCIDENT = "launchgate.dev/incident";
    /** Annotation with the number of facts that a draft tells. */
    String FACTS = "launchgate.dev/incident-facts";
    /** Annotation with the time up to which a draft tells what happened. */
    String TOLD_UNTIL = "launchgate.dev/incident-told-until";

    /** The postmortem of this name, if there is one. */
    Optional<Kept> find(String namespace, String name);

    /** Writes a postmortem that is not there; never changes one that is. */
    Written create(String namespace, ObjectNode manifest);

    /** Changes a postmortem, provided that it is still as it was read. */
    Written update(Kept read, ObjectNode changes);

    /** The drafts of one namespace. */
    List<Kept> list(String namespace);

    /** The drafts of all namespaces that are watched. */
    List<Kept> everywhere();

    /** Deletes a postmortem, provided that it is still as it was read. */
    void delete(Kept read);

    /**
     * A postmortem as it is.
     *
     * @param untouched whether nobody but this operator ever wrote to it, and it is still a draft
     */
    record Kept(ObjectNode json, boolean untouched) {
        String text(String pointer) {
            return json.at(pointer).asText("");
        }

        /** Of the checklist's UID, empty for one that was not drafted. */
        String draftedFor() {
            return json.path("metadata").path("labels").path(DRAFTED_FOR).asText("");
        }

        String annotation(String key) {
            return json.path("metadata").path("annotations").path(key).asText("");
        }

        public String namespace() {
            return text("/metadata/namespace");
        }

        public String name() {
            return text("/metadata/name");
        }

        public String uid() {
            return text("/metadata/uid");
        }

        public String resourceVersion() {
            return text("/metadata/resourceVersion");
        }

        Optional<Instant> created() {
            return Incidents.time(text("/metadata/creationTimestamp"));
        }
    }

    /** What came of a write. */
    sealed interface Written {
        /** It is stored. */
        record Stored() implements Written {}

        /** Something else is there under that name, or it was changed meanwhile. */
        record Conflict() implements Written {}

        /**
         * The API server does not take it.
         *
         * @param why in words for people
         */
        record Refused(String why) implements Written {}
    }
}
