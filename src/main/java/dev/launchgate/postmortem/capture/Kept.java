package dev.launchgate.postmortem.capture;

import dev.launchgate.postmortem.graph.GraphFile;
import dev.launchgate.postmortem.graph.Sha256;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files of graphs that are kept somewhere, believed by their digest only. */
final class Kept {
    private Kept() {}

    /** The files of an attachment, if they are the ones of which the status says the digest. */
    static Optional<SortedMap<String, String>> of(String attachment, String digest, Map<String, String> files) {
        SortedMap<String, String> own = named(attachment, files);
        return digest(own).equals(digest) ? Optional.of(own) : Optional.empty();
    }

    /** The files that are called as those of an attachment are. */
    static SortedMap<String, String> named(String attachment, Map<String, String> files) {
        SortedMap<String, String> own = new TreeMap<>();
        if (GraphFile.possible(attachment)) {
            Arrays.stream(GraphFile.values())
                    .map(file -> file.of(attachment))
                    .forEach(name -> Optional.ofNullable(files.get(name)).ifPresent(text -> own.put(name, text)));
        }
        return own;
    }

    /** The digest of what {@code sha256sum} prints for the files. */
    static String digest(SortedMap<String, String> files) {
        return Sha256.of(files.entrySet().stream()
                .map(file -> Sha256.of(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining()));
    }
}
