package dev.launchgate.check;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** A PNG image, whole from its header to its end: every chunk is there and has its checksum. */
final class PngFile {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;
    private static final int HEADER_LENGTH = 13;
    /** Length, type and checksum. */
    private static final int AROUND_CHUNK = 12;

    private PngFile() {}

    static boolean begins(byte[] body) {
        return body.length >= Long.BYTES && ByteBuffer.wrap(body).getLong() == SIGNATURE;
    }

    /** Where it is broken; empty if it is not. */
    static String fault(byte[] body) {
        ByteBuffer chunks = ByteBuffer.wrap(body).position(Long.BYTES);
        boolean first = true;
        boolean data = false;
        while (chunks.remaining() >= AROUND_CHUNK) {
            int at = chunks.position();
            int length = chunks.getInt();
            if (length < 0 || length > chunks.remaining() - 2 * Integer.BYTES) {
                return "byte " + at;
            }
            int type = chunks.getInt(chunks.position());
            boolean sound = checksum(body, chunks.position(), length + Integer.BYTES)
                    == chunks.getInt(chunks.position() + Integer.BYTES + length);
            if (!sound || first != (type == HEADER) || first && !sized(chunks, length)) {
                return "byte " + at;
            }
            first = false;
            data |= type == DATA && length > 0;
            if (type == END) {
                return data ? "" : "no picture in it";
            }
            chunks.position(chunks.position() + Integer.BYTES + length + Integer.BYTES);
        }
        return "it ends at byte " + body.length;
    }

    /** The header says that there is a picture: its width and height are above zero. */
    private static boolean sized(ByteBuffer chunks, int length) {
        int data = chunks.position() + Integer.BYTES;
        return length == HEADER_LENGTH && chunks.getInt(data) > 0 && chunks.getInt(data + Integer.BYTES) > 0;
    }

    private static int checksum(byte[] body, int from, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(body, from, length);
        return (int) checksum.getValue();
    }
}
