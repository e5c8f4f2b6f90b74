package dev.launchgate.postmortem.document;

import com.google.re2j.Pattern;
import dev.launchgate.postmortem.graph.GraphFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files of one graph, beside the document.
 *
 * @param light picture for a light ground; null if there was no room
 * @param dark picture for a dark ground; null if there was no room
 * @param csv data; null if there was no room
 * @param notes what is not as it was asked for, in sentences
 */
public record GraphFiles(
        @Nullable String light,
        @Nullable String dark,
        @Nullable String csv,
        List<String> notes) {
    private static final Pattern FILE = Pattern.compile("[a-z0-9][-a-z0-9]*\\.(svg|csv)");

    /** @throws IllegalArgumentException for a name that could be more than that of a file */
    public GraphFiles {
        for (String file : new @Nullable String[] {light, dark, csv}) {
            if (file != null && !FILE.matches(file)) {
                throw new IllegalArgumentException("not the name of a file beside the document");
            }
        }
        notes = List.copyOf(notes);
    }

    /** The usual names; empty for what is no name of an attachment. */
    public static Optional<GraphFiles> named(String attachment, List<String> notes) {
        return GraphFile.possible(attachment)
                ? Optional.of(new GraphFiles(
                        GraphFile.Light.of(attachment),
                        GraphFile.Dark.of(attachment),
                        GraphFile.Data.of(attachment),
                        notes))
                : Optional.empty();
    }
}
