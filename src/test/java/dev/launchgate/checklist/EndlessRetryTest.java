package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndlessRetryTest {
    @Test
    void itDoublesFromASecondToAMinuteAndNeverEnds() {
        RetryExecution execution = new EndlessRetry().initExecution();

        for (long longest : List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L)) {
            assertThat(execution.nextDelay().orElseThrow()).isBetween(longest / 2, longest);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(execution.nextDelay().orElseThrow()).isBetween(30_000L, 60_000L);
            assertThat(execution.isLastAttempt()).isFalse();
        }
        assertThat(execution.getAttemptCount()).isEqualTo(10_008);
    }

    @Test
    void executionsDoNotMarchInStep() {
        assertThat(java.util.stream.Stream.generate(
                                () -> new EndlessRetry().initExecution().nextDelay())
                        .limit(100)
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
