package dev.launchgate.config;

import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** x. */
public class CrdPostProcessor implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata crd, String version) {
        return crd;
    }
}
