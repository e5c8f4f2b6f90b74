/** Postmortems: what one says and lacks, and how its measures stand. */
@NullMarked
package dev.launchgate.postmortem;

import org.jspecify.annotations.NullMarked;
