package dev.launchgate.check;

/** Whether what a reference names is there. */
sealed interface Presence {
    /** The object is there, and its key where one is named. */
    record Present(ReferencedObject object) implements Presence {}

    record ObjectAbsent() implements Presence {}

    /** The object is there without the key. */
    record KeyAbsent(ReferencedObject object) implements Presence {}

    /** Nothing is known. */
    record NotSeen(Judgement why) implements Presence {}
}
