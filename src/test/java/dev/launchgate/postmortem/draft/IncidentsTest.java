package dev.launchgate.postmortem.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From histories to incidents. Each word is {@code reason:template}, a minute after the one before. */
class IncidentsTest {
    static LaunchChecklistStatus status(String history) {
        List<String> words = List.of(history.split(" "));
        List<HistoryEntry> entries = IntStream.range(0, words.size())
                .mapToObj(minute -> {
                    String[] word = words.get(minute).split(":");
                    String at = "2026-11-20T10:%02d:00Z".formatted(minute);
                    return new HistoryEntry(at, word[0], "v" + word[1], "hash-" + word[1], "as it was");
                })
                .toList();
        return new LaunchChecklistStatus(1L, null, null, null, null, entries);
    }

    static LaunchChecklistStatus armed(LaunchChecklistStatus status, String running, String since) {
        GateStatus gate = new GateStatus(
                "Armed",
                null,
                since,
                null,
                new Revision("hash-" + running, List.of(), "v" + running),
                null,
                null,
                null,
                "",
                null);
        return new LaunchChecklistStatus(1L, null, null, gate, null, status.history());
    }

    private static String text(Incident incident) {
        return incident.name() + "="
                + incident.entries().stream().map(HistoryEntry::reason).collect(Collectors.joining("+"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Released:1 Promoted:1,none",
                "Released:2 Frozen:2,v2=Frozen",
                "Promoted:1 Released:2 Frozen:2 RolledBack:1,v2=Frozen+RolledBack",
                "Promoted:1 Released:2 Promoted:2 RolledBack:1 Promoted:1,v2=RolledBack",
                "Promoted:1 Bypassed:2 Adopted:2,v2=Bypassed",
                "Promoted:1 Bypassed:2 Adopted:2 RolledBack:1,v2=Bypassed+RolledBack",
                "Released:2 Regressed:2 Promoted:2,v2=Regressed",
                "Released:2 RolloutFailed:2 RolledBack:1,v2=RolloutFailed+RolledBack",
                "Released:2 Frozen:2 Retried:2 Released:2 FrozenTooLate:2,v2=Frozen+FrozenTooLate",
                "Released:2 Frozen:2 RolledBack:1 Released:2 Frozen:2,v2=Frozen+RolledBack v2=Frozen",
                "Released:2 Frozen:2 Released:2 Promoted:2 RolledBack:1 Released:2 Frozen:2,v2=Frozen+RolledBack v2=Frozen",
                "Released:2 Regressed:2 Promoted:2 Released:3 Frozen:3 RolledBack:2,v2=Regressed v3=Frozen+RolledBack",
                // the pause of an idle Deployment is lifted: nothing was out that is left
                "Released:2 Promoted:2 RolledBack:2,none",
                "Released:2 Frozen:2 RolledBack:1 RolledBack:1,v2=Frozen+RolledBack",
                "RolledBack:1,none",
                "WouldHold:2 WouldRelease:2 UngatedChange:3 Later:4,none"
            })
    void oneReleaseThatGoesWrongIsOneIncident(String history, String expected) {
        assertThat(Incidents.of(status(history)).stream().map(IncidentsTest::text))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void timesAreThoseOfTheHistory() {
        Incident incident = Incidents.of(status("Promoted:1 Released:2 Promoted:2 RolledBack:1 Promoted:1"))
                .getFirst();
        assertThat(incident.releasedAt()).contains(Instant.parse("2026-11-20T10:01:00Z"));
        assertThat(incident.began()).isEqualTo(Instant.parse("2026-11-20T10:03:00Z"));
        assertThat(incident.mitigatedAt()).contains(Instant.parse("2026-11-20T10:04:00Z"));
        assertThat(incident.facts()).isEqualTo(2);
    }

    @Test
    void aReturnToWhatWasPromotedLastIsOverWhenTheGateCloses() {
        LaunchChecklistStatus back = status("Promoted:1 Released:2 Frozen:2 RolledBack:1");
        assertThat(Incidents.of(back).getFirst().mitigatedAt()).isEmpty();
        assertThat(Incidents.of(armed(back, "1", "2026-11-20T10:09:00Z"))
                        .getFirst()
                        .mitigatedAt())
                .contains(Instant.parse("2026-11-20T10:09:00Z"));
        assertThat(Incidents.of(armed(back, "3", "2026-11-20T10:09:00Z"))
                        .getFirst()
                        .mitigatedAt())
                .isEmpty();
    }

    @Test
    void fromAFreezeTheWayBackMayBeNoDecision() {
        LaunchChecklistStatus frozen = status("Promoted:1 Released:2 Frozen:2");
        assertThat(Incidents.of(armed(frozen, "1", "2026-11-20T10:09:00Z"))
                        .getFirst()
                        .mitigatedAt())
                .contains(Instant.parse("2026-11-20T10:09:00Z"));
        assertThat(Incidents.of(armed(frozen, "2", "2026-11-20T10:09:00Z"))
                        .getFirst()
                        .mitigatedAt())
                .isEmpty();
    }

    @Test
    void whatIsNoTimeOrNoTemplateIsNoIncident() {
        List<HistoryEntry> entries = Stream.of(
                        new HistoryEntry("yesterday", "Frozen", null, "hash", ""),
                        new HistoryEntry("2026-11-20T10:00:00Z", "Frozen", null, null, ""),
                        new HistoryEntry("2026-11-20T10:00:00Z", "Frozen", null, "", ""))
                .toList();
        assertThat(Incidents.of(new LaunchChecklistStatus(1L, null, null, null, null, entries)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app,hash-2,app-20261120-1001-hash",
        "app,3F9c00,app-20261120-1001-3f9c",
        "a.b,f/,a.b-20261120-1001-f0",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,ab12,"
                + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-20261120-1001-ab12"
    })
    void aNameFollowsFromFacts(String checklist, String hash, String expected) {
        Incident incident = new Incident(
                hash, null, Instant.parse("2026-11-20T10:01:30Z"), List.of(), Optional.empty(), Optional.empty());
        List<String> names = DraftName.candidates(checklist, incident);
        assertThat(names.getFirst()).isEqualTo(expected);
        assertThat(names).allMatch(name -> name.length() <= 63).doesNotHaveDuplicates();
        assertThat(names.getLast()).endsWith("-5");
    }
}
