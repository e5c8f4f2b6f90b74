package dev.launchgate.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often each of a bounded number of keys is admitted: a burst, then a number in each second. */
final class RateLimit {
    private static final int KEYS = 10_000;
    private static final double NANOS = 1e9;

    private final double burst;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    RateLimit(int burst, int perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    synchronized boolean admits(String key) {
        long now = nanoTime.getAsLong();
        Bucket before = buckets.getOrDefault(key, new Bucket(burst, now));
        double filled = Math.min(burst, before.left() + (now - before.at()) / NANOS * perSecond);
        boolean admitted = filled >= 1;
        buckets.put(key, new Bucket(admitted ? filled - 1 : filled, now));
        return admitted;
    }

    private record Bucket(double left, long at) {}
}
