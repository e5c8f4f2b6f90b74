package dev.launchgate.postmortem.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A query over a grid of times, in the HTTP API of Prometheus. */
public record RangeRequest(String promQl, RangeWindow window) {
    /** Path and query below the base URL of the server, percent-encoded, with a leading slash. */
    public String target() {
        return "/api/v1/query_range?query="
                + URLEncoder.encode(promQl, StandardCharsets.UTF_8).replace("+", "%20")
                + "&start=" + window.start().getEpochSecond()
                + "&end=" + window.end().getEpochSecond()
                + "&step=" + window.step().toSeconds();
    }

    /** Reads the answer. */
    public RangeReader reader() {
        return new RangeReader(window);
    }
}
