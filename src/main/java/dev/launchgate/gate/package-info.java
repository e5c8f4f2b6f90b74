/**
 * The gate: a pure state machine over live objects and the recorded status. {@link dev.launchgate.gate.GatePolicy} is the
 * one place that can decide to open it. The adapter that writes is in {@code dev.launchgate.gate.kube}.
 */
@NullMarked
package dev.launchgate.gate;

import org.jspecify.annotations.NullMarked;
