package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus.Approval;

/** What to do with the Deployment. Only {@link GatePolicy} makes moves; no other class can construct a {@link Resume}. */
public sealed interface GateMove {
    /** Nothing. */
    GateMove NONE = new None();

    /** Nothing. */
    record None() implements GateMove {}

    /**
     * Apply {@code spec.paused: true} and own it.
     *
     * @param templateIdentity the template that was judged; the move is void if it changed
     */
    record Pause(String uid, String templateIdentity) implements GateMove {}

    /** Clear {@code spec.paused} for exactly the approved template of exactly this object. */
    final class Resume implements GateMove {
        private final Approval approval;

        Resume(Approval approval) {
            this.approval = approval;
        }

        /** The recorded decision that this carries out. */
        public Approval approval() {
            return approval;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Resume resume && resume.approval.equals(approval);
        }

        @Override
        public int hashCode() {
            return approval.hashCode();
        }

        @Override
        public String toString() {
            return "Resume[" + approval + "]";
        }
    }

    /**
     * Clear {@code spec.paused} of an idle Deployment whose checklist is gone, and take our label and notes off: nothing
     * new starts.
     */
    final class Disarm implements GateMove {
        private final String uid;
        private final String templateIdentity;

        Disarm(String uid, String templateIdentity) {
            this.uid = uid;
            this.templateIdentity = templateIdentity;
        }

        public String uid() {
            return uid;
        }

        public String templateIdentity() {
            return templateIdentity;
        }
    }
}
