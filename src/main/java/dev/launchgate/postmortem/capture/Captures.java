package dev.launchgate.postmortem.capture;

import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.check.Refusals.Refusal;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The part of a pass that captures and publishes. What was captured and is not in the ConfigMap yet is held here; all else is
 * in the cluster, so that a restart loses nothing.
 */
public final class Captures {
    /** Begins the names under which postmortems ask the network and are woken. */
    public static final String OWNER = "Postmortem:";

    private final DocumentStore store;
    private final ProbeSchedule probes;
    private final Set<MonitoringSystem> administered;
    private final Publication publication;
    private final Map<String, Map<String, Desk.Capture>> held = new ConcurrentHashMap<>();
    private final Set<String> placeless = ConcurrentHashMap.newKeySet();

    /** @param administered systems of which the administrator names a server */
    public Captures(DocumentStore store, ProbeSchedule probes, Set<MonitoringSystem> administered) {
        this.store = store;
        this.probes = probes;
        this.administered = Set.copyOf(administered);
        this.publication = new Publication(store);
    }

    /**
     * What came of it.
     *
     * @param told what people should hear beside what the status shows
     */
    public record Outcome(PostmortemStatus status, List<Announcement> told) {
        public Outcome {
            told = List.copyOf(told);
        }
    }

    /**
     * Captures and publishes, as far as that goes now; waits for nothing but the API server.
     *
     * @param status the one that would be stored otherwise
     * @param refusals what is wrong with the spec
     */
    public Outcome run(Postmortem postmortem, PostmortemStatus status, List<Refusal> refusals, Instant now) {
        String owner = owner(postmortem);
        if (postmortem.getSpec() == null
                || postmortem.getSpec().defect() != null
                || postmortem.getMetadata().getDeletionTimestamp() != null) {
            probes.unsubscribe(owner);
            return new Outcome(status, List.of());
        }
        if (!DocumentObject.possible(postmortem.getMetadata().getName())) {
            probes.unsubscribe(owner);
            return new Outcome(
                    CapturedStatus.with(status, status.attachments(), Publication.nameTooLong(), now), List.of());
        }
        return run(postmortem, status, refusals, now, owner);
    }

    private Outcome run(
            Postmortem postmortem, PostmortemStatus status, List<Refusal> refusals, Instant now, String owner) {
        String name = DocumentObject.name(postmortem.getMetadata().getName());
        Lookup place = store.read(postmortem.getMetadata().getNamespace(), name);
        Map<String, Desk.Capture> captured = held.computeIfAbsent(owner, key -> new ConcurrentHashMap<>());
        List<Announcement> told = new ArrayList<>();
        Desk desk = desk(postmortem, place, now, captured, told);
        List<AttachmentStatus> rows = rows(postmortem, status, refusals, desk, owner);
        Publication.Published published =
                publication.publish(postmortem, CapturedStatus.rows(status, rows), place, believed(rows, desk));
        if (published.reason() == Reason.PublishingNotAllowed) {
            placeless.add(owner);
        } else {
            placeless.remove(owner);
        }
        if (published.repaired()) {
            told.add(new Announcement(
                    Reason.DocumentRepaired,
                    "ConfigMap %s was altered by hand and is written again; change the Postmortem instead"
                            .formatted(name),
                    true,
                    false));
        }
        List<AttachmentStatus> shown = rows;
        if (published.current()) {
            // held until the status that vouches for it is stored as well
            captured.keySet()
                    .removeAll(rows.stream()
                            .filter(status.attachments()::contains)
                            .map(AttachmentStatus::name)
                            .toList());
        } else {
            shown = rows.stream()
                    .map(row -> captured.containsKey(row.name()) ? Publication.unkept(row, published) : row)
                    .toList();
        }
        return new Outcome(CapturedStatus.with(status, shown, published, now), told);
    }

    private Desk desk(
            Postmortem postmortem,
            Lookup place,
            Instant now,
            Map<String, Desk.Capture> captured,
            List<Announcement> told) {
        String namespace = postmortem.getMetadata().getNamespace();
        return new Desk(
                new AttachmentFacts(
                        namespace,
                        now,
                        administered,
                        name -> store.read(namespace, name),
                        request -> observation(namespace, request).measurement()),
                postmortem.getSpec().impact(),
                again(postmortem),
                graphs(postmortem),
                place instanceof Lookup.Unreadable,
                files(place, postmortem),
                captured,
                placeless.contains(owner(postmortem)),
                request -> observation(namespace, request),
                (reason, message) -> told.add(new Announcement(reason, message, true, false)));
    }

