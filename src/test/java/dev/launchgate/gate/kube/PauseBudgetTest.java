package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseBudgetTest {
    private static final List<String> NOBODY = List.of();

    private final AtomicLong now = new AtomicLong(42);
    private final PauseBudget budget = new PauseBudget(now::get);

    @Test
    void threeInARowThenOneAMinute() {
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isFalse();

        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(budget.take("a", NOBODY)).isFalse();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isFalse();
    }

    @Test
    void twoQuietMinutesEndADispute() {
        for (int i = 0; i < 4; i++) {
            budget.take("a", NOBODY);
        }
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isTrue();
        assertThat(budget.take("a", NOBODY)).isFalse();
    }

    @Test
    void objectsAreCountedApart() {
        for (int i = 0; i < 4; i++) {
            budget.take("a", NOBODY);
        }
        assertThat(budget.take("b", NOBODY)).isTrue();
    }

    /** Deployments come and go for as long as the process runs. */
    @Test
    void whatChangesNoAnswerAnyMoreIsNotRemembered() {
        for (int i = 0; i < 10_000; i++) {
            budget.take("uid-" + i, NOBODY);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(budget.size()).isEqualTo(120);
    }

    /** Arming, freezing and arming again within a minute is our own doing, not somebody who disagrees. */
    @Test
    void aReleaseOfOursStartsAnew() {
        for (int i = 0; i < 3; i++) {
            budget.take("a", NOBODY);
        }
        budget.reset("a");
        assertThat(budget.take("a", NOBODY)).isTrue();
    }

    @Test
    void whenOthersOwnTheFieldItStartsAnew() {
        for (int i = 0; i < 4; i++) {
            budget.take("a", List.of("argocd"));
        }
        assertThat(budget.take("a", List.of("argocd"))).isFalse();
        assertThat(budget.take("a", NOBODY)).isTrue();
    }
}
