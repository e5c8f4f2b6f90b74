package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.ClusterTest;
import dev.launchgate.e2e.ClusterUser;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Finished;
import dev.launchgate.e2e.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the schema: it accepts every example and refuses every fault in words for people. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {
    /** Argo Rollouts, which this server does not serve, so it could not judge a Rollout. */
    private static final String FOREIGN = "argoproj.io/";

    private ClusterUser admin;
    private String namespace;

    @BeforeAll
    void install(ControlPlane cluster) {
        Installation.crds(cluster);
        admin = cluster.admin();
        namespace = cluster.namespace("schema");
        Manifests.in("deploy/examples").objects().stream()
                .map(object -> object.at("/metadata/namespace").asText())
                .filter(named -> !named.isEmpty())
                .distinct()
                .forEach(this::namespace);
    }

    /** Other classes may have made it. */
    private void namespace(String name) {
        admin.kubectlWith(
                        "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\"}}"
                                .formatted(name),
                        "apply",
                        "-f",
                        "-")
                .orThrow();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsAccepted(Path file) {
        Finished created = admin.kubectl("create", "--dry-run=server", "--validate=strict", "-f", file.toString());
        assertThat(created.succeeded()).as(created.said()).isTrue();
    }

    static List<Path> examples() {
        return Manifests.files(Manifests.file("deploy/examples")).stream()
                .filter(file -> Manifests.read(file).objects().stream()
                        .noneMatch(object -> object.path("apiVersion").asText().startsWith(FOREIGN)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.launchgate.install.InvalidSamplesTest#samples")
    void faultIsRefused(InvalidSamplesTest.Sample sample) throws IOException {
        Finished refused = create(sample.file());
        assertThat(refused.succeeded()).as(refused.said()).isFalse();
        assertThat(refused.err()).contains(sample.expected("server"));
    }

    @Test
    void tooManyItemsAreRefused() {
        String items = IntStream.range(0, 101)
                .mapToObj(i -> "    - {name: line-%d, manual: {steps: [Tell support]}}\n".formatted(i))
                .collect(Collectors.joining());
        assertThat(create(InvalidSamplesTest.checklist(items)).err())
                .contains("spec.items: Too many: 101: must have at most 100 items");
    }

    @Test
    void anObjectThatIsTooLargeIsRefused() {
        String steps = IntStream.range(0, 1_500_000 / 100)
                .mapToObj(i -> "\"" + "s".repeat(95) + "\"")
                .collect(Collectors.joining(", "));
        Finished refused =
                create(InvalidSamplesTest.checklist("    - {name: line, manual: {steps: [" + steps + "]}}\n"));
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.err()).containsAnyOf("Request entity too large", "Too many", "may not be more than");
    }

    @Test
    void anEmptyKindIsRefused() {
        assertThat(create(InvalidSamplesTest.checklist("    - {name: line, tcp: {}}\n"))
                        .err())
                .contains("spec.items[0].tcp");
    }

    @Test
    void theTargetStaysTheSame() {
        String checklist = InvalidSamplesTest.checklist("    - {name: line, manual: {steps: [Tell support]}}\n");
        admin.kubectlWith(checklist, "apply", "-n", namespace, "-f", "-").orThrow();
        Finished moved = admin.kubectlWith(
                checklist.replace("{name: web}", "{name: other}"), "apply", "-n", namespace, "-f", "-");
        assertThat(moved.err()).contains("target is immutable; make another checklist");
    }

    @Test
    void defaultsAreFilledIn() {
        admin.kubectlWith(
                        InvalidSamplesTest.checklist("    - {name: line, manual: {steps: [Tell support]}}\n")
                                .replace("name: sample", "name: defaults"),
                        "apply",
                        "-n",
                        namespace,
                        "-f",
                        "-")
                .orThrow();
        assertThat(path("defaults", "{.spec.gate.mode} {.spec.interval} {.spec.timeout} {.spec.target.kind}"))
                .isEqualTo("Pause 1m 5s Deployment");
        assertThat(path("defaults", "{.status.observedGeneration}")).isEqualTo("-1");
        assertThat(admin.kubectl("get", "lc", "defaults", "-n", namespace).out())
                .containsPattern("NAME +TARGET +MODE +GATE +PASSED +READY +REASON +AGE")
                .containsPattern("defaults +web +Pause ");
        assertThat(admin.kubectl(
                                "get",
                                "launchgate",
                                "-n",
                                namespace,
                                "--field-selector=spec.target.name=web",
                                "-o",
                                "name")
                        .out())
                .contains("launchchecklist.launchgate.dev/defaults");
    }

    @ParameterizedTest
    @MethodSource
    void explains(String field, String text) {
        // The server publishes the schema of a new kind some moments after it serves the kind.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(admin.kubectl("explain", field).said())
                        .contains(text)
                        .doesNotContain("<no description>"));
    }

    static Stream<Arguments> explains() {
        return Stream.of(
                Arguments.of("launchchecklist", "what must be true before a workload goes live"),
                Arguments.of("launchchecklist.spec", "The lines of the checklist."),
                Arguments.of("lc.spec.items.dns", "names\t<[]string> -required-"),
                Arguments.of("lc.status.conditions", "True, False or Unknown."));
    }

    private String path(String name, String path) {
        return admin.kubectl("get", "launchchecklist", name, "-n", namespace, "-o", "jsonpath=" + path)
                .out();
    }

    private Finished create(Path file) {
        return admin.kubectl("create", "--dry-run=server", "--validate=false", "-n", namespace, "-f", file.toString());
    }

    private Finished create(String yaml) {
        return admin.kubectlWith(yaml, "create", "--dry-run=server", "--validate=false", "-n", namespace, "-f", "-");
    }
}
