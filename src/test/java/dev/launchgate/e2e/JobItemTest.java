package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items of kind job, with the Job and CronJob controllers of the cluster. */
@ClusterTest
class JobItemTest {
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    JobItemTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void aReportThatPeopleStartIsRehearsedOnce() {
        Launch launch =
                checklist("reports", "workload: {cronJob: {name: reports}}, run: AdHoc, bind: Image, maxAge: 30d");
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/ObjectMissing");
        launch.apply(cronJob(launch, "serviceAccountName: reports, "));
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/JobNotRunnable");
        assertThat(launch.message("it"))
                .isEqualTo("its template needs ServiceAccount reports, which is missing; create it (and 1 more)");
        launch.kubectl("create", "serviceaccount", "reports").orThrow();
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/JobNotRun");
        String told = launch.message("it");
        String command = told.substring(told.indexOf("kubectl ") + "kubectl ".length());

        launch.apply(cronJob(launch, "serviceAccountName: reports, nodeSelector: {none: such}, ")
                .replace("app:v1", "app:v0"));
        launch.kubectl("create", "job", "--from=cronjob/reports", "old").orThrow();
        launch.apply(cronJob(launch, "serviceAccountName: reports, "));
        launch.kubectl(command.split(" ")).orThrow();
        launch.awaitItem(Launch.PATIENCE, "it", "Pass/AsExpected");
        JsonNode evidence = launch.itemStatus("it").path("evidence");
        assertThat(evidence).hasSize(1);
        assertThat(evidence.at("/0/kind").asText()).isEqualTo("CronJob");
        assertThat(evidence.at("/0/name").asText()).isEqualTo("reports");
        assertThat(evidence.at("/0/boundTo").asText()).isEqualTo("registry.example.com/app:v1");

        launch.kubectl("delete", "job", "reports-1", "old").orThrow();
        launch.deploy("v2");
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/JobNotRun", "Fail/EvidenceForOther");
        launch.deploy("v1");
        launch.awaitItem(Launch.PATIENCE, "it", "Pass/AsExpected");
    }

    @Test
    void anInitScriptThatIsDeletedWhenDoneStaysDone() {
        Launch launch = checklist("init", "workload: {job: {name: init}}");
        launch.awaitItem(Launch.PATIENCE, "it", "Unknown/JobGone");
        launch.apply(job(launch, "backoffLimit: 0, activeDeadlineSeconds: 1", "nodeSelector: {none: such}, "));
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/JobFailed");
        assertThat(launch.message("it"))
                .isEqualTo("Job init failed: DeadlineExceeded; see its log, mend it and run it again");
        launch.kubectl("delete", "job", "init").orThrow();
        launch.awaitItem(Launch.PATIENCE, "it", "Unknown/JobGone");

        launch.apply(job(launch, "backoffLimit: 0", "nodeSelector: {none: such}, "));
        launch.awaitItem(Launch.PATIENCE, "it", "Pending/JobRunning");
        launch.kubectl("delete", "job", "init").orThrow();
        launch.apply(job(launch, "ttlSecondsAfterFinished: 3", ""));
        launch.awaitItem(Launch.PATIENCE, "it", "Pass/AsExpected");
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.kubectl("get", "job", "init", "--ignore-not-found", "-o", "name")
                        .orThrow()
                        .isBlank());
        await().atMost(Launch.PATIENCE).until(() -> launch.message("it").contains("succeeded on"));
        assertThat(launch.item("it")).isEqualTo("Pass/AsExpected");

        launch.deploy("v2");
        launch.awaitItem(Launch.PATIENCE, "it", "Unknown/JobGone");
    }

    @Test
    void aScheduleRuns() {
        Launch launch = checklist("schedule", "workload: {cronJob: {name: reports}}");
        launch.apply(cronJob(launch, ""));
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/ScheduleSuspended");
        launch.kubectl(
                        "patch",
                        "cronjob/reports",
                        "-p",
                        "{\"spec\": {\"suspend\": false, \"timeZone\": \"Europe/Berlin\"}}")
                .orThrow();
        launch.awaitItem(Launch.PATIENCE, "it", "Fail/JobNotRun");
        launch.kubectl("create", "job", "--from=cronjob/reports", "now").orThrow();
        launch.awaitItem(Launch.PATIENCE, "it", "Pass/AsExpected");
    }

    private Launch checklist(String prefix, String params) {
        Launch launch = Launch.in(cluster, prefix).deploy("v1");
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  items:
                    - {name: shut, manual: {steps: [never done]}}
                    - {name: it, job: {%s}}
                """.formatted(launch.namespace(), params));
        return launch;
    }

    private static String cronJob(Launch launch, String pod) {
        return """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: reports, namespace: %s}
                spec:
                  schedule: "0 3 1 1 *"
                  suspend: true
                  jobTemplate: {spec: {template: %s}}
                """.formatted(launch.namespace(), template(pod));
    }

    private static String job(Launch launch, String spec, String pod) {
        return "---\n{apiVersion: batch/v1, kind: Job, metadata: {name: init, namespace: %s}, spec: {%s, template: %s}}"
                .formatted(launch.namespace(), spec, template(pod));
    }

    private static String template(String pod) {
        return "{spec: {%srestartPolicy: Never, containers: [{name: app, image: \"registry.example.com/app:v1\"}]}}"
                .formatted(pod);
    }
}
