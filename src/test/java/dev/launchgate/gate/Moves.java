package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus.Approval;

/** Moves that only the policy can make, for tests of what carries them out. */
public final class Moves {
    private Moves() {}

    /** Of exactly this template of exactly this object. */
    public static GateMove.Resume resume(String uid, String templateIdentity) {
        return new GateMove.Resume(new Approval(
                templateIdentity, "2.4", uid, 1L, "2026-11-01T08:00:00Z", "ChecklistPassed", "digest", null));
    }

    public static GateMove.Disarm disarm(String uid, String templateIdentity) {
        return new GateMove.Disarm(uid, templateIdentity);
    }
}
