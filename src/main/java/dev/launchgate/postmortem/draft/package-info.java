/**
 * The draft that is written when a release goes wrong: from the history of a checklist to incidents, and from what the
 * cluster still knows to a postmortem that holds facts alone. What reads and writes the cluster is {@code
 * dev.launchgate.postmortem.draft.kube}.
 */
@NullMarked
package dev.launchgate.postmortem.draft;

import org.jspecify.annotations.NullMarked;