    /** The files for which a row vouches, and what was just captured; nothing else of what lies in the ConfigMap. */
    private static Map<String, String> believed(List<AttachmentStatus> rows, Desk desk) {
        Map<String, String> files = new HashMap<>();
        rows.forEach(row -> Optional.ofNullable(row.files())
                .flatMap(digest -> Kept.of(row.name(), digest, desk.files()))
                .ifPresent(files::putAll));
        desk.captures().values().forEach(one -> files.putAll(one.pack().files()));
        return files;
    }

    private List<AttachmentStatus> rows(
            Postmortem postmortem, PostmortemStatus status, List<Refusal> refusals, Desk desk, String owner) {
        Map<String, AttachmentStatus> before = status.attachments().stream()
                .collect(Collectors.toMap(AttachmentStatus::name, row -> row, (first, second) -> first));
        List<AttachmentStatus> rows = new ArrayList<>();
        List<Subscription> ask = new ArrayList<>();
        List<Attachment> attachments = postmortem.getSpec().attachments();
        desk.captures()
                .keySet()
                .retainAll(attachments.stream().map(Attachment::name).toList());
        for (int i = 0; i < attachments.size(); i++) {
            Attachment attachment = attachments.get(i);
            Step step =
                    step(attachment, Optional.ofNullable(before.get(attachment.name())), refusal(refusals, i), desk);
            step.captured()
                    .ifPresent(pack -> desk.captures()
                            .put(
                                    attachment.name(),
                                    new Desk.Capture(String.valueOf(step.row().asked()), pack)));
            rows.add(step.row());
            ask.addAll(step.ask());
        }
        probes.subscribe(owner, postmortem.getMetadata().getNamespace(), ask);
        return rows;
    }

    private static Step step(
            Attachment attachment, Optional<AttachmentStatus> before, Optional<String> refusal, Desk desk) {
        if (refusal.isPresent()) {
            return Step.of(Step.row(attachment.name(), AttachmentState.Missing, Reason.InvalidSpec, refusal.get(), ""));
        }
        return attachment.prometheus() == null
                ? new CopyLook(attachment, desk).step(before)
                : new RangeCapture(attachment, attachment.prometheus(), desk).step(before);
    }

    private static Optional<String> refusal(List<Refusal> refusals, int index) {
        String path = "spec.attachments[" + index + "]";
        return refusals.stream()
                .filter(one -> one.path().equals(path)
                        || one.path().startsWith(path + ".")
                        || one.path().equals("spec.attachments"))
                .map(Refusal::toString)
                .findFirst();
    }

    private static Map<String, String> files(Lookup place, Postmortem postmortem) {
        return place instanceof Lookup.Found(Resource found) && DocumentObject.ours(found, postmortem)
                ? DocumentObject.files(found)
                : Map.of();
    }

    private static List<String> graphs(Postmortem postmortem) {
        return postmortem.getSpec().attachments().stream()
                .filter(attachment -> attachment.prometheus() != null)
                .map(Attachment::name)
                .toList();
    }

    private static String again(Postmortem postmortem) {
        return Optional.ofNullable(postmortem.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Desk.AGAIN))
                .orElse("");
    }

    private Observation observation(String namespace, ProbeRequest request) {
        return probes.latest(namespace, request);
    }

    /** The name under which a postmortem asks the network and is woken. */
    public static String owner(Postmortem postmortem) {
        return OWNER + postmortem.getMetadata().getNamespace() + "/"
                + postmortem.getMetadata().getName();
    }

    /** Drops everything that is held for postmortems other than these, and asks nothing for them. */
    public void keep(Set<String> owners) {
        held.keySet().stream().filter(owner -> !owners.contains(owner)).toList().forEach(owner -> {
            held.remove(owner);
            placeless.remove(owner);
            probes.unsubscribe(owner);
        });
    }
}
