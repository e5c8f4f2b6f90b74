/**
 * Capturing what a postmortem rests on, and publishing its document: which attachment is asked for, what its answer means, what
 * of it is kept where. Pure: the network and the API server are behind ports.
 */
@NullMarked
package dev.launchgate.postmortem.capture;

import org.jspecify.annotations.NullMarked;
