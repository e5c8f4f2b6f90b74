/** Tells people and monitoring what changed: events on transitions, one log line each, bounded metrics. */
@NullMarked
package dev.launchgate.announce;

import org.jspecify.annotations.NullMarked;
