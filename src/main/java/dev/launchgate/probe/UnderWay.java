package dev.launchgate.probe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Attempts whose worker has not returned, and among them those that no longer count because they hang or were dropped. */
final class UnderWay {
    private final Set<Attempt> attempts = new HashSet<>();
    private int settled;
    /** A lower bound of when the next one is overdue; moved on when it is reached. */
    private long overdueAt;

    void begin(Attempt attempt) {
        overdueAt = attempts.isEmpty() ? attempt.overdueAt() : Timetable.earliest(overdueAt, attempt.overdueAt());
        attempts.add(attempt);
    }

    /** The answer of this attempt will not count, or no more. */
    void settle(Attempt attempt) {
        if (!attempt.settled()) {
            attempt.settle();
            settled++;
        }
    }

    /** @return whether its answer counts */
    boolean end(Attempt attempt) {
        attempts.remove(attempt);
        boolean counts = !attempt.settled();
        settled -= counts ? 0 : 1;
        attempt.settle();
        return counts;
    }

    /** Attempts that count and whose time is up. */
    List<Attempt> overdue(long now) {
        if (attempts.isEmpty() || overdueAt - now > 0) {
            return List.of();
        }
        overdueAt = attempts.stream()
                .filter(attempt -> !attempt.settled() && attempt.overdueAt() - now > 0)
                .mapToLong(Attempt::overdueAt)
                .reduce(now + Timetable.AGAIN.toNanos(), Timetable::earliest);
        return attempts.stream()
                .filter(attempt -> !attempt.settled() && attempt.overdueAt() - now <= 0)
                .toList();
    }

    /** When to look for overdue ones, if before {@code latest}. */
    long nextLook(long latest) {
        return attempts.isEmpty() ? latest : Timetable.earliest(latest, overdueAt);
    }

    /** Attempts that take room although nobody waits for them. */
    int lost() {
        return settled;
    }

    Set<Attempt> all() {
        return Set.copyOf(attempts);
    }

    int size() {
        return attempts.size();
    }
}
