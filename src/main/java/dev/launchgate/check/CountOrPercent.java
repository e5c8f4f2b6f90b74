package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** A number of pods as Kubernetes writes it: a count, or a percentage of all. */
final class CountOrPercent {
    private CountOrPercent() {}

    /** The number; empty for what is neither. A fraction of a pod counts as a whole one. */
    static OptionalInt roundedUp(JsonNode value, int all) {
        return of(value, all, 99);
    }

    /** The number; empty for what is neither. A fraction of a pod does not count. */
    static OptionalInt roundedDown(JsonNode value, int all) {
        return of(value, all, 0);
    }

    private static OptionalInt of(JsonNode value, int all, int rounding) {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return OptionalInt.of(value.asInt());
        }
        String text = value.asText("");
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : "";
        return Numbers.within(number, 0, 1_000_000)
                ? OptionalInt.of((int) ((Long.parseLong(number) * all + rounding) / 100))
                : OptionalInt.empty();
    }
}
