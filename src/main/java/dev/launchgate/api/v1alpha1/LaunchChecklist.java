package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** What must be true before a workload goes live, beside the workload; see {@link LaunchChecklistSpec}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@Group("launchgate.dev")
@Version("v1alpha1")
@ShortNames("lc")
@Categories("launchgate")
public class LaunchChecklist extends CustomResource<LaunchChecklistSpec, LaunchChecklistStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    public void setMetadata(@Nullable ObjectMeta metadata) {
        SlimMetadata.slim(metadata);
        super.setMetadata(metadata);
    }

    /** Never fails on a stored object that this version cannot read: one such object must not stop all others. */
    @Override
    @JsonDeserialize(using = LenientDecoder.Spec.class)
    public void setSpec(LaunchChecklistSpec spec) {
        super.setSpec(spec);
    }

    @Override
    @JsonDeserialize(using = LenientDecoder.Status.class)
    public void setStatus(LaunchChecklistStatus status) {
        super.setStatus(status);
    }
}
