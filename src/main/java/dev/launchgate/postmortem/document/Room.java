package dev.launchgate.postmortem.document;

/**
 * How much a document says of each thing, so that it fits.
 *
 * @param text most characters of one text
 * @param rows most rows of one table
 */
record Room(int text, int rows) {
    static final Room ALL = new Room(20_000, 1_000);

    /** The next smaller one. */
    Room less() {
        return new Room(Math.max(40, text / 2), Math.max(5, rows * 3 / 4));
    }

    boolean least() {
        return text == 40 && rows == 5;
    }
}
