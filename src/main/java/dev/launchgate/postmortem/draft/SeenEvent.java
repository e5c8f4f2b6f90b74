package dev.launchgate.postmortem.draft;

import java.time.Instant;

/**
 * An event of the cluster about the target, its ReplicaSets or their pods, as it was written.
 *
 * @param about kind and name of the object
 * @param first when it was seen first
 * @param last when it was seen last
 * @param count how often
 */
public record SeenEvent(
        String about, String type, String reason, String note, Instant first, Instant last, int count) {}
