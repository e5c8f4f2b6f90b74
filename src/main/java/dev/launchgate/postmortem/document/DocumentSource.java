package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import java.util.Map;

/**
 * What a document is made of.
 *
 * @param graphs the files beside the document, by the name of the attachment
 */
public record DocumentSource(
        String namespace, String name, PostmortemSpec spec, PostmortemStatus status, Map<String, GraphFiles> graphs) {
    public DocumentSource {
        graphs = Map.copyOf(graphs);
    }
}
