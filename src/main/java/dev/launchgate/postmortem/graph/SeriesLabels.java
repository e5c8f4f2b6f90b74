package dev.launchgate.postmortem.graph;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Short names of series: what tells them apart. */
final class SeriesLabels {
    private static final int LONGEST = 46;

    private SeriesLabels() {}

    /** One for each series, none twice. */
    static List<String> of(List<Series> series) {
        List<String> names = series.stream()
                .map(one -> text(one.labels().entrySet().stream()
                        .filter(label -> !everywhere(label.getKey(), label.getValue(), series))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new))))
                .toList();
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.indexOf(names.get(i)) < i || names.get(i).isEmpty()
                        ? "%s (%d)".formatted(names.get(i).isEmpty() ? "series" : names.get(i), i + 1)
                        : names.get(i))
                .toList();
    }

    /** What all series have in common; empty if nothing. */
    static String common(List<Series> series) {
        SortedMap<String, String> common = new TreeMap<>(series.getFirst().labels());
        common.entrySet().removeIf(label -> !everywhere(label.getKey(), label.getValue(), series));
        return common.isEmpty() ? "" : Series.name(common);
    }

    private static boolean everywhere(String name, String value, List<Series> series) {
        return series.stream().allMatch(one -> value.equals(one.labels().get(name)));
    }

    private static String text(SortedMap<String, String> labels) {
        if (labels.size() == 1) {
            return Words.cutInside(labels.firstEntry().getValue(), LONGEST);
        }
        return Words.cutInside(
                labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", ")),
                LONGEST);
    }
}
