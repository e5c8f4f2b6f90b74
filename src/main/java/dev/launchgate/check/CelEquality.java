package dev.launchgate.check;

import com.google.common.primitives.UnsignedLong;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Equality as CEL defines it, every comparison counted: two lists that hold one list twice, again and again, are short to
 * write and endless to compare.
 */
final class CelEquality {
    private final CelBudget budget;

    CelEquality(CelBudget budget) {
        this.budget = budget;
    }

    boolean equal(Object one, Object other) {
        budget.spend(1);
        if (one instanceof Number number && other instanceof Number another) {
            return equalNumbers(number, another);
        }
        if (one instanceof String text && other instanceof String) {
            budget.spendOn(text);
            return text.equals(other);
        }
        if (one instanceof List<?> list && other instanceof List<?> others) {
            return equalLists(list, others);
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            return equalMaps(map, others);
        }
        return one.equals(other);
    }

    boolean in(Object element, List<?> list) {
        for (Object candidate : list) {
            if (equal(element, candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean equalLists(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<?> others = other.iterator();
        for (Object element : one) {
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean equalMaps(Map<?, ?> one, Map<?, ?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<?, ?> member : one.entrySet()) {
            Object value = other.get(member.getKey());
            if (value == null || !equal(member.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalNumbers(Number one, Number other) {
        if (one instanceof Long && other instanceof Long) {
            return one.equals(other);
        }
        return exact(one) && exact(other)
                ? decimal(one).compareTo(decimal(other)) == 0
                : one.doubleValue() == other.doubleValue();
    }

    private static boolean exact(Number number) {
        return Double.isFinite(number.doubleValue());
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case UnsignedLong unsigned -> new BigDecimal(unsigned.bigIntegerValue());
            case Long whole -> BigDecimal.valueOf(whole);
            default -> new BigDecimal(number.doubleValue());
        };
    }
}
