/** Proofs of what a user installs: manifests, chart, roles, policies, examples. */
@NullMarked
package dev.launchgate.install;

import org.jspecify.annotations.NullMarked;
