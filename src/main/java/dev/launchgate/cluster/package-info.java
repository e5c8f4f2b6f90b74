/**
 * Cluster objects as facts: what was read, what was not there, and what could not be read. This package is pure; the
 * adapter that fills it from a real API server is {@code dev.launchgate.cluster.kube}.
 */
@NullMarked
package dev.launchgate.cluster;

import org.jspecify.annotations.NullMarked;
