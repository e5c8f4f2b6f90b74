package dev.launchgate.postmortem.draft;

import dev.launchgate.announce.Announcement;
import dev.launchgate.announce.Announcer;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.checklist.ChecklistPass;
import dev.launchgate.checklist.IncidentDrafts;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has incidents drafted, on a thread of its own: the draft is created first and linked after, so that a crash between the two
 * ends with one draft and a link. What is remembered here only spares looking again.
 */
public final class IncidentDrafter implements IncidentDrafts {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentDrafter.class);
    /** Of what is older nothing is drafted: most of its evidence is gone, and it may be from before there were drafts. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final int OFFERS = 5;
    private static final long FIRST_WAIT = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMinutes(10).toNanos();

    private final DraftWriter writer;
    private final Announcer announcer;
    private final Consumer<String> wake;
    private final Executor executor;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<String, Progress> incidents = new ConcurrentHashMap<>();
    private final Map<String, Offers> offers = new ConcurrentHashMap<>();

    /**
     * @param wake wakes a checklist, by namespace and name, once it can be linked
     * @param executor does one thing after another, and may refuse what is too much
     */
    public IncidentDrafter(
            DraftWriter writer,
            Announcer announcer,
            Consumer<String> wake,
            Executor executor,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.writer = writer;
        this.announcer = announcer;
        this.wake = wake;
        this.executor = executor;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public LaunchChecklistStatus linked(LaunchChecklist checklist, LaunchChecklistStatus status) {
        if (!drafts(checklist)) {
            return status;
        }
        Map<HistoryEntry, String> names = new HashMap<>();
        for (Incident incident : Incidents.of(status)) {
            String name =
                    incident.link().orElseGet(() -> known(checklist, incident).name());
            if (name != null && incident.unlinked() && offers(checklist, incident)) {
                incident.entries().stream()
                        .filter(entry -> entry.postmortem() == null)
                        .forEach(entry -> names.put(entry, name));
            }
        }
        return names.isEmpty()
                ? status
                : new LaunchChecklistStatus(
                        status.observedGeneration(),
                        status.conditions(),
                        status.summary(),
                        status.gate(),
                        status.items(),
                        status.history().stream()
                                .map(entry -> names.containsKey(entry) ? entry.linked(names.get(entry)) : entry)
                                .toList());
    }

    /** A definition that is older than the operator drops the link: then it is offered now and then only. */
    private boolean offers(LaunchChecklist checklist, Incident incident) {
        long now = nanoTime.getAsLong();
        Offers made = offers.getOrDefault(id(checklist, incident), new Offers(0, now));
        if (made.count() >= OFFERS && now - made.last() < LONGEST_WAIT) {
            return false;
        }
        offers.put(id(checklist, incident), new Offers(made.count() + 1, now));
        return true;
    }

    @Override
    public void stored(LaunchChecklist checklist, LaunchChecklistStatus status) {
        if (!drafts(checklist)) {
            return;
        }
        Instant now = clock.instant();
        List<Incident> recent = Incidents.of(status).stream()
                .filter(incident -> isRecent(incident, now))
                .toList();
        String prefix = checklist.getMetadata().getUid() + "/";
        Set<String> ids = Set.copyOf(
                recent.stream().map(incident -> id(checklist, incident)).toList());
        incidents.keySet().removeIf(id -> id.startsWith(prefix) && !ids.contains(id));
        offers.keySet().removeIf(id -> id.startsWith(prefix) && !ids.contains(id));
        for (Incident incident : recent) {
            Progress progress = known(checklist, incident);
            if (progress.facts() < incident.facts() && !progress.busy() && progress.due() - nanoTime.getAsLong() <= 0) {
                begin(checklist, status, incident, progress);
            }
        }
    }

    /** By the time of what came last; the clock may stand behind that of the one who led before. */
    private static boolean isRecent(Incident incident, Instant now) {
        return Incidents.time(incident.entries().getLast().at())
                .filter(at -> at.plus(OLDEST).isAfter(now))
                .isPresent();
    }

    private void begin(LaunchChecklist checklist, LaunchChecklistStatus status, Incident incident, Progress progress) {
        String id = id(checklist, incident);
        incidents.put(id, progress.started());
        try {
            executor.execute(() -> incidents.put(id, attempt(checklist, status, incident, progress)));
        } catch (RejectedExecutionException e) {
            incidents.put(id, progress);
        }
    }

    private Progress attempt(
            LaunchChecklist checklist, LaunchChecklistStatus status, Incident incident, Progress progress) {
        DraftWriter.Outcome outcome;
        try {
            outcome = writer.write(checklist, status, incident);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("a draft for {} could not be made; it is tried again", ChecklistPass.owner(checklist), e);
            return progress.failed(progress.told(), nanoTime.getAsLong());
        }
        return switch (outcome) {
            case DraftWriter.Outcome.Done done -> {
                if (incident.unlinked()) {
                    wake.accept(ChecklistPass.owner(checklist));
                }
                yield progress.done(done.name(), incident.facts());
            }
            case DraftWriter.Outcome.Refused refused -> {
                if (!refused.why().equals(progress.told())) {
                    announcer.announce(
                            Announcer.about(checklist),
                            new Announcement(
                                    Reason.PostmortemRefused,
                                    "no postmortem was drafted of %s: %s; the gate does not wait for it"
                                            .formatted(incident.name(), refused.why()),
                                    true,
                                    false));
                }
                yield progress.failed(refused.why(), nanoTime.getAsLong());
            }
            case DraftWriter.Outcome.Again again -> progress.failed(progress.told(), nanoTime.getAsLong());
        };
    }

    private Progress known(LaunchChecklist checklist, Incident incident) {
        return incidents.getOrDefault(
                id(checklist, incident), new Progress(null, -1, false, nanoTime.getAsLong(), 0, ""));
    }

    private static String id(LaunchChecklist checklist, Incident incident) {
        return incident.id(checklist.getMetadata().getUid());
    }

    /** Only the gate that holds knows of incidents; one that is switched off touches nothing. */
    private static boolean drafts(LaunchChecklist checklist) {
        return !checklist.getSpec().suspend() && checklist.getSpec().gate().mode() == GateMode.Pause;
    }

    /**
     * What this process has done about an incident.
     *
     * @param name of the draft, once it is there
     * @param facts how many of its facts the draft tells, or will never tell because a person took over; -1 before
     * @param due monotonic time of the next attempt
     * @param told the last refusal that was told
     */
    private record Progress(@Nullable String name, int facts, boolean busy, long due, int failures, String told) {
        Progress started() {
            return new Progress(name, facts, true, due, failures, told);
        }

        Progress done(String draft, int facts) {
            return new Progress(draft, facts, false, due, 0, "");
        }

        Progress failed(String why, long now) {
            long wait = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(failures, 16));
            return new Progress(name, facts, false, now + wait, failures + 1, why);
        }
    }

    /** How often a link was put into a status, and when last, in monotonic time. */
    private record Offers(int count, long last) {}
}
