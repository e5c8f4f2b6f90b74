/**
 * Reports of load-testing tools, read into figures of one meaning: times in milliseconds, shares from 0 to 1, rates per
 * second. A report is hostile; what is not certainly the report of a known tool is refused, and says by what name.
 */
@NullMarked
package dev.launchgate.check.loadtest;

import org.jspecify.annotations.NullMarked;
