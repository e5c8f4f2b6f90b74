package dev.launchgate.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A board that a GrafanaDashboard holds compressed. */
final class GzippedBoard {
    private static final int LONGEST = 1024 * 1024;

    private GzippedBoard() {}

    /** Empty for what is no base64, no gzip, or more than 1 MiB. */
    static Optional<byte[]> unpack(String base64) {
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            byte[] json = unpacked.readNBytes(LONGEST + 1);
            return json.length > LONGEST ? Optional.empty() : Optional.of(json);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
