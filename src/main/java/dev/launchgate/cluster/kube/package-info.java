/**
 * Reads the cluster: one watch per kind and scope, started by the first read, pruned to what checks read; and a log of who
 * read what, so that an event wakes exactly the checklists concerned.
 */
@NullMarked
package dev.launchgate.cluster.kube;

import org.jspecify.annotations.NullMarked;
