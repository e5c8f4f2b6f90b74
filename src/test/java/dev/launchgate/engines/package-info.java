/** What delivery engines make of our objects: evaluated by the engines' own readers. */
@NullMarked
package dev.launchgate.engines;

import org.jspecify.annotations.NullMarked;
