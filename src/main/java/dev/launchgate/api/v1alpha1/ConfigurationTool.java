package dev.launchgate.api.v1alpha1;

/** Tools of configuration management. */
public enum ConfigurationTool {
    /** Its tracking annotation. */
    ArgoCD,
    /** Labels of a Kustomization or HelmRelease. */
    Flux,
    /** Its label and the annotation with the release. */
    Helm,
    /** Owned by an ExternalSecret. */
    ExternalSecrets,
    /** Owned by a SealedSecret. */
    SealedSecrets
}
