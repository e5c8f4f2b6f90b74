package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseBudgetTest {
    private final AtomicLong now = new AtomicLong(42);
    private final PauseBudget budget = new PauseBudget(now::get);

    @Test
    void threeInARowThenOneAMinute() {
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isFalse();

        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(budget.take("a")).isFalse();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isFalse();
    }

    @Test
    void twoQuietMinutesEndADispute() {
        for (int i = 0; i < 4; i++) {
            budget.take("a");
        }
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isFalse();
    }

    @Test
    void objectsAreCountedApart() {
        for (int i = 0; i < 4; i++) {
            budget.take("a");
        }
        assertThat(budget.take("b")).isTrue();
    }

    /** Arming, freezing and arming again within a minute is our own doing, not somebody who disagrees. */
    @Test
    void aReleaseOfOursStartsAnew() {
        for (int i = 0; i < 3; i++) {
            budget.take("a");
        }
        budget.reset("a");
        assertThat(budget.take("a")).isTrue();
    }
}
