/** The words, conditions and composition of status: what people and tools read. Pure. */
@NullMarked
package dev.launchgate.status;

import org.jspecify.annotations.NullMarked;
