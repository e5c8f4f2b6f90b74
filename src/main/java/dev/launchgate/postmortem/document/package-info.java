/**
 * The document of a postmortem: Markdown for people, from the object alone. Pure, and the same bytes for the same object.
 * Whatever stands in the object is text: it becomes no markup, no link, no mention and no command of a template engine.
 */
@NullMarked
package dev.launchgate.postmortem.document;

import org.jspecify.annotations.NullMarked;
