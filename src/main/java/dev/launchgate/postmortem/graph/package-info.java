/**
 * Data and graphs of a postmortem: the answer to a range query, as CSV and as pictures. Pure; what a server sends is hostile,
 * and what had to be left out or merged is said.
 */
@NullMarked
package dev.launchgate.postmortem.graph;

import org.jspecify.annotations.NullMarked;
