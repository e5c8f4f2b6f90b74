package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of the rows that items have in the status. Rows are keyed by name, so an item without a good name of its own is
 * shown by its position, under a name that no other item has.
 */
final class RowNames {
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final int MAX_LENGTH = 63;

    private final List<String> rows = new ArrayList<>();
    private final List<Boolean> first = new ArrayList<>();

    /** @param names of the items, in their order */
    RowNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        Set<String> taken = new HashSet<>(names);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean unseen = name.isEmpty() || seen.add(name);
            first.add(unseen);
            rows.add(unseen && valid(name) ? name : free(i, taken));
        }
    }

    static boolean valid(String name) {
        return name.length() <= MAX_LENGTH && LABEL.matches(name);
    }

    private static String free(int index, Set<String> taken) {
        String row = "item-" + index;
        for (int n = 2; !taken.add(row); n++) {
            row = "item-" + index + "-" + n;
        }
        return row;
    }

    /** The name of the row of the item at this position. */
    String of(int index) {
        return rows.get(index);
    }

    /** Whether no item before has the same name; none is no name. */
    boolean first(int index) {
        return first.get(index);
    }
}
