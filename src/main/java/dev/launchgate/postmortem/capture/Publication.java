package dev.launchgate.postmortem.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.DocumentStatus;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.postmortem.document.Bundle;
import dev.launchgate.postmortem.graph.Sha256;
import dev.launchgate.status.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The document of a postmortem in its ConfigMap: rendered from the object and what is kept, written when the bytes differ, and
 * never over what is somebody else's.
 */
final class Publication {
    private final DocumentStore store;

    Publication(DocumentStore store) {
        this.store = store;
    }

    /**
     * What came of it.
     *
     * @param document what is published now
     * @param repaired whether it had been altered
     */
    record Published(Optional<DocumentStatus> document, Reason reason, String message, boolean repaired) {
        boolean current() {
            return reason == Reason.DocumentPublished;
        }
    }

    /**
     * Publishes.
     *
     * @param place the ConfigMap as it was just read
     * @param files those of graphs, by name
     */
    Published publish(Postmortem postmortem, PostmortemStatus status, Lookup place, Map<String, String> files) {
        String name = postmortem.getMetadata().getName();
        Bundle bundle = Bundle.of(postmortem.getMetadata().getNamespace(), name, postmortem.getSpec(), status, files);
        DocumentStatus document = new DocumentStatus(
                DocumentObject.name(name),
                Sha256.of(Objects.requireNonNull(bundle.files().get(Bundle.DOCUMENT))));
        ObjectNode wanted = DocumentObject.of(postmortem, bundle.files());
        return switch (place) {
            case Lookup.Unreadable(var obstacle) ->
                failed(
                        status,
                        Reason.PublishingFailed,
                        "ConfigMap %s could not be read: %s; it is tried again"
                                .formatted(document.configMap(), obstacle.message()));
            case Lookup.Missing missing -> written(postmortem, status, document, store.create(wanted), false);
            case Lookup.Found(Resource found)
            when !DocumentObject.ours(found, postmortem) ->
                failed(
                        status,
                        Reason.DocumentNameTaken,
                        "ConfigMap %s is not the one of this postmortem, so it is left alone; rename or delete it"
                                .formatted(document.configMap()));
            case Lookup.Found(Resource found) when DocumentObject.holds(found, bundle.files()) -> done(document, false);
            case Lookup.Found(Resource found) -> {
                // the same document was published before, so it is not our news that makes the difference
                boolean repaired = document.equals(status.document());
                yield written(postmortem, status, document, store.replace(found, wanted), repaired);
            }
        };
    }

    private static Published written(
            Postmortem postmortem,
            PostmortemStatus status,
            DocumentStatus document,
            DocumentStore.Written written,
            boolean repaired) {
        return switch (written) {
            case DocumentStore.Written.Done() -> done(document, repaired);
            case DocumentStore.Written.Overtaken() ->
                failed(
                        status,
                        Reason.PublishingFailed,
                        "ConfigMap %s was changed at the same moment; it is tried again"
                                .formatted(document.configMap()));
            case DocumentStore.Written.Refused(Reason reason, String message)
            when reason == Reason.PublishingNotAllowed ->
                failed(
                        status,
                        reason,
                        "%s; allow it with: kubectl apply -k deploy/rbac/documents, or render it with: make postmortem NAME=%s NAMESPACE=%s; until then nothing is captured"
                                .formatted(
                                        message,
                                        postmortem.getMetadata().getName(),
                                        postmortem.getMetadata().getNamespace()));
            case DocumentStore.Written.Refused(Reason reason, String message) -> failed(status, reason, message);
        };
    }

    private static Published done(DocumentStatus document, boolean repaired) {
        return new Published(
                Optional.of(document),
                Reason.DocumentPublished,
                "ConfigMap %s holds the document".formatted(document.configMap()),
                repaired);
    }

    static Published nameTooLong() {
        return new Published(
                Optional.empty(),
                Reason.PublishingFailed,
                "the name is too long for that of its ConfigMap; choose one of at most 242 characters",
                false);
    }

    /** What was published before is still there, as far as anybody knows. */
    private static Published failed(PostmortemStatus status, Reason reason, String message) {
        return new Published(Optional.ofNullable(status.document()), reason, message, false);
    }

    /** A row of what is captured and could not be kept. */
    static AttachmentStatus unkept(AttachmentStatus row, Published published) {
        return new AttachmentStatus(
                row.name(),
                AttachmentState.Pending.name(),
                published.reason().name(),
                null,
                null,
                "captured, not kept yet: " + published.message(),
                row.asked(),
                null);
    }
}
