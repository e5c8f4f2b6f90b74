/**
 * A Kubernetes cluster in one process, good enough for kubectl and for the packaged operator. It keeps no state on disk,
 * has no users, and evaluates no CEL; what it answers is compared with a real control plane by a test.
 */
@NullMarked
package dev.launchgate.sandbox;

import org.jspecify.annotations.NullMarked;
