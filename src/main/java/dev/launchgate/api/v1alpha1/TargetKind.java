package dev.launchgate.api.v1alpha1;

/** Kinds of workload that a checklist can gate. */
public enum TargetKind {
    /** A Deployment of apps/v1. */
    Deployment,
    /** A Rollout of argoproj.io. */
    Rollout,
    /** A Canary of flagger.app. */
    Canary
}
