/** The endpoint's look at the cluster: live objects, callers and leadership. */
@NullMarked
package dev.launchgate.endpoint.kube;

import org.jspecify.annotations.NullMarked;
