package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Numbers as tools write them: in JSON, as text, or as a mark that there is none. */
final class ReportNumber {
    /** Few enough digits that no calculation with it takes long. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,30})?");

    private static final Set<String> NONE = Set.of("", "-", "N/A");
    private static final int LARGEST_SCALE = 40;
    private static final int MOST_DIGITS = 40;

    private ReportNumber() {}

    /** Empty where the tool has no such figure: an absent or null member, {@code "-"}, {@code "N/A"}. */
    static Optional<BigDecimal> in(JsonNode node) throws NotReadableException {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            return in(node.textValue());
        }
        if (!node.isNumber()) {
            throw new NotReadableException("a figure is no number");
        }
        BigDecimal number = node.decimalValue();
        if (number.signum() < 0) {
            throw new NotReadableException("a figure is below zero");
        }
        if (Math.abs((long) number.scale()) > LARGEST_SCALE || number.precision() > MOST_DIGITS) {
            throw new NotReadableException("a figure is beyond measure");
        }
        return Optional.of(number);
    }

    static Optional<BigDecimal> in(String text) throws NotReadableException {
        String trimmed = text.trim();
        if (NONE.contains(trimmed)) {
            return Optional.empty();
        }
        if (!DECIMAL.matches(trimmed)) {
            throw new NotReadableException("a figure is no number");
        }
        return Optional.of(new BigDecimal(trimmed));
    }

    static BigDecimal required(JsonNode node, String name) throws NotReadableException {
        Optional<BigDecimal> number = in(node);
        if (number.isEmpty()) {
            throw new NotReadableException("it has no " + name);
        }
        return number.get();
    }
}
