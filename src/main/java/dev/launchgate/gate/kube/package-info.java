/** The gate's writes to a real API server, and the dry run that proves how it is armed. */
@NullMarked
package dev.launchgate.gate.kube;

import org.jspecify.annotations.NullMarked;
