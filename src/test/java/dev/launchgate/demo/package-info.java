/** The story of one launch, played with the packaged operator in a sandbox or on a real cluster, and checked as it goes. */
@NullMarked
package dev.launchgate.demo;

import org.jspecify.annotations.NullMarked;
