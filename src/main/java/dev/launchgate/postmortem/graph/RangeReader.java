package dev.launchgate.postmortem.graph;

import dev.launchgate.check.JsonScan;
import dev.launchgate.probe.ContentReader;
import java.io.IOException;

/** Reads the answer to a range query onto the grid that was asked for. */
public record RangeReader(RangeWindow window) implements ContentReader {
    @Override
    public RangeResult read(int status, byte[] body) {
        try {
            return new RangeScan(window).read(body);
        } catch (IOException e) {
            return new RangeResult.Malformed(JsonScan.position(e));
        }
    }
}
