package dev.launchgate.postmortem.graph;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Data and pictures of one graph, made to fit.
 *
 * @param files by name; what does not fit at all is not among them
 * @param points how many values the data have
 * @param sha256 of the data; of nothing if there was no room for them
 * @param notes what is not as it was asked for, in sentences
 */
public record GraphPack(SortedMap<String, String> files, long points, String sha256, List<String> notes) {
    private static final int[] ROWS = {GraphDrawing.MOST_ROWS, 200, 100, 40};

    public GraphPack {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        notes = List.copyOf(notes);
    }

    /**
     * Pictures in at most two thirds of the room, data in the rest.
     *
     * @param graph with data that are not thinned
     * @param bytes of UTF-8, the names included
     */
    public static GraphPack of(String attachment, Graph graph, int bytes) {
        SortedMap<String, String> files = new TreeMap<>(pictures(attachment, graph, bytes / 3 * 2));
        List<String> notes = new ArrayList<>();
        if (files.isEmpty()) {
            notes.add("There is no room for the picture.");
        }
        String name = GraphFile.Data.of(attachment);
        return CsvText.within(graph.data(), bytes - size(files) - name.length())
                .map(csv -> {
                    files.put(name, csv.text());
                    notes.addAll(csv.data().notes());
                    return new GraphPack(files, csv.data().samples(), Sha256.of(csv.text()), notes);
                })
                .orElseGet(() -> {
                    notes.add("There is no room for the data.");
                    notes.addAll(graph.data().notes());
                    return new GraphPack(files, 0, Sha256.of(""), notes);
                });
    }

    private static SortedMap<String, String> pictures(String attachment, Graph graph, int bytes) {
        for (int rows : ROWS) {
            SortedMap<String, String> pictures = new TreeMap<>();
            pictures.put(GraphFile.Light.of(attachment), GraphDrawing.svg(graph, Theme.Light, rows));
            pictures.put(GraphFile.Dark.of(attachment), GraphDrawing.svg(graph, Theme.Dark, rows));
            if (size(pictures) <= bytes) {
                return pictures;
            }
        }
        return new TreeMap<>();
    }

    /** Bytes of names and contents, as a ConfigMap counts them. */
    public static int size(SortedMap<String, String> files) {
        return files.entrySet().stream()
                .mapToInt(file -> file.getKey().length() + file.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
