/** Pure functions over Kubernetes objects as JSON trees: schemas, defaults, patches and the ownership of fields. */
@NullMarked
package dev.launchgate.sandbox.object;

import org.jspecify.annotations.NullMarked;
