package dev.launchgate.api.v1alpha1;

/** Whether Secrets are looked at. */
public enum SecretChecks {
    /** By name: existence, keys, metadata. */
    Check,
    /** Not at all. */
    Skip
}
