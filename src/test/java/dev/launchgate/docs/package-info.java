/** Writes the generated files of the repository: the CRD, its copies, and the reference pages. */
@NullMarked
package dev.launchgate.docs;

import org.jspecify.annotations.NullMarked;
