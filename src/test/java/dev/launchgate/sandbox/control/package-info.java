/** The controllers of the sandbox: level-triggered, in one thread, each with a complete look at the world. */
@NullMarked
package dev.launchgate.sandbox.control;

import org.jspecify.annotations.NullMarked;
