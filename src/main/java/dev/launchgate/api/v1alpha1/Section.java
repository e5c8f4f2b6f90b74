package dev.launchgate.api.v1alpha1;

/** Section of the launch checklist under which an item is shown. */
public enum Section {
    Architecture,
    Volume,
    Integration,
    Monitoring,
    FailureModes,
    ManualProcesses,
    Rollout,
    Rollback,
    Security,
    Other
}
