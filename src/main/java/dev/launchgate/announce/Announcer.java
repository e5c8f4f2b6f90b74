package dev.launchgate.announce;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.gate.kube.Leadership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Says what changed: one log line and one event each, on the checklist and where it concerns the rollout on the target, which
 * is counted too. An event that cannot be written is logged and never fails a pass.
 */
public final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    /** The API allows 1024 bytes; the rest is for the ellipsis. */
    private static final int NOTE_LIMIT = 1020;

    private static final int NAME_LIMIT = 253;
    private static final int UNIQUE = 13;

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final Leadership leadership;
    private final InstantSource clock;
    private final String instance;
    private final Meters meters;
    private final ExecutorService executor;

    /**
     * Announces by the given executor, so that no pass waits for events.
     *
     * @param instance name of this process in events, such as the pod's name
     */
    public Announcer(
            KubernetesClient client,
            Leadership leadership,
            InstantSource clock,
            String instance,
            Meters meters,
            ExecutorService executor) {
        this.executor = executor;
        this.meters = meters;
        this.client = client;
        this.leadership = leadership;
        this.clock = clock;
        this.instance = instance;
    }

    /** @param target the target's object; empty when it does not exist */
    public void announce(
            LaunchChecklist checklist, Optional<ObjectReference> target, List<Announcement> announcements) {
        ObjectReference about = about(checklist);
        for (Announcement announcement : announcements) {
            say(about, announcement);
            count(announcement);
            write(about, announcement);
            if (announcement.onTarget()) {
                target.ifPresent(object -> write(object, announcement));
            }
        }
    }

    /** The object of ours that an announcement is about. */
    public static ObjectReference about(HasMetadata object) {
        return new ObjectReferenceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .build();
    }

    /** Announces something about an object alone. */
    public void announce(ObjectReference about, Announcement announcement) {
        say(about, announcement);
        count(announcement);
        write(about, announcement);
    }

    /** By the context of the log, which is an object of its own in a JSON line; key-values would be part of the message. */
    private static void say(ObjectReference about, Announcement announcement) {
        try (var _ = MDC.putCloseable("kind", about.getKind());
                var _ = MDC.putCloseable("namespace", about.getNamespace());
                var _ = MDC.putCloseable("name", about.getName());
                var _ = MDC.putCloseable("reason", announcement.reason().name())) {
            LOG.info(announcement.message());
        }
    }

    private void count(Announcement announcement) {
        if (announcement.onTarget()) {
            meters.told(announcement.reason());
        }
    }

    private void write(ObjectReference about, Announcement announcement) {
        Event event = new EventBuilder()
                .withNewMetadata()
                .withName(name(about.getName()))
                .withNamespace(about.getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withReportingController("launchgate.dev/operator")
                .withReportingInstance(instance)
                .withAction(announcement.onTarget() ? "Gate" : "Judge")
                .withType(announcement.warning() ? "Warning" : "Normal")
                .withReason(announcement.reason().name())
                .withNote(limit(announcement.message()))
                .withRegarding(about)
                .build();
        executor.execute(() -> send(event));
    }

    /** Unique, and as long as a name may be whatever it is about. */
    private static String name(String about) {
        String unique = UUID.randomUUID().toString().substring(0, UNIQUE);
        String start = about.substring(0, Math.min(about.length(), NAME_LIMIT - UNIQUE - 1));
        while (start.endsWith("-") || start.endsWith(".")) {
            start = start.substring(0, start.length() - 1);
        }
        return start + "." + unique;
    }

    /** Writes what waits, as long as that is quick; call it while the lease is held. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Event event) {
        if (!leadership.holds()) {
            return;
        }
        try {
            client.events()
                    .v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .resource(event)
                    .create();
        } catch (KubernetesClientException e) {
            LOG.warn("an event could not be written: code {}", e.getCode());
        }
    }

    private static String limit(String note) {
        if (note.getBytes(StandardCharsets.UTF_8).length <= NOTE_LIMIT) {
            return note;
        }
        StringBuilder cut = new StringBuilder();
        int bytes = 0;
        for (int character : note.codePoints().toArray()) {
            bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > NOTE_LIMIT) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return cut.append('…').toString();
    }
}
