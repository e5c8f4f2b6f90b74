package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.postmortem.graph.GraphFile;
import dev.launchgate.postmortem.graph.GraphPack;
import dev.launchgate.postmortem.graph.Sha256;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Document, pictures and data as the keys of one ConfigMap, within what such an object holds.
 *
 * @param files by name, {@value #DOCUMENT} among them
 */
public record Bundle(SortedMap<String, String> files) {
    /** The file that links to all others. */
    public static final String DOCUMENT = "postmortem.md";

    /** Most bytes of all names and contents together: 1 MiB, less what an API server may count beside. */
    public static final int MOST_BYTES = 1_000_000;

    public Bundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * The document with those files that belong to its attachments and for which there is room, the first attachments
     * first.
     *
     * @param captured files of graphs, by name, as {@link GraphPack} makes them
     */
    public static Bundle of(
            String namespace, String name, PostmortemSpec spec, PostmortemStatus status, Map<String, String> captured) {
        SortedMap<String, String> files = new TreeMap<>();
        Map<String, GraphFiles> graphs = new HashMap<>();
        for (Attachment attachment : spec.attachments()) {
            SortedMap<String, String> own = own(attachment.name(), captured);
            int room = MOST_BYTES - MarkdownDocument.LEAST_LIMIT - GraphPack.size(files);
            if (!own.isEmpty() && GraphPack.size(own) <= room) {
                files.putAll(own);
                graphs.put(attachment.name(), files(attachment.name(), own, List.of()));
            } else if (!own.isEmpty()) {
                graphs.put(
                        attachment.name(),
                        new GraphFiles(null, null, null, List.of("There is no room for its data and graph.")));
            }
        }
        int room = MOST_BYTES - GraphPack.size(files) - DOCUMENT.length();
        files.put(DOCUMENT, MarkdownDocument.of(new DocumentSource(namespace, name, spec, status, graphs), room));
        return new Bundle(files);
    }

    /** The room for one of so many graphs. */
    public static int roomForOne(int graphs) {
        return (MOST_BYTES - MarkdownDocument.LEAST_LIMIT) / Math.max(1, graphs);
    }

    private static SortedMap<String, String> own(String attachment, Map<String, String> captured) {
        return GraphFile.possible(attachment)
                ? Arrays.stream(GraphFile.values())
                        .map(file -> file.of(attachment))
                        .filter(captured::containsKey)
                        .collect(Collectors.toMap(
                                file -> file,
                                file -> Objects.requireNonNull(captured.get(file)),
                                (a, b) -> a,
                                TreeMap::new))
                : new TreeMap<>();
    }

    private static GraphFiles files(String attachment, SortedMap<String, String> own, List<String> notes) {
        String light = GraphFile.Light.of(attachment);
        String dark = GraphFile.Dark.of(attachment);
        String data = GraphFile.Data.of(attachment);
        return new GraphFiles(
                own.containsKey(light) ? light : null,
                own.containsKey(dark) ? dark : null,
                own.containsKey(data) ? data : null,
                notes);
    }

    /** The digest of a file, by its name. */
    public SortedMap<String, String> digests() {
        return files.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> Sha256.of(file.getValue()), (a, b) -> a, TreeMap::new));
    }

    /** Bytes of all names and contents. */
    public int size() {
        return GraphPack.size(files);
    }
}
