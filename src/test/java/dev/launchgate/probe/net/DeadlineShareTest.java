package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.launchgate.probe.ProbeFailure.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineShareTest {
    private long now = 7;

    @Test
    void attemptsShareWhatIsLeft() throws ProbeException {
        Deadline whole = Deadline.after(Duration.ofSeconds(9), () -> now);
        Deadline first = whole.share(3);
        assertThat(first.left(Phase.Connect)).isEqualTo(Duration.ofSeconds(3));
        now += Duration.ofSeconds(3).toNanos();
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> first.left(Phase.Connect))
                .withMessage("Timeout");
        assertThat(whole.share(2).left(Phase.Connect)).isEqualTo(Duration.ofSeconds(3));
        assertThat(whole.share(1).left(Phase.Connect)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aShareOfNothingIsNothing() {
        Deadline whole = Deadline.after(Duration.ofSeconds(1), () -> now);
        now += Duration.ofSeconds(5).toNanos();
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> whole.share(2).left(Phase.Exchange))
                .withMessage("Timeout");
    }
}
