/** Settings, and the wiring of one process: who is made of what, in which order it starts and stops, and how it is. */
@NullMarked
package dev.launchgate.config;

import org.jspecify.annotations.NullMarked;
