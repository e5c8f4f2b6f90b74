package dev.launchgate.probe;

import java.time.Duration;

/**
 * A wish to have a probe made again and again.
 *
 * @param item name of the checklist item that wishes; at most eight probes of one item run at once
 * @param wakeOnEveryAnswer whether every answer is worth a pass, not only a different one
 */
public record Subscription(
        String item, ProbeRequest request, Duration interval, Duration timeout, boolean wakeOnEveryAnswer) {}
