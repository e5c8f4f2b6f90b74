package dev.launchgate.postmortem.graph;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The range of values that a picture shows.
 *
 * @param least bottom of the picture
 * @param most top of the picture
 */
record ValueAxis(double least, double most) {
    /** Beyond this, differences of two values are no numbers any more. */
    private static final double LARGEST = 1e100;

    private static final double SMALLEST = 1e-100;
    private static final double AIR = 0.05;

    static ValueAxis of(List<Series> series) {
        DoubleSummaryStatistics values = series.stream()
                .flatMapToDouble(one -> IntStream.range(0, one.values().size()).mapToDouble(one::number))
                .filter(ValueAxis::drawable)
                .summaryStatistics();
        if (values.getCount() == 0) {
            return new ValueAxis(0, 1);
        }
        // from zero, so that a small change does not look like a large one
        double least = Math.min(0, values.getMin());
        double most = Math.max(0, values.getMax());
        double height = most - least < SMALLEST ? 1 : most - least;
        return new ValueAxis(least < 0 ? least - AIR * height : 0, most > 0 || least == 0 ? most + AIR * height : 0);
    }

    /** Whether a value has a place on paper. */
    static boolean drawable(double value) {
        return Math.abs(value) <= LARGEST;
    }
}
