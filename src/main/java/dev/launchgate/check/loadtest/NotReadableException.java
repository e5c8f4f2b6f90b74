package dev.launchgate.check.loadtest;

/** A report is not what it should be; the message says why in words, without anything of the content. */
final class NotReadableException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadableException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
