/** Kinds, objects, versions and watches: what etcd and the registry are to a real API server. */
@NullMarked
package dev.launchgate.sandbox.store;

import org.jspecify.annotations.NullMarked;
