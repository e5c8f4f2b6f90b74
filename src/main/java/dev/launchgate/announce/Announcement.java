package dev.launchgate.announce;

import dev.launchgate.status.Reason;

/**
 * One thing that changed and that people should hear of.
 *
 * @param warning whether somebody may have to act
 * @param onTarget whether it is said on the Deployment too
 */
public record Announcement(Reason reason, String message, boolean warning, boolean onTarget) {}
