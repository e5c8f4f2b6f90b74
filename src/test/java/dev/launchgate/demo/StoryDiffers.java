package dev.launchgate.demo;

/** Something did not happen as told. */
final class StoryDiffers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryDiffers(String message) {
        super(message);
    }

    /** @param what what must be true, as a sentence that is false when it is not */
    static void unless(boolean holds, String what) {
        if (!holds) {
            throw new StoryDiffers("expected: " + what);
        }
    }
}
