package dev.launchgate.probe;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Probes that are due and wait for room; of those that may start, the lane whose next one waits longest goes first. */
final class Backlog {
    private final Room room;
    private final HostPace pace;
    /** By the ordinal of the lane. */
    private final List<Line> lines;

    private int size;

    Backlog(Room room, HostPace pace) {
        this.room = room;
        this.pace = pace;
        this.lines = Stream.of(Lane.values()).map(lane -> new Line(room, pace)).toList();
    }

    void add(Probe probe) {
        line(probe.lane).add(probe);
        size++;
    }

    /** @return whether it waited here */
    boolean remove(Probe probe) {
        boolean removed = line(probe.lane).remove(probe);
        size -= removed ? 1 : 0;
        return removed;
    }

    /** Takes the probe that is to start next and counts it as running; null if none may start now. */
    @Nullable
    Attempt poll(long now) {
        Line.Choice next = null;
        for (Lane lane : Lane.values()) {
            Line.Choice choice = room.has(lane) ? line(lane).choose(now) : null;
            if (choice != null && (next == null || choice.probe().dueAt - next.probe().dueAt < 0)) {
                next = choice;
            }
        }
        return next == null ? null : start(next, now);
    }

    private Attempt start(Line.Choice choice, long now) {
        Probe probe = choice.probe();
        remove(probe);
        room.enter(probe.lane, choice.item());
        pace.started(probe.peer(), now);
        line(probe.lane).started(probe);
        return new Attempt(probe, probe.lane, choice.item(), probe.timeout(), now);
    }

    /** Counts an attempt as ended. */
    void ended(Attempt attempt) {
        room.leave(attempt.lane(), attempt.item());
        line(attempt.lane()).ended(attempt.probe());
    }

    /** When a host that {@link #poll} passed over may be asked again; {@code latest} if there was none before then. */
    long clearAt(long latest) {
        long at = latest;
        for (Lane lane : Lane.values()) {
            at = room.has(lane) ? line(lane).clearAt(at) : at;
        }
        return at;
    }

    int size() {
        return size;
    }

    private Line line(Lane lane) {
        return lines.get(lane.ordinal());
    }
}
