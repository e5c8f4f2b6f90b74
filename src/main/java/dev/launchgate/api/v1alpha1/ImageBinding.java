package dev.launchgate.api.v1alpha1;

/** Whether evidence must have been made for the candidate's image. */
public enum ImageBinding {
    /** It must. */
    Image,
    /** Evidence for any image will do. */
    None
}
