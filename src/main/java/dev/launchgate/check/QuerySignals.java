package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.GoldenSignal;
import java.util.EnumSet;
import java.util.Set;

/** Tells by the words of a query which golden signals its panel shows. Whoever names things otherwise maps the panel. */
final class QuerySignals {
    /** Counters of a histogram or summary are named after what they time, and say how often, not how long. */
    private static final Pattern COUNTER = Pattern.compile("(?i)[a-z0-9_:.]+_(count|total)\\b");

    private static final Pattern TIME = Pattern.compile("(?i)duration|latency");
    private static final Pattern DISTRIBUTION = Pattern.compile("(?i)quantile|bucket");
    private static final Pattern SIZES = Pattern.compile("(?i)(bytes|size)[a-z0-9_]*_bucket");
    /** Words, and a matcher of status codes from 500 on, as a label or in SQL: {@code 500}, {@code 5..}, {@code [4-5].*}. */
    private static final Pattern ERRORS = Pattern.compile(
            "(?i)error|fail|5xx|(code|status|class)[a-z_]*\\s*[=!>]+~?\\s*[\"'`]?([^\"'`]{0,100}[^0-9\"'`])?"
                    + "(5(\\.|[0-9]{2}|\\\\+d|\\[)|\\[4?-?5\\])");

    private static final Pattern SATURATION = Pattern.compile("(?i)cpu|memory|memstats|queue|limit|utili[sz]ation");
    private static final Pattern RATE_OF_COUNTER =
            Pattern.compile("(?i)\\b(i?rate|increase)\\s*\\([^()]*(total|count|requests)\\b");

    private QuerySignals() {}

    static Set<GoldenSignal> of(String query) {
        Set<GoldenSignal> signals = EnumSet.noneOf(GoldenSignal.class);
        if (latency(COUNTER.matcher(query).replaceAll("counter"))) {
            signals.add(GoldenSignal.Latency);
        }
        if (ERRORS.matcher(query).find()) {
            signals.add(GoldenSignal.Errors);
        }
        if (SATURATION.matcher(query).find()) {
            signals.add(GoldenSignal.Saturation);
        }
        // errors per second, seconds of CPU per second and seconds per request are rates of counters too
        if (signals.isEmpty() && RATE_OF_COUNTER.matcher(query).find()) {
            signals.add(GoldenSignal.Traffic);
        }
        return signals;
    }

    /** Sizes have quantiles as well. */
    private static boolean latency(String query) {
        return TIME.matcher(query).find()
                || DISTRIBUTION.matcher(query).find() && !SIZES.matcher(query).find();
    }
}
