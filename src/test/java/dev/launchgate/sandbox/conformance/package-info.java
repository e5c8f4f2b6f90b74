/** One sequence of requests, whose answers by a real control plane are recorded: the sandbox must give the same. */
@NullMarked
package dev.launchgate.sandbox.conformance;

import org.jspecify.annotations.NullMarked;
