package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.check.Judgement;
import dev.launchgate.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the stored status is good for: to show, and to keep words that only a number would change. */
class MemoryTest {
    private static final Memory MEMORY = new Memory(Map.of(
            "health",
            new ItemStatus(
                    "health",
                    "http",
                    "Integration",
                    "Blocking",
                    "BeforeRelease",
                    "Fail",
                    "StatusMismatch",
                    "expected 2xx, saw 503",
                    "Checklist",
                    "2026-11-20T10:00:00Z")));

    @Test
    void anotherNumberIsNoTransition() {
        Judgement now = Judgement.fail(Reason.StatusMismatch, "expected 2xx, saw 502");
        assertThat(MEMORY.steady("health", now))
                .isEqualTo(Judgement.fail(Reason.StatusMismatch, "expected 2xx, saw 503"));
    }

    @Test
    void anotherReasonOrVerdictIsToldInItsOwnWords() {
        Judgement body = Judgement.fail(Reason.BodyMismatch, "body does not match ok");
        Judgement pass = Judgement.pass("health");
        assertThat(MEMORY.steady("health", body)).isEqualTo(body);
        assertThat(MEMORY.steady("health", pass)).isEqualTo(pass);
        assertThat(MEMORY.steady("other", body)).isEqualTo(body);
    }
}
