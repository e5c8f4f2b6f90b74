package dev.launchgate.postmortem.draft;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.api.v1alpha1.TimelineSource;
import dev.launchgate.status.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What happened in a window of time, from the status of the checklist and from the cluster: sorted, folded and bounded. */
final class DraftTimeline {
    /** Room is left for what people remember. */
    static final int MOST = 200;

    private static final int TEXT_LIMIT = 600;
    private static final int WORD_LIMIT = 100;

    private final Instant since;
    private final Instant from;
    private final Instant until;
    private final List<TimelineEntry> decisions = new ArrayList<>();
    private final List<TimelineEntry> events = new ArrayList<>();

    private DraftTimeline(Instant since, Instant from, Instant until) {
        this.since = since;
        this.from = from;
        this.until = until;
    }

    /**
     * What happened from {@code from} to {@code until}.
     *
     * @param since decisions of the gate are told from here on: one may have been taken in the second of the last telling
     * @param known entries that are there already and stay
     * @param about the time around which events are kept where there are too many
     */
    static List<TimelineEntry> of(
            List<TimelineEntry> known,
            LaunchChecklistStatus status,
            Scene scene,
            Instant since,
            Instant from,
            Instant until,
            Instant about) {
        DraftTimeline timeline = new DraftTimeline(since, from, until);
        timeline.ofChecklist(status);
        timeline.ofTarget(scene);
        timeline.ofEvents(scene.events());
        return timeline.bounded(known, about);
    }

    private void ofChecklist(LaunchChecklistStatus status) {
        status.history()
                .forEach(entry -> Incidents.time(entry.at())
                        .filter(at -> !at.isBefore(since) && !at.isAfter(until))
                        .ifPresent(at ->
                                decisions.add(entry(at, "gate: %s: %s".formatted(entry.reason(), entry.message())))));
        status.conditions()
                .forEach(condition -> add(
                        decisions,
                        String.valueOf(condition.getLastTransitionTime()),
                        "condition %s is %s (%s): %s"
                                .formatted(
                                        condition.getType(),
                                        condition.getStatus(),
                                        condition.getReason(),
                                        condition.getMessage())));
        status.items()
                .forEach(item -> add(
                        decisions,
                        item.lastTransitionTime(),
                        "item %s is %s (%s): %s"
                                .formatted(item.name(), item.verdict(), item.reason(), item.message())));
    }

    private void ofTarget(Scene scene) {
        scene.writes()
                .forEach(write -> add(
                        decisions,
                        write.at(),
                        "field manager %s (%s) wrote %s of the Deployment"
                                .formatted(
                                        word(write.manager()),
                                        word(write.operation()),
                                        String.join(", ", write.fields()))));
    }

    /** What is said again and again of an object is one entry. */
    private void ofEvents(List<SeenEvent> seen) {
        TreeMap<String, SeenEvent> folded = new TreeMap<>();
        for (SeenEvent event : seen) {
            String text = "%s of %s: %s: %s"
                    .formatted(
                            event.type().isEmpty() ? "event" : word(event.type()),
                            word(event.about()),
                            word(event.reason()),
                            PlainText.of(event.note(), TEXT_LIMIT));
            folded.merge(text, event, DraftTimeline::folded);
        }
        folded.forEach((text, event) -> {
            Instant at = event.first().isBefore(from) ? event.last() : event.first();
            String often =
                    event.count() > 1 ? " (%d times, last at %s)".formatted(event.count(), seconds(event.last())) : "";
            add(events, at, PlainText.of(text, TEXT_LIMIT) + often);
        });
    }

    private static SeenEvent folded(SeenEvent one, SeenEvent other) {
        return new SeenEvent(
                one.about(),
                one.type(),
                one.reason(),
                one.note(),
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last(),
                (int) Math.min(Integer.MAX_VALUE, (long) one.count() + other.count()));
    }

    private static String word(String text) {
        return PlainText.of(text, WORD_LIMIT);
    }

    private void add(List<TimelineEntry> list, String at, String text) {
        Incidents.time(at).ifPresent(time -> add(list, time, text));
    }

    private void add(List<TimelineEntry> list, Instant at, String text) {
        if (!at.isBefore(from) && !at.isAfter(until)) {
            list.add(entry(at, text));
        }
    }

    private static TimelineEntry entry(Instant at, String text) {
        return new TimelineEntry(seconds(at), PlainText.of(text, PLAIN), TimelineSource.Cluster, null);
    }

    private static final int PLAIN = TEXT_LIMIT + 200;

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Decisions come before events, and of events those near the incident. */
    private List<TimelineEntry> bounded(List<TimelineEntry> known, Instant about) {
        Set<TimelineEntry> kept = new LinkedHashSet<>(known);
        Comparator<TimelineEntry> nearest = Comparator.comparing(entry -> at(entry)
                .map(time -> Math.abs(ChronoUnit.SECONDS.between(about, time)))
                .orElse(Long.MAX_VALUE));
        Stream.concat(decisions.stream().sorted(nearest), events.stream().sorted(nearest))
                .forEach(kept::add);
        int more = kept.size() - MOST;
        return sorted(
                more <= 0
                        ? kept
                        : Stream.concat(
                                        kept.stream().limit(MOST - 1L),
                                        Stream.of(entry(until, "(%d more entries are left out)".formatted(more + 1))))
                                .toList());
    }

    private static List<TimelineEntry> sorted(Collection<TimelineEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(entry -> at(entry).orElse(Instant.MAX)))
                .toList();
    }

    private static Optional<Instant> at(TimelineEntry entry) {
        return Incidents.time(entry.at());
    }
}
