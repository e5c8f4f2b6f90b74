package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.MetricsParams;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.SignalQuery;
import org.jspecify.annotations.Nullable;

/**
 * Between what the value of every series must lie, as the spec writes it. Values are compared as Prometheus holds them, so
 * that a bound that is met exactly is met.
 *
 * @param min null for no lower bound
 * @param max null for no upper bound
 */
record ValueBounds(@Nullable String min, @Nullable String max) {
    private static final Pattern DECIMAL = Pattern.compile(Patterns.DECIMAL);

    static ValueBounds of(MetricsParams params) {
        return new ValueBounds(params.min(), params.max());
    }

    static ValueBounds of(SignalQuery signal) {
        return new ValueBounds(signal.min(), signal.max());
    }

    /** @param path of the fields' parent, empty or with a dot at its end */
    void refuse(String path, Refusals refusals) {
        boolean low = refuse(min, path + "min", refusals);
        boolean high = refuse(max, path + "max", refusals);
        refusals.require(!low || !high || lowest() <= highest(), path + "min", "must not be above max");
    }

    double lowest() {
        return min == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(min);
    }

    double highest() {
        return max == null ? Double.POSITIVE_INFINITY : Double.parseDouble(max);
    }

    private static boolean refuse(@Nullable String bound, String path, Refusals refusals) {
        boolean decimal = bound == null || DECIMAL.matches(bound);
        refusals.require(
                decimal, path, "must be a decimal number of at most 15 digits before the point and 9 behind it");
        return decimal;
    }
}
