package dev.launchgate.probe.net;

/** How far a checklist may reach an address, from open to never: of two judgements of one address the later counts. */
enum Reach {
    /** Public, or named by the administrator. */
    Open,
    /** Closed, unless it belongs to the namespace that asks. */
    Own,
    /** Closed, whoever it belongs to, unless the administrator names it: the operator's own loopback. */
    Named,
    /** Closed, whatever the administrator names. */
    Never;

    static Reach worse(Reach one, Reach other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
