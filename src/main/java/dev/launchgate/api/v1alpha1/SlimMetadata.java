package dev.launchgate.api.v1alpha1;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.jspecify.annotations.Nullable;

/**
 * Metadata without managed fields, which are three quarters of a checklist, and without the applied manifest: thousands are
 * cached. Not done by a store of the informer, because the framework would share one among the informers of all namespaces,
 * and each removes what its own namespace does not list.
 */
final class SlimMetadata {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private SlimMetadata() {}

    static void slim(@Nullable ObjectMeta metadata) {
        if (metadata == null) {
            return;
        }
        metadata.setManagedFields(null);
        if (metadata.getAnnotations() != null) {
            metadata.getAnnotations().remove(LAST_APPLIED);
        }
    }
}
