package dev.launchgate.check;

import dev.launchgate.probe.ContentReader;
import java.io.IOException;

/** Reduces the answer to an instant query to what its bounds make of it. */
record QueryReader(ValueBounds bounds, int minSeries) implements ContentReader {
    @Override
    public Content read(int status, byte[] body) {
        try {
            return new QueryScan(bounds).read(body).result(minSeries);
        } catch (IOException e) {
            return new QueryResult.Malformed(JsonScan.position(e));
        }
    }
}
