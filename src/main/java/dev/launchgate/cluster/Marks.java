package dev.launchgate.cluster;

import java.util.Set;

/** Labels and annotations by which tools of configuration management mark what they manage. */
public final class Marks {
    /** Argo CD, annotation: {@code application:group/Kind:namespace/name}. */
    public static final String ARGO_TRACKING_ID = "argocd.argoproj.io/tracking-id";
    /** Flux, label: the Kustomization. */
    public static final String KUSTOMIZATION_NAME = "kustomize.toolkit.fluxcd.io/name";
    /** Flux, label: its namespace. */
    public static final String KUSTOMIZATION_NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";
    /** Flux, label: the HelmRelease. */
    public static final String HELM_RELEASE_NAME = "helm.toolkit.fluxcd.io/name";
    /** Flux, label: its namespace. */
    public static final String HELM_RELEASE_NAMESPACE = "helm.toolkit.fluxcd.io/namespace";
    /** Helm, label; {@code Helm} for what a release holds. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** Helm, annotation: the release. */
    public static final String HELM_RELEASE = "meta.helm.sh/release-name";

    /** The annotations among them: all that is kept of a Secret's. */
    public static final Set<String> ANNOTATIONS = Set.of(ARGO_TRACKING_ID, HELM_RELEASE);

    private Marks() {}
}
