package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a draft to what holds the next launch, on a real API server and under the shipped rights. */
@ClusterTest
class PostmortemTest {
    private static final String FINAL = """
              severity: Low
              impact:
                summary: Sign-in failed.
                usersAffected: 12 beta users
                startedAt: 2026-11-20T20:00:00Z
                detectedAt: 2026-11-20T20:10:00Z
                mitigatedAt: 2026-11-20T20:42:00Z
                resolvedAt: 2026-11-20T21:00:00Z
              trigger: Off-hours deployment of revision v1.0.0
              rootCause: The connection string was not in the configuration management tool.
              mitigation: [{step: Set DATABASE_URL}]
              timeline: [{at: 2026-11-20T20:00:00Z, event: v1 goes live, source: Cluster}]
              lessons: {wentWell: [The way back worked.]}
              review: {meetingAt: 2026-11-25T10:00:00Z}
              trackers: [https://t.example.com/1]
              notes: nothing else
              attachments: [{name: log, configMap: {name: log, key: excerpt}}]
            """;

    private static WitnessedOperator operator;
    private final ControlPlane cluster;

    PostmortemTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = WitnessedOperator.start(cluster, Operators.install(cluster));
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    private static void write(Launch launch, String state, String sections, String measure) {
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: lost-url, namespace: %s}
                spec:
                  title: Beta users could not sign in
                  checklists: [{name: app}]
                  state: %s
                  prevention:
                    - {name: db-url, blocksLaunch: true%s}
                %s""".formatted(launch.namespace(), state, measure, sections));
    }

    private static String seen(Launch launch, String path) {
        return launch.kubectl("get", "pm", "lost-url", "-o", "jsonpath={.status" + path + "}")
                .orThrow();
    }

    private static void awaitSeen(Launch launch, String path, String expected) {
        await(path)
                .atMost(Launch.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(seen(launch, path)).isEqualTo(expected));
    }

    private static String condition(String type) {
        return ".conditions[?(@.type==\"%s\")]['status','reason']".formatted(type);
    }

    @Test
    void whatWasLearnedHoldsTheNextLaunchUntilItIsDone() {
        Launch launch = Launch.in(cluster, "learned").launched();
        launch.open();
        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Ready").startsWith("True"));

        write(launch, "Draft", "", "");
        awaitSeen(launch, condition("Complete"), "False SectionsMissing");
        assertThat(seen(launch, ".missing")).contains("\"rootCause\"", "\"prevention[db-url].owner\"");
        awaitSeen(launch, condition("Accepted"), "True Accepted");

        write(launch, "Final", FINAL, ", owner: ml-team, dueDate: 2026-11-30");
        awaitSeen(launch, condition("Complete"), "True PostmortemComplete");
        awaitSeen(launch, ".impactDuration", "42m");
        awaitSeen(launch, condition("PreventionVerified"), "False MeasuresOpen");
        awaitSeen(launch, ".prevention[0]['verdict','reason']", "Fail MeasureNotDone");

        launch.deploy("v2").awaitGate("Held/v2/v1");
        launch.awaitItem(Launch.PATIENCE, "lost-url/db-url", "Fail/MeasureNotDone");
        assertThat(launch.itemStatus("lost-url/db-url").path("source").asText()).isEqualTo("Postmortem/lost-url");
        assertThat(launch.deployment()
                        .at("/metadata/annotations/launchgate.dev~1held-by")
                        .asText())
                .isEqualTo("held by 1 item: lost-url/db-url (MeasureNotDone)");

        String done = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        write(launch, "Final", FINAL, ", owner: ml-team, doneBy: ana, doneAt: \"%s\"".formatted(done));
        launch.awaitGate("Armed/-/v2");
        awaitSeen(launch, condition("PreventionVerified"), "True MeasuresVerified");

        launch.kubectl("delete", "pm", "lost-url").orThrow();
        await().atMost(Launch.PATIENCE).until(() -> !launch.items().containsKey("lost-url/db-url"));
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.events("LaunchChecklist").contains("MeasureRemoved"));
    }

    @Test
    void whatACheckMeasuresIsShownOnThePostmortemToo() {
        Launch launch = Launch.in(cluster, "measured").launched();
        String check =
                ", owner: ml-team, item: {resilience: {minReplicas: %d, disruptionBudget: Optional, spread: None,"
                        + " readinessProbe: Optional}}";
        write(launch, "Draft", "", check.formatted(3));
        awaitSeen(launch, ".prevention[0]['verdict','reason']", "Fail TooFewReplicas");
        launch.awaitItem(Launch.PATIENCE, "lost-url/db-url", "Fail/TooFewReplicas");

        launch.kubectl("scale", "deployment/app", "--replicas=3").orThrow();
        awaitSeen(launch, ".prevention[0]['verdict','reason']", "Pass AsExpected");
        awaitSeen(launch, condition("PreventionVerified"), "True MeasuresVerified");

        launch.kubectl("delete", "launchchecklist", "app").orThrow();
        write(launch, "Review", "", check.formatted(4));
        awaitSeen(launch, condition("Accepted"), "False ChecklistNotFound");
        awaitSeen(launch, ".prevention[0]['verdict','reason']", "Unknown ChecklistNotFound");
    }

    @Test
    void whatRegressesHoldsAgain() {
        Launch launch = Launch.in(cluster, "regressed").launched();
        launch.open();
        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Ready").startsWith("True"));
        write(
                launch,
                "Draft",
                "",
                ", owner: ml-team, item: {loadBalancer: {identifier: {service: {name: api}}, rules: [{port: 81}],"
                        + " address: Optional, minEndpoints: 0}}");

        launch.deploy("v2").awaitGate("Held/v2/v1");
        launch.awaitItem(Launch.PATIENCE, "lost-url/db-url", "Fail/ObjectMissing");
        assertThat(launch.items()).containsEntry("rule", "Pass/AsExpected");
        service(launch);
        launch.awaitGate("Armed/-/v2");
        awaitSeen(launch, condition("PreventionVerified"), "True MeasuresVerified");

        launch.kubectl("delete", "service", "api").orThrow();
        awaitSeen(launch, condition("PreventionVerified"), "False MeasuresOpen");
        launch.awaitItem(Launch.PATIENCE, "lost-url/db-url", "Fail/ObjectMissing");
        launch.deploy("v3").awaitGate("Held/v3/v2");
        assertThat(launch.status().at("/gate/message").asText())
                .isEqualTo("held by 1 item: lost-url/db-url (ObjectMissing)");
        service(launch);
        launch.awaitGate("Armed/-/v3");
        assertThat(launch.history()).doesNotContain("Bypassed", "Frozen");
    }

    private static void service(Launch launch) {
        launch.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: api, namespace: %s}
                spec: {selector: {app: app}, ports: [{port: 81, targetPort: 8080}]}
                """.formatted(launch.namespace()));
    }

    @Test
    void oneOfAHundredMeasuresIsInvalidAndNamed() {
        Launch launch = Launch.in(cluster, "hundred").launched();
        launch.open();
        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Ready").startsWith("True"));
        hundred(launch, "item: {resource: {apiVersion: v1, kind: ConfigMap, name: a, expression: 'object.'}}");

        launch.deploy("v2").awaitGate("Held/v2/v1");
        launch.awaitItem(Launch.PATIENCE, "lost-url/m-99", "Unknown/InvalidItem");
        assertThat(launch.message("lost-url/m-99"))
                .startsWith("Postmortem lost-url: spec.prevention[99].item.resource.expression: ");
        assertThat(launch.items()).hasSize(101).containsEntry("lost-url/m-98", "Pass/MeasureDone");
        assertThat(launch.status().at("/gate/message").asText())
                .isEqualTo("held by 1 item: lost-url/m-99 (InvalidItem)");
        assertThat(launch.condition("Accepted")).isEqualTo("True/Accepted");
        awaitSeen(launch, ".prevention[99]['verdict','reason']", "Unknown InvalidItem");
        assertThat(seen(launch, ".prevention[98]['verdict','reason']")).isEqualTo("Pass MeasureDone");

        hundred(launch, "doneAt: 2026-11-20T09:00:00Z, doneBy: ana");
        launch.awaitGate("Armed/-/v2");
    }

    /** @param last members of the hundredth measure; all others are done */
    private static void hundred(Launch launch, String last) {
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: lost-url, namespace: %s}
                spec:
                  title: Beta users could not sign in
                  checklists: [{name: app}]
                  prevention:
                %s
                    - {name: m-99, blocksLaunch: true, %s}
                """.formatted(
                        launch.namespace(),
                        IntStream.range(0, 99)
                                .mapToObj(
                                        "    - {name: m-%d, blocksLaunch: true, doneAt: 2026-11-20T09:00:00Z, doneBy: ana}"
                                                ::formatted)
                                .collect(Collectors.joining("\n")),
                        last));
    }
}
