package dev.launchgate.postmortem.draft;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemState;
import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From an incident and what is left of it to a postmortem that says what is known and nothing else: whatever is a judgement
 * stays empty, and the postmortem's own pass names it as missing. Pure.
 *
 * @param deployment name of the target
 * @param now whole seconds
 */
record DraftedPostmortem(
        String checklist,
        String deployment,
        Incident incident,
        LaunchChecklistStatus status,
        Scene scene,
        Instant now) {
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final int TITLE_LIMIT = 200;
    private static final int NAME_LIMIT = 60;
    private static final Set<Reason> SERVES = EnumSet.of(Reason.Promoted, Reason.Adopted);

    PostmortemSpec spec() {
        return new PostmortemSpec(
                PlainText.of(title(), TITLE_LIMIT),
                List.of(new NameRef(checklist)),
                null,
                PostmortemState.Draft,
                null,
                impact(),
                null,
                PlainText.of(trigger(), PostmortemSpec.MIDDLE_TEXT),
                null,
                null,
                null,
                null,
                timeline(List.of(), since()),
                null,
                null,
                null,
                null,
                DraftNotes.of(before(), scene.template(incident.templateHash()), status, scene, now),
                null,
                null);
    }

    /** The timeline with what happened since, too. */
    List<TimelineEntry> timeline(List<TimelineEntry> known, Instant toldUntil) {
        return DraftTimeline.of(known, status, scene, since(), toldUntil, now, incident.began());
    }

    private Instant since() {
        return incident.releasedAt()
                .filter(incident.began()::isAfter)
                .orElse(incident.began())
                .minus(LEAD);
    }

    /** Times that are known only roughly: users may have been hurt later than the release, and noticed earlier than we did. */
    PostmortemImpact impact() {
        Instant detected = incident.began();
        Instant started = incident.releasedAt().filter(detected::isAfter).orElse(detected);
        return new PostmortemImpact(
                null,
                null,
                started.toString(),
                detected.toString(),
                incident.mitigatedAt()
                        .filter(time -> !time.isBefore(detected))
                        .map(Instant::toString)
                        .orElse(null),
                null,
                true);
    }

    private String title() {
        return "%s: %s %s"
                .formatted(PlainText.of(deployment, NAME_LIMIT), PlainText.of(incident.name(), NAME_LIMIT), what());
    }

    private String what() {
        if (incident.has(Reason.Frozen) || incident.has(Reason.FrozenTooLate)) {
            return "was frozen while it rolled out";
        }
        if (incident.has(Reason.Bypassed)) {
            return "ran without approval";
        }
        if (incident.has(Reason.RolloutFailed)) {
            return "stopped making progress while it rolled out";
        }
        return incident.has(Reason.Regressed) ? "failed after its release" : "was rolled back";
    }

    private String trigger() {
        String about = "Revision %s (template %s) of Deployment %s"
                .formatted(incident.name(), incident.templateHash(), deployment);
        return incident.releasedAt()
                .map(at -> "%s was released at %s.".formatted(about, at))
                .orElseGet(() -> incident.has(Reason.Bypassed)
                        ? "%s ran without a release of the gate; seen at %s.".formatted(about, incident.began())
                        : "%s; when it was released is not known.".formatted(about));
    }

    /** What served before: the last that the history or the gate took as promoted. */
    private Optional<PodTemplate> before() {
        Stream<String> history = status.history().stream()
                .filter(entry ->
                        Reason.named(entry.reason()).filter(SERVES::contains).isPresent())
                .filter(entry -> Incidents.time(entry.at())
                        .filter(incident.began()::isAfter)
                        .isPresent())
                .map(HistoryEntry::templateHash)
                .toList()
                .reversed()
                .stream()
                .map(String::valueOf);
        Stream<String> gate = status.gate() == null
                ? Stream.empty()
                : status.gate().promoted().reversed().stream().map(promotion -> promotion.templateHash());
        return Stream.concat(history, gate)
                .filter(hash -> !hash.equals(incident.templateHash()))
                .flatMap(hash -> scene.template(hash).stream())
                .findFirst();
    }
}
