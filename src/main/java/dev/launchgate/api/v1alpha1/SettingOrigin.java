package dev.launchgate.api.v1alpha1;

/** Where the value of a setting must come from. */
public enum SettingOrigin {
    /** An object that a manager owns. */
    Managed,
    /** Any object. */
    Reference,
    /** Any object, or the pod template. */
    Any
}
