package dev.launchgate.api.v1alpha1;

/**
 * Why a stored spec or item could not be read.
 *
 * @param path of the field, from the spec or the item on; empty for the whole
 * @param message what is wrong with it
 */
public record Defect(String path, String message) {}
