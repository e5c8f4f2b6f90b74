package dev.launchgate.api.v1alpha1;

/** Whether what a job proved holds for one image. */
public enum ImageBinding {
    /** The candidate's image must have run. */
    Image,
    /** Any run counts. */
    None
}
