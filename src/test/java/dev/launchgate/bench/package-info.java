/** Measurements: ratios and counts of one run, side by side with a bare client. Never a test. */
@NullMarked
package dev.launchgate.bench;

import org.jspecify.annotations.NullMarked;
