package dev.launchgate.check;

import java.nio.charset.StandardCharsets;

/** A PDF file, from its header to the mark at its end: a download that broke off lacks that. */
final class PdfFile {
    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 1024;

    private PdfFile() {}

    static boolean begins(byte[] body) {
        for (int i = 0; i < HEADER.length; i++) {
            if (i >= body.length || body[i] != HEADER[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where it is broken; empty if it is not. */
    static String fault(byte[] body) {
        int from = Math.max(0, body.length - TAIL);
        String tail = new String(body, from, body.length - from, StandardCharsets.ISO_8859_1);
        int start = tail.lastIndexOf("startxref");
        return start >= 0 && tail.indexOf("%%EOF", start) >= 0 ? "" : "it ends at byte " + body.length;
    }
}
