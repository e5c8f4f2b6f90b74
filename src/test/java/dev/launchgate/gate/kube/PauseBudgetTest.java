package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseBudgetTest {
    private long now;
    private final PauseBudget budget = new PauseBudget(() -> now);

    @Test
    void grantsThreeInARowThenOneAMinute() {
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isFalse();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isFalse();
    }

    @Test
    void countsEachObjectByItself() {
        budget.take("a");
        budget.take("a");
        budget.take("a");
        assertThat(budget.take("a")).isFalse();
        assertThat(budget.take("b")).isTrue();
    }

    @Test
    void startsAnewAfterAReleaseOfOurs() {
        budget.take("a");
        budget.take("a");
        budget.take("a");
        budget.renew("a");
        assertThat(budget.take("a")).isTrue();
    }
}
