package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseHistoryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # decisions, one a day                                       | day of the last return
            Adopted a, Promoted b                                        |
            Adopted a, Promoted b, RolledBack a, Promoted a              | 4
            Promoted b, RolledBack a, Promoted a                         | 3
            RolledBack a, Promoted a, Promoted b                         | 2
            Adopted a, Promoted b, Promoted a                            | 3
            Promoted a, Promoted a                                       |
            Promoted a, Promoted b, Promoted a, Promoted b               | 4
            Promoted a, Promoted b, RolledBack a                         |
            Promoted a, Promoted b, RolledBack a, Promoted c             |
            Promoted a, Promoted b, RolledBack a, Frozen a, Promoted a   | 5
            Promoted a, Released b, Frozen b, RolledBack a               |
            Promoted ?, Promoted ?                                       |
            Sung a, Promoted a                                           |
            """)
    void aReturnIsSeenWhenWhatServedBeforeServesAgain(String decisions, String day) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (String decision : decisions.split(", ")) {
            String template = decision.split(" ")[1];
            entries.add(new HistoryEntry(
                    "2026-11-0%dT00:00:00Z".formatted(entries.size() + 1),
                    decision.split(" ")[0],
                    null,
                    template.equals("?") ? null : template,
                    ""));
        }
        assertThat(of(entries).lastReturn())
                .isEqualTo(Optional.ofNullable(day).map(d -> Instant.parse("2026-11-0%sT00:00:00Z".formatted(d))));
    }

    @Test
    void aDateThatIsNoneIsNoReturn() {
        assertThat(of(List.of(entry("RolledBack", "now"), entry("Promoted", "now")))
                        .lastReturn())
                .isEmpty();
        assertThat(of(List.of(entry("RolledBack", null), entry("Promoted", null)))
                        .lastReturn())
                .isEmpty();
    }

    @Test
    void promotedTemplatesComeFromTheGate() {
        GateStatus gate = Serialization.unmarshal(
                "---\n{state: Armed, promoted: [{templateHash: a, at: x}, {templateHash: b, at: y}]}",
                GateStatus.class);
        assertThat(ReleaseHistory.of(new LaunchChecklistStatus(null, null, null, gate, null, null)))
                .isEqualTo(new ReleaseHistory(List.of("a", "b"), Optional.empty()));
        assertThat(ReleaseHistory.of(LaunchChecklistStatus.EMPTY)).isEqualTo(ReleaseHistory.NONE);
    }

    private static HistoryEntry entry(String reason, String at) {
        return new HistoryEntry(at, reason, null, "a", "");
    }

    private static ReleaseHistory of(List<HistoryEntry> history) {
        return ReleaseHistory.of(new LaunchChecklistStatus(null, null, null, null, null, history));
    }
}
