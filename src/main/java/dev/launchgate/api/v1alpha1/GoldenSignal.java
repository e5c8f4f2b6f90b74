package dev.launchgate.api.v1alpha1;

import java.util.Arrays;
import java.util.List;

/** What a board must show of a service, so that somebody on call sees how it is. */
public enum GoldenSignal {
    Latency,
    Traffic,
    Errors,
    Saturation;

    /** All of them, in their usual order. */
    public static final List<GoldenSignal> ALL = List.copyOf(Arrays.asList(values()));
}
