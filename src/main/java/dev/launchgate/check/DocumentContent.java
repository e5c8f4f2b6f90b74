package dev.launchgate.check;

import dev.launchgate.probe.ContentReader.Content;
import java.util.List;

/**
 * What the judge wants to know of a document: nothing of its text.
 *
 * @param empty no byte besides white space
 * @param look what it looks like
 * @param fault where it breaks off being what it looks like, such as {@code line 3}; empty if it does not
 * @param packed diagrams in it are compressed, so that no word in them can be found
 * @param sha256 digest of its bytes, 64 lower-case hexadecimal digits
 * @param unmentioned words that were looked for and are not in it, in the order of the spec
 */
record DocumentContent(
        boolean empty, DocumentLook look, String fault, boolean packed, String sha256, List<String> unmentioned)
        implements Content {
    /** Stands for the body of an answer that is no document, such as an error page. */
    static final DocumentContent NONE = new DocumentContent(true, DocumentLook.PlainText, "", false, "", List.of());

    DocumentContent {
        unmentioned = List.copyOf(unmentioned);
    }
}
