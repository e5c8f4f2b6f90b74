/** From the answers of all items to one readiness. Pure. */
@NullMarked
package dev.launchgate.readiness;

import org.jspecify.annotations.NullMarked;
