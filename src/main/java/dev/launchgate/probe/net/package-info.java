/**
 * The network: one adapter per protocol, and the guard through which all of them leave the process. No other package opens a
 * connection, except the Kubernetes client.
 */
@NullMarked
package dev.launchgate.probe.net;

import org.jspecify.annotations.NullMarked;
