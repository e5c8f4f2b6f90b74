package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    @Test
    void theWholeIsLiveWhereThePartThatTellsItIs() {
        Judgement live = Judgement.fail(Reason.StatusMismatch, "saw 7").asLive();
        Judgement fixed = Judgement.fail(Reason.BodyMismatch, "saw another");

        assertThat(Judgement.worst(List.of(live, fixed))).isEqualTo(live.saying("saw 7 (and 1 more)"));
        assertThat(Judgement.worst(List.of(fixed, live))).isEqualTo(fixed.saying("saw another (and 1 more)"));
        assertThat(Judgement.worst(List.of(Judgement.pass("other"), live))).isEqualTo(live);
    }
}
