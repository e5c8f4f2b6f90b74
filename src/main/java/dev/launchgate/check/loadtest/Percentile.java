package dev.launchgate.check.loadtest;

/** The percentiles of response times that can be bounded. */
public enum Percentile {
    P50("p50", 50),
    P90("p90", 90),
    P95("p95", 95),
    P99("p99", 99);

    private final String label;
    private final int percent;

    Percentile(String label, int percent) {
        this.label = label;
        this.percent = percent;
    }

    /** As specs and messages write it. */
    public String label() {
        return label;
    }

    int percent() {
        return percent;
    }
}
