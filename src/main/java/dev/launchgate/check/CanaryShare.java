package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;

/** A share of the users: {@code part} of {@code whole}, the whole above zero. */
record CanaryShare(long part, long whole) {
    /** Beyond what any engine takes; bounded, so that no sum of weights overflows. */
    private static final long MAX_WEIGHT = 1_000_000;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext SHOWN = new MathContext(4);

    /** Everybody at once. */
    static final CanaryShare ALL = new CanaryShare(1, 1);

    /** A weight as engines store it: a whole number from 0 to a million; empty for anything else. */
    static OptionalLong weight(JsonNode node) {
        double value = node.isNumber() ? node.doubleValue() : -1;
        return value >= 0 && value <= MAX_WEIGHT && value == Math.rint(value)
                ? OptionalLong.of((long) value)
                : OptionalLong.empty();
    }

    boolean above(BigDecimal percent) {
        return BigDecimal.valueOf(part).multiply(HUNDRED).compareTo(percent.multiply(BigDecimal.valueOf(whole))) > 0;
    }

    CanaryShare max(CanaryShare other) {
        return part * other.whole >= other.part * whole ? this : other;
    }

    @Override
    public String toString() {
        return percent(BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), SHOWN));
    }

    static String percent(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString() + "%";
    }
}
