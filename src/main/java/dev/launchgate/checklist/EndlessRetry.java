package dev.launchgate.checklist;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Repeats a pass whose writes failed, without end: after 1 s, doubling up to 60 s, jittered so that many do not march in step. */
public final class EndlessRetry implements Retry {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 60_000;

    @Override
    public RetryExecution initExecution() {
        return new Execution();
    }

    private static final class Execution implements RetryExecution {
        private int attempts;

        @Override
        public Optional<Long> nextDelay() {
            long delay = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts, 16));
            attempts++;
            return Optional.of(delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1));
        }

        @Override
        public int getAttemptCount() {
            return attempts;
        }

        @Override
        public boolean isLastAttempt() {
            return false;
        }
    }
}
