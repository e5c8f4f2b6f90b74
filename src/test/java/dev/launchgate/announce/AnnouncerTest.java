package dev.launchgate.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

@EnableKubernetesMockClient(crud = true, https = false)
class AnnouncerTest {
    private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/ml/events";
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00.123456789Z");
    private static final ObjectReference DEPLOYMENT = new ObjectReferenceBuilder()
            .withApiVersion("apps/v1")
            .withKind("Deployment")
            .withNamespace("ml")
            .withName("scoring")
            .withUid("d-1")
            .build();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private KubernetesMockServer server;
    private KubernetesClient client;
    private KubernetesClient once;
    private Announcer announcer;

    @BeforeEach
    void open() {
        once = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        announcer = new Announcer(
                once,
                leads::get,
                InstantSource.fixed(NOW),
                "launchgate-7c9-x",
                new Meters(registry),
                new InTheSameThread());
    }

    @AfterEach
    void close() {
        announcer.close();
        once.close();
    }

    private static LaunchChecklist checklist(String name) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setName(name);
        checklist.getMetadata().setUid("c-1");
        return checklist;
    }

    private List<Event> events() {
        return client.events().v1().events().inNamespace("ml").list().getItems();
    }

    private String note(String message) {
        announcer.announce(DEPLOYMENT, new Announcement(Reason.Held, message, false, true));
        return events().getFirst().getNote();
    }

    @Test
    void anEventHasWhatTheApiAsksFor() {
        announcer.announce(
                checklist("release"),
                Optional.of(DEPLOYMENT),
                List.of(new Announcement(Reason.Held, "waits for dns", false, false)));

        Event event = events().getFirst();
        assertThat(events()).hasSize(1);
        assertThat(event.getApiVersion()).isEqualTo("events.k8s.io/v1");
        assertThat(event.getMetadata().getName()).matches("release\\.[0-9a-f]{8}-[0-9a-f]{4}");
        assertThat(event.getEventTime().getTime()).isEqualTo("2026-11-01T08:00:00.123456Z");
        assertThat(event.getReportingController()).isEqualTo("launchgate.dev/operator");
        assertThat(event.getReportingInstance()).isEqualTo("launchgate-7c9-x");
        assertThat(event.getAction()).isEqualTo("Judge");
        assertThat(event.getType()).isEqualTo("Normal");
        assertThat(event.getReason()).isEqualTo("Held");
        assertThat(event.getNote()).isEqualTo("waits for dns");
        assertThat(event.getRegarding())
                .isEqualTo(new ObjectReferenceBuilder()
                        .withApiVersion("launchgate.dev/v1alpha1")
                        .withKind("LaunchChecklist")
                        .withNamespace("ml")
                        .withName("release")
                        .withUid("c-1")
                        .build());
    }

    @Test
    void whatConcernsTheRolloutIsSaidOnTheDeploymentToo() {
        announcer.announce(
                checklist("release"),
                Optional.of(DEPLOYMENT),
                List.of(new Announcement(Reason.Frozen, "frozen", true, true)));

        assertThat(events())
                .extracting(event -> event.getRegarding().getKind() + " " + event.getType() + " " + event.getAction())
                .containsExactlyInAnyOrder("LaunchChecklist Warning Gate", "Deployment Warning Gate");
    }

    private double counted(Reason reason) {
        return registry.get("launchgate.gate.transitions")
                .tag("reason", reason.name())
                .counter()
                .count();
    }

    /** Also where no pass comes to it: a Deployment whose checklist is gone, a deadline that is over. */
    @Test
    void whatConcernsTheRolloutIsCounted() {
        announcer.announce(DEPLOYMENT, new Announcement(Reason.GateOrphaned, "held, and alone", true, true));
        announcer.announce(
                checklist("release"),
                Optional.of(DEPLOYMENT),
                List.of(
                        new Announcement(Reason.DeadlinePassed, "too long", true, true),
                        new Announcement(Reason.RecordMissing, "dns: none", true, false)));

        assertThat(counted(Reason.GateOrphaned)).isEqualTo(1);
        assertThat(counted(Reason.DeadlinePassed)).isEqualTo(1);
        assertThat(counted(Reason.Held)).isZero();
        assertThat(registry.find("launchgate.gate.transitions")
                        .tag("reason", "RecordMissing")
                        .counter())
                .isNull();
    }

    /** The line as the application writes it: what to filter by is not to be cut out of a sentence. */
    @Test
    void aLogLineHasWhatItIsAboutInFieldsOfItsOwn() throws Exception {
        List<ExtLogRecord> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                ExtLogRecord extended = ExtLogRecord.wrap(line);
                extended.copyAll();
                lines.add(extended);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Announcer.class.getName());
        logger.addHandler(handler);
        try {
            announcer.announce(
                    checklist("release"),
                    Optional.empty(),
                    List.of(new Announcement(Reason.Held, "waits {} for \"dns\"", false, true)));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(new JsonFormatter().format(lines.getFirst()));
        assertThat(line.path("message").asText()).isEqualTo("waits {} for \"dns\"");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.at("/mdc/kind").asText()).isEqualTo("LaunchChecklist");
        assertThat(line.at("/mdc/namespace").asText()).isEqualTo("ml");
        assertThat(line.at("/mdc/name").asText()).isEqualTo("release");
        assertThat(line.at("/mdc/reason").asText()).isEqualTo("Held");
        assertThat(MDC.get("reason")).isNull();
    }

    @Test
    void withoutADeploymentItIsSaidOnTheChecklistAlone() {
        announcer.announce(
                checklist("release"), Optional.empty(), List.of(new Announcement(Reason.Frozen, "frozen", true, true)));

        assertThat(events()).extracting(event -> event.getRegarding().getKind()).containsExactly("LaunchChecklist");
    }

    @Test
    void aNoteThatFitsIsWhole() {
        assertThat(note("x".repeat(1_020))).isEqualTo("x".repeat(1_020));
    }

    @Test
    void aLongNoteIsCutToWhatTheApiTakes() {
        assertThat(note("x".repeat(1_025))).isEqualTo("x".repeat(1_020) + "\u2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "\u20ac", "\uD83D\uDE80", "x\uD83D\uDE80", "xx\uD83D\uDE80", "xxx\uD83D\uDE80"})
    void aLongNoteIsCutBetweenCharacters(String characters) {
        String note = note(characters.repeat(700));

        assertThat(note.getBytes(StandardCharsets.UTF_8).length).isBetween(1_010, 1_024);
        assertThat(note).endsWith("\u2026");
        String kept = note.substring(0, note.length() - 1);
        assertThat(characters.repeat(700)).startsWith(kept);
        assertThat(Character.isHighSurrogate(kept.charAt(kept.length() - 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-a", ".a"})
    void theNameOfAnEventFitsWhateverItIsAbout(String end) {
        String longest = "n".repeat(238) + end + "n".repeat(15 - end.length());

        announcer.announce(
                checklist(longest), Optional.empty(), List.of(new Announcement(Reason.Held, "held", false, false)));

        assertThat(events().getFirst().getMetadata().getName())
                .hasSizeLessThanOrEqualTo(253)
                .matches("n{238}[an]?\\.[0-9a-f]{8}-[0-9a-f]{4}");
        assertThat(events().getFirst().getRegarding().getName()).isEqualTo(longest);
    }

    @Test
    void whoDoesNotLeadIsSilent() {
        leads.set(false);

        announcer.announce(DEPLOYMENT, new Announcement(Reason.Held, "held", false, true));

        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 422, 500})
    void anEventThatCannotBeWrittenFailsNothing(int code) {
        server.expect()
                .post()
                .withPath(EVENTS)
                .andReturn(code, new StatusBuilder().withCode(code).build())
                .once();

        assertThatCode(() -> announcer.announce(DEPLOYMENT, new Announcement(Reason.Held, "held", false, true)))
                .doesNotThrowAnyException();

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(events()).isEmpty();
    }

    /** Makes what it is given at once. */
    private static final class InTheSameThread extends AbstractExecutorService {
        private boolean shut;

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {
            shut = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shut = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shut;
        }

        @Override
        public boolean isTerminated() {
            return shut;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return shut;
        }
    }
}
