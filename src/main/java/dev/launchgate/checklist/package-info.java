/**
 * One pass over a checklist, from event to effect: plan, observe, judge, aggregate, decide, act, compose, announce. Only
 * {@link dev.launchgate.checklist.LaunchChecklistReconciler} knows the operator framework.
 */
@NullMarked
package dev.launchgate.checklist;

import org.jspecify.annotations.NullMarked;
