package dev.launchgate.postmortem.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.postmortem.draft.Drafts.Kept;
import dev.launchgate.postmortem.draft.Drafts.Written;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes the draft of one incident, or brings it up to date while nobody else has written to it. Repeated, it comes to the
 * same single draft.
 */
public final class DraftWriter {
    private final Scenes scenes;
    private final Drafts drafts;
    private final DraftRetention retention;
    private final InstantSource clock;

    public DraftWriter(Scenes scenes, Drafts drafts, DraftRetention retention, InstantSource clock) {
        this.scenes = scenes;
        this.drafts = drafts;
        this.retention = retention;
        this.clock = clock;
    }

    Outcome write(LaunchChecklist checklist, LaunchChecklistStatus status, Incident incident) {
        String namespace = checklist.getMetadata().getNamespace();
        Optional<String> link = incident.link();
        if (link.isPresent()) {
            // One that a person deleted stays deleted.
            return drafts.find(namespace, link.get())
                    .filter(draft -> isOf(draft, checklist))
                    .map(draft -> bringUpToDate(draft, checklist, status, incident))
                    .orElseGet(() -> new Outcome.Done(link.get()));
        }
        String uid = checklist.getMetadata().getUid();
        for (String name : DraftName.candidates(checklist.getMetadata().getName(), incident)) {
            Optional<Kept> there = drafts.find(namespace, name);
            if (there.isEmpty()) {
                return create(name, checklist, status, incident);
            }
            if (there.get().annotation(Drafts.INCIDENT).equals(incident.id(uid))) {
                return bringUpToDate(there.get(), checklist, status, incident);
            }
        }
        return new Outcome.Refused("every name that it could have is taken; delete or rename those postmortems");
    }

    private static boolean isOf(Kept draft, LaunchChecklist checklist) {
        return draft.draftedFor().equals(checklist.getMetadata().getUid());
    }

    private Outcome create(String name, LaunchChecklist checklist, LaunchChecklistStatus status, Incident incident) {
        String namespace = checklist.getMetadata().getNamespace();
        DraftedPostmortem drafted = drafted(checklist, status, incident);
        ObjectNode manifest =
                DraftManifest.fresh(name, checklist.getMetadata().getUid(), incident, drafted.spec(), drafted.now());
        return switch (drafts.create(namespace, manifest)) {
            case Written.Stored stored -> {
                retention.expired(drafts.list(namespace), drafted.now()).forEach(drafts::delete);
                yield new Outcome.Done(name);
            }
            case Written.Conflict conflict -> new Outcome.Again();
            case Written.Refused refused -> new Outcome.Refused(refused.why());
        };
    }

    private Outcome bringUpToDate(
            Kept draft, LaunchChecklist checklist, LaunchChecklistStatus status, Incident incident) {
        if (!draft.untouched() || told(draft) >= incident.facts()) {
            return new Outcome.Done(draft.name());
        }
        DraftedPostmortem drafted = drafted(checklist, status, incident);
        Instant toldUntil = Incidents.time(draft.annotation(Drafts.TOLD_UNTIL)).orElse(incident.began());
        ObjectNode changes = DraftManifest.changes(
                incident, drafted.impact(), drafted.timeline(DraftManifest.timeline(draft), toldUntil), drafted.now());
        return switch (drafts.update(draft, changes)) {
            case Written.Stored stored -> new Outcome.Done(draft.name());
            case Written.Conflict conflict -> new Outcome.Again();
            case Written.Refused refused -> new Outcome.Refused(refused.why());
        };
    }

    private static int told(Kept draft) {
        String facts = draft.annotation(Drafts.FACTS);
        return facts.matches("[0-9]{1,4}") ? Integer.parseInt(facts) : 0;
    }

    private DraftedPostmortem drafted(LaunchChecklist checklist, LaunchChecklistStatus status, Incident incident) {
        String deployment = checklist.getSpec().target().name();
        return new DraftedPostmortem(
                checklist.getMetadata().getName(),
                deployment,
                incident,
                status,
                scenes.of(checklist.getMetadata().getNamespace(), deployment),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** What came of it. */
    sealed interface Outcome {
        /** The draft is there, and tells what it should or is a person's now. */
        record Done(String name) implements Outcome {}

        /** Somebody was faster: look again. */
        record Again() implements Outcome {}

        /** It cannot be written. */
        record Refused(String why) implements Outcome {}
    }
}
