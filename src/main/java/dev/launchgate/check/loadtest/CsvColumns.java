package dev.launchgate.check.loadtest;

import java.util.Arrays;
import java.util.List;

/** The header of a CSV text: which field of a row is which. */
record CsvColumns(List<String> names) {
    static CsvColumns of(String[] header) {
        return new CsvColumns(Arrays.stream(header).map(String::trim).toList());
    }

    boolean haveAll(String... wanted) {
        return names.containsAll(Arrays.asList(wanted));
    }

    /** The field of that column; empty where there is no such column. */
    String field(String[] row, String name) {
        int index = names.indexOf(name);
        return index < 0 ? "" : row[index];
    }
}
