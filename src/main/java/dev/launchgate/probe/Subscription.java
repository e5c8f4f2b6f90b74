package dev.launchgate.probe;

import java.time.Duration;

/**
 * A wish to have a probe made again and again.
 *
 * @param wakeOnEveryAnswer whether every answer is worth a pass, not only a different one
 */
public record Subscription(ProbeRequest request, Duration interval, Duration timeout, boolean wakeOnEveryAnswer) {}
