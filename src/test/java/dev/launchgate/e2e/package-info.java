/** Proofs on a real control plane: what the packaged application, its rights and its policies do to a genuine API server. */
@NullMarked
package dev.launchgate.e2e;

import org.jspecify.annotations.NullMarked;
