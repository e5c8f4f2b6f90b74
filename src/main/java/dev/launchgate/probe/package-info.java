/**
 * The only way to the network. Requests and answers are records with value equality; the {@code Prober} owns one schedule
 * for all checklists; every connection passes the {@code EgressGuard}.
 */
@NullMarked
package dev.launchgate.probe;

import org.jspecify.annotations.NullMarked;
