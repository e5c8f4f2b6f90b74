package dev.launchgate.check;

import dev.launchgate.check.QueryResult.Breach;
import java.util.ArrayList;
import java.util.List;

/** Counts series against bounds, one value at a time, and remembers only the worst. */
final class SeriesTally {
    private final ValueBounds bounds;
    private final Beyond above = new Beyond();
    private final Beyond below = new Beyond();
    private int series;
    private int notNumbers;

    SeriesTally(ValueBounds bounds) {
        this.bounds = bounds;
    }

    /** Counts a value; false if it is no number. */
    boolean add(String value) {
        if (!SampleNumber.matches(value)) {
            return false;
        }
        series++;
        double number = SampleNumber.of(value);
        if (Double.isNaN(number)) {
            notNumbers++;
        } else if (number > bounds.highest()) {
            above.add(value, number - bounds.highest());
        } else if (number < bounds.lowest()) {
            below.add(value, bounds.lowest() - number);
        }
        return true;
    }

    QueryResult result(int minSeries) {
        if (series == 0) {
            return new QueryResult.Empty();
        }
        if (notNumbers > 0) {
            return new QueryResult.NotNumbers(notNumbers, series);
        }
        if (series < minSeries) {
            return new QueryResult.TooFew(series);
        }
        List<Breach> breaches = new ArrayList<>();
        if (above.count > 0) {
            breaches.add(new Breach("at most " + bounds.max(), above.worst, above.count, series));
        }
        if (below.count > 0) {
            breaches.add(new Breach("at least " + bounds.min(), below.worst, below.count, series));
        }
        return breaches.isEmpty() ? new QueryResult.Fits() : new QueryResult.Outside(breaches);
    }

    /** Values beyond one bound. */
    private static final class Beyond {
        private int count;
        private String worst = "";
        private double farthest = -1;

        private void add(String value, double distance) {
            count++;
            if (distance > farthest) {
                farthest = distance;
                worst = value;
            }
        }
    }
}
