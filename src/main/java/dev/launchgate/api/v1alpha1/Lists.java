package dev.launchgate.api.v1alpha1;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Immutable copies of what a decoder hands over: an absent collection is empty, absent elements are dropped. */
final class Lists {
    private Lists() {}

    static <T> List<T> copy(@Nullable List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }

    static <T> List<T> copyOr(@Nullable List<T> values, List<T> ifEmpty) {
        return values == null || values.isEmpty() ? ifEmpty : copy(values);
    }

    static Map<String, String> copy(@Nullable Map<String, String> values) {
        return values == null ? Map.of() : Map.copyOf(values);
    }
}
