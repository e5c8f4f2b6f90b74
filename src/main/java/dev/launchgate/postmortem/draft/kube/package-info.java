/** The cluster behind the drafts: what is left of an incident, and the postmortems that were drafted. */
@NullMarked
package dev.launchgate.postmortem.draft.kube;

import org.jspecify.annotations.NullMarked;
