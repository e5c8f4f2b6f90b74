package dev.launchgate.postmortem.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.cluster.PodTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Templates that have a secret wherever a value can stand, and a cluster that says whatever it likes. */
class DraftSecrecyTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");
    private static final PodTemplate BEFORE = template("BEFORE", "v1");
    private static final PodTemplate AFTER = template("AFTER", "v2");
    private static final int MOST_TEXT = 300_000;

    /** {@code CANARY-} marks what may never be shown; a few stand where names of objects are shown elsewhere. */
    private static PodTemplate template(String which, String version) {
        try {
            return PodTemplate.of(new YAMLMapper().readTree("""
                            metadata:
                              labels: {app: app, name: CANARY-label, secretName: canary-label}
                              annotations:
                                plain: CANARY-annotation
                                name: canary-annotation
                                secretRef: '{"name": "CANARY-json"}'
                                kubectl.kubernetes.io/last-applied-configuration: '{"env": "CANARY-applied"}'
                            spec:
                              nodeSelector: {claimName: canary-selector}
                              volumes:
                              - name: csi
                                csi: {driver: d, volumeAttributes: {name: canary-attribute, token: CANARY-attribute}}
                              - name: flex
                                flexVolume: {driver: d, options: {secret: canary-option, configMap: canary-option}}
                              containers:
                              - name: app
                                image: example.com/app:%2$s
                                command: [run, CANARY-command]
                                args: ["--password=CANARY-argument", "canary-argument", "{name: CANARY-argument}"]
                                env:
                                - {name: TOKEN, value: CANARY-env}
                                - {name: SHORT, value: canary-env}
                                - {name: %1$s, value: CANARY-added}
                                livenessProbe:
                                  exec: {command: [sh, -c, CANARY-probe]}
                                  httpGet: {path: /CANARY-path, httpHeaders: [{name: Authorization, value: CANARY-header}]}
                                lifecycle: {preStop: {exec: {command: [CANARY-stop]}}}
                            """.formatted(which, version)
                    .replaceAll("(CANARY|canary)(-[a-z]+)", "$1$2-" + which.toLowerCase(Locale.ROOT))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static LaunchChecklistStatus status(String message) {
        return new LaunchChecklistStatus(
                1L,
                null,
                null,
                null,
                List.of(),
                List.of(
                        new HistoryEntry("2026-11-20T10:00:00Z", "Promoted", "v1", BEFORE.identity(), message),
                        new HistoryEntry("2026-11-20T10:01:00Z", "Released", "v2", AFTER.identity(), message),
                        new HistoryEntry("2026-11-20T10:02:00Z", "Frozen", "v2", AFTER.identity(), message)));
    }

    private static String draft(LaunchChecklistStatus status, List<SeenEvent> events, List<FieldWrite> writes) {
        Incident incident = Incidents.of(status).getLast();
        DraftedPostmortem drafted = new DraftedPostmortem(
                "app", "app", incident, status, new Scene(List.of(BEFORE, AFTER), events, writes, List.of()), NOW);
        return DraftManifest.fresh("app-1", "u-1", incident, drafted.spec(), NOW)
                .toString();
    }

    @Test
    void noValueOfEitherTemplateIsInTheDraft() {
        assertThat(draft(status("as it was"), List.of(), List.of()))
                .contains(
                        "- spec.containers[app].args[1] changed",
                        "- spec.containers[app].env[TOKEN].value changed",
                        "- spec.containers[app].env[AFTER] added",
                        "- spec.containers[app].env[BEFORE] removed",
                        "- metadata.annotations.plain changed",
                        "- spec.volumes[csi].csi.volumeAttributes.name changed",
                        "example.com/app:v1")
                .doesNotContainIgnoringCase("canary");
    }

    /** Who may write events, or whatever else is quoted, may write anything. */
    @Test
    void whateverIsQuotedIsPlainAndBounded() {
        String hostile = "a\u0000\u001b[2J\u202e\u2066\r\n\ud800|<b>`" + "x".repeat(100_000);
        List<SeenEvent> events = IntStream.range(0, 1_000)
                .mapToObj(number -> new SeenEvent(
                        number + hostile,
                        hostile,
                        hostile,
                        hostile,
                        Instant.parse("2026-11-20T10:02:00Z"),
                        Instant.parse("2026-11-20T10:02:00Z"),
                        Integer.MAX_VALUE))
                .toList();
        FieldWrite write =
                new FieldWrite(hostile, hostile, Instant.parse("2026-11-20T10:00:30Z"), List.of(hostile, hostile));

        String draft = draft(status(hostile), events, List.of(write));

        assertThat(draft).hasSizeLessThan(MOST_TEXT).doesNotContain("\\u001b", "\\u0000", "\\r", "\u202e", "\u2066");
        assertThat(draft.chars().mapToObj(letter -> (char) letter))
                .noneMatch(letter -> Character.isSurrogate(letter) || Character.getType(letter) == Character.FORMAT);
    }
}
