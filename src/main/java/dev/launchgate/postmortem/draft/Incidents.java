package dev.launchgate.postmortem.draft;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incidents that a history tells of. One release is one incident: frozen and then rolled back is the same; what goes
 * wrong after the same template was released anew is another.
 */
final class Incidents {
    private static final Set<Reason> WRONG =
            EnumSet.of(Reason.Frozen, Reason.FrozenTooLate, Reason.Bypassed, Reason.Regressed, Reason.RolloutFailed);
    /** After these the revision that they name is out. */
    private static final Set<Reason> OUT = EnumSet.of(
            Reason.Released,
            Reason.FirstLaunchAllowed,
            Reason.RestartPassed,
            Reason.RolledBack,
            Reason.Promoted,
            Reason.Adopted,
            Reason.Retried,
            Reason.Frozen,
            Reason.FrozenTooLate,
            Reason.Bypassed,
            Reason.Regressed,
            Reason.RolloutFailed);

    private static final Set<Reason> STARTS =
            EnumSet.of(Reason.Released, Reason.FirstLaunchAllowed, Reason.RestartPassed, Reason.RolledBack);
    private static final Set<Reason> SERVES = EnumSet.of(Reason.Promoted, Reason.Adopted);

    private final List<Growing> all = new ArrayList<>();
    private @Nullable HistoryEntry out;
    private @Nullable HistoryEntry started;

    private Incidents() {}

    /** Oldest first. */
    static List<Incident> of(LaunchChecklistStatus status) {
        Incidents incidents = new Incidents();
        status.history().forEach(incidents::next);
        incidents.servesAgain(status.gate());
        return incidents.all.stream()
                .flatMap(found -> found.incident().stream())
                .toList();
    }

    private void next(HistoryEntry entry) {
        Optional<Reason> known = Reason.named(entry.reason());
        String hash = entry.templateHash();
        if (known.isEmpty()
                || hash == null
                || hash.isEmpty()
                || time(entry.at()).isEmpty()) {
            return;
        }
        Reason reason = known.get();
        if (WRONG.contains(reason)) {
            of(hash, entry, entry.revision()).add(entry);
        } else if (reason == Reason.RolledBack && out != null && !hash.equals(out.templateHash())) {
            of(String.valueOf(out.templateHash()), entry, out.revision()).leave(entry);
        } else if (SERVES.contains(reason)) {
            all.forEach(incident -> incident.serves(hash, entry.at()));
        } else if (STARTS.contains(reason)) {
            all.forEach(incident -> incident.startsAnew(hash));
        }
        if (STARTS.contains(reason)) {
            started = entry;
        }
        if (OUT.contains(reason)) {
            out = entry;
        }
    }

    private Growing of(String hash, HistoryEntry first, @Nullable String revision) {
        return all.reversed().stream()
                .filter(incident -> incident.goesOn(hash))
                .findFirst()
                .orElseGet(() -> {
                    Optional<Instant> released = Optional.ofNullable(started)
                            .filter(start -> hash.equals(start.templateHash()))
                            .flatMap(start -> time(start.at()));
                    Growing fresh = new Growing(hash, revision, first.at(), released);
                    all.add(fresh);
                    return fresh;
                });
    }

    /**
     * A return to what was promoted last is no promotion in the history: the gate closing behind it tells. From a freeze it may
     * be no decision at all, where the controller takes the frozen pods away before the gate looks.
     */
    private void servesAgain(@Nullable GateStatus gate) {
        if (gate != null
                && GateState.named(gate.state()) == GateState.Armed
                && gate.running() != null
                && !all.isEmpty()) {
            all.getLast().closesBehind(gate.running().templateHash(), gate.since());
        }
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** An incident while the history is read. */
    private static final class Growing {
        private final String hash;
        private final @Nullable String revision;
        private final String began;
        private final Optional<Instant> released;
        private final List<HistoryEntry> entries = new ArrayList<>();
        private @Nullable String returnedTo;
        private @Nullable String mitigated;
        private boolean served;
        private boolean over;

        Growing(String hash, @Nullable String revision, String began, Optional<Instant> released) {
            this.hash = hash;
            this.revision = revision;
            this.began = began;
            this.released = released;
        }

        boolean goesOn(String other) {
            return hash.equals(other) && !over && returnedTo == null;
        }

        void add(HistoryEntry entry) {
            entries.add(entry);
        }

        void leave(HistoryEntry entry) {
            entries.add(entry);
            returnedTo = entry.templateHash();
        }

        void serves(String template, String at) {
            if (template.equals(returnedTo) && mitigated == null) {
                mitigated = at;
            }
            served = served || template.equals(hash);
        }

        void closesBehind(String template, String at) {
            if (returnedTo == null && !served && !template.equals(hash)) {
                returnedTo = template;
            }
            serves(template, at);
        }

        /** A release of the same template after it had served is another one; before that it is the same going on. */
        void startsAnew(String template) {
            over = over || (template.equals(hash) && served);
        }

        Optional<Incident> incident() {
            return time(began)
                    .map(start -> new Incident(
                            hash,
                            revision,
                            start,
                            entries,
                            released,
                            Optional.ofNullable(mitigated).flatMap(Incidents::time)));
        }
    }
}
