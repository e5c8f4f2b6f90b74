/** The HTTP side of the sandbox: paths, verbs, answers and their forms. */
@NullMarked
package dev.launchgate.sandbox.api;

import org.jspecify.annotations.NullMarked;
