package dev.launchgate.postmortem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.postmortem.graph.Sha256;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.Fetch;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attachments that lie elsewhere: whether they are there, and still what they were. */
class CopyLookTest {
    private static final String RIGHT = Sha256.of("right");
    private static final String AT_URL =
            "- {name: log, url: 'https://files.example.com/log', sha256: '%s'}".formatted(RIGHT);
    private static final String IN_CONFIG_MAP =
            "- {name: log, configMap: {name: log, key: excerpt}, sha256: '%s'}".formatted(RIGHT);
    private static final String UNSTATED = "- {name: log, configMap: {name: log, key: excerpt}}";

    static Stream<Arguments> urls() {
        return Stream.of(
                row(fetch -> CaptureScene.answer(fetch, 200, "right"), List.of("Verified", "Verified", "Verified")),
                row(fetch -> CaptureScene.answer(fetch, 200, "wrong"), List.of("Changed", "Changed", "Changed")),
                row(fetch -> CaptureScene.answer(fetch, 404, ""), List.of("Missing", "Missing", "Missing")),
                row(fetch -> CaptureScene.answer(fetch, 500, ""), List.of("Pending", "Pending", "Missing")),
                row(fetch -> CaptureScene.failed(Cause.Timeout), List.of("Pending", "Pending", "Missing")),
                row(fetch -> CaptureScene.failed(Cause.DataTooLarge), List.of("Pending", "Pending", "Missing")),
                row(fetch -> CaptureScene.failed(Cause.EgressDenied), List.of("Pending", "Pending", "Missing")));
    }

    private static Arguments row(Function<Fetch, Measurement> network, List<String> states) {
        return Arguments.of(network, states);
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aUrlIsBelievedByItsDigestAndSeveralFailures(Function<Fetch, Measurement> network, List<String> states) {
        CaptureScene scene = new CaptureScene(AT_URL);
        scene.network = network;
        scene.pass();
        assertThat(scene.shown("log")).isEqualTo("Pending/CapturePending: not looked at yet");
        assertThat(states)
                .allSatisfy(state ->
                        assertThat(scene.ask().pass().row("log").state()).isEqualTo(state));
        assertThat(scene.wishes).hasSize(1);
    }

    @Test
    void errorPagesThatDifferAreTheSameFailure() {
        CaptureScene scene = new CaptureScene(AT_URL);
        scene.network = fetch -> CaptureScene.answer(fetch, 200, "right");
        scene.pass().ask().pass();
        AtomicInteger page = new AtomicInteger();
        scene.network = fetch -> CaptureScene.answer(fetch, 500, "page " + page.incrementAndGet());

        scene.ask().pass();
        assertThat(scene.shown("log"))
                .isEqualTo("Verified/AttachmentVerified: could not be looked at again: https://files.example.com/log:"
                        + " expected 2xx, saw 500; check the server");
        scene.ask().pass().ask().pass();
        assertThat(scene.shown("log"))
                .isEqualTo(
                        "Missing/ServerError: https://files.example.com/log: expected 2xx, saw 500; check the server");
    }

    @Test
    void aConfigMapIsLookedAtInEachPass() {
        CaptureScene scene = new CaptureScene(IN_CONFIG_MAP);
        assertThat(scene.pass().row("log").state()).isEqualTo("Missing");
        scene.put("log", "excerpt", "right");
        assertThat(scene.pass().shown("log")).isEqualTo("Verified/AttachmentVerified: ");
        scene.put("log", "excerpt", "wrong");
        assertThat(scene.pass().shown("log"))
                .isEqualTo(
                        "Changed/AttachmentChanged: sha256 expected %s..., saw %s...; bring back what it was, or look at it and state the new digest"
                                .formatted(
                                        RIGHT.substring(0, 8),
                                        Sha256.of("wrong").substring(0, 8)));
        scene.put("log", "other", "right");
        assertThat(scene.pass().shown("log"))
                .isEqualTo(
                        "Missing/DocumentMissing: ConfigMap log, key excerpt: not there (saw no such key); put it back or correct"
                                + " the reference");
    }

    @Test
    void withoutADigestItIsComparedWithWhatWasSeenFirst() {
        CaptureScene scene = new CaptureScene(UNSTATED);
        scene.put("log", "excerpt", "first");
        assertThat(scene.pass().shown("log"))
                .isEqualTo("Unverified/AttachmentUnverified: is there; state its sha256 to have it verified");
        scene.configMaps.remove("log");
        assertThat(scene.pass().row("log").state()).isEqualTo("Missing");
        scene.put("log", "excerpt", "second");
        assertThat(scene.pass().shown("log"))
                .isEqualTo(
                        "Changed/AttachmentChanged: sha256 expected what was seen first, saw %s...; state the sha256 that it should have"
                                .formatted(Sha256.of("second").substring(0, 8)));
        assertThat(scene.pass().row("log").state()).isEqualTo("Changed");
        scene.put("log", "excerpt", "first");
        assertThat(scene.pass().row("log").state()).isEqualTo("Unverified");
    }
}
