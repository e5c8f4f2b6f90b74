package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DraftNewsTest {
    private static LaunchChecklistStatus linked(@Nullable String... names) {
        List<HistoryEntry> history = new ArrayList<>();
        for (String name : names) {
            HistoryEntry entry =
                    new HistoryEntry("2026-11-20T10:00:00Z", "Frozen", "v2", "hash-" + history.size(), "as it was");
            history.add(name == null ? entry : entry.linked(name));
        }
        return new LaunchChecklistStatus(1L, null, null, null, null, history);
    }

    private static List<Announcement> between(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setName("app");
        return DraftNews.between(checklist, before, after);
    }

    @Test
    void aLinkThatIsNewIsToldOnTheTargetToo() {
        assertThat(between(linked((String) null), linked("app-1")))
                .containsExactly(new Announcement(
                        Reason.PostmortemDrafted,
                        "Postmortem app-1 was drafted from what the cluster knows; complete it: kubectl -n ml edit postmortem app-1",
                        false,
                        true));
    }

    @Test
    void oneDraftOfSeveralDecisionsIsToldOnce() {
        assertThat(between(linked(null, null), linked("app-1", "app-1"))).hasSize(1);
        assertThat(between(linked("app-1", null), linked("app-1", "app-1"))).isEmpty();
    }

    @Test
    void whatIsKnownOrForgottenIsNoNews() {
        assertThat(between(linked("app-1"), linked("app-1"))).isEmpty();
        assertThat(between(linked("app-1"), LaunchChecklistStatus.EMPTY)).isEmpty();
        assertThat(between(LaunchChecklistStatus.EMPTY, linked((String) null))).isEmpty();
        assertThat(between(linked("app-1"), linked("app-1", "app-2")))
                .extracting(Announcement::message)
                .containsExactly(
                        "Postmortem app-2 was drafted from what the cluster knows; complete it: kubectl -n ml edit postmortem app-2");
    }
}
