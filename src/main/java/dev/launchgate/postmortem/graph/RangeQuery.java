package dev.launchgate.postmortem.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A query over a window, in the HTTP API of Prometheus. */
public record RangeQuery(String promQl, RangeWindow window) {
    /** Path and query below the base URL of the server, percent-encoded, with a leading slash. */
    public String target() {
        return "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                .formatted(
                        URLEncoder.encode(promQl, StandardCharsets.UTF_8).replace("+", "%20"),
                        window.start().getEpochSecond(),
                        window.end().getEpochSecond(),
                        window.step().toSeconds());
    }

    /** Reads the answer. */
    public RangeReader reader() {
        return new RangeReader(window);
    }
}
