/** The gate over HTTP: the verdict of a checklist for delivery engines and pipelines, answered from live objects. */
@NullMarked
package dev.launchgate.endpoint;

import org.jspecify.annotations.NullMarked;
