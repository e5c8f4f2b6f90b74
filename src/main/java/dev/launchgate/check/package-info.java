/**
 * The checks: one file per item kind. A check declares what must be measured and judges facts; it does no input or output
 * and has no logger, clock, client, thread or metric of its own.
 */
@NullMarked
package dev.launchgate.check;

import org.jspecify.annotations.NullMarked;
