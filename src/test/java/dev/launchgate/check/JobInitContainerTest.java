package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;

class JobInitContainerTest {
    private static final String ITEM = "workload: {initContainer: {name: migrate}}";

    private static Judgement judge(String params, FakeFacts facts) {
        return Spec.judge(new JobCheck(), params, facts);
    }

    private static FakeFacts pod(String status) {
        return MonitoringAgentWorld.deployed()
                .with(
                        ResourceKind.POD,
                        MonitoringAgentWorld.pod("ml-scoring-1-a", "rs-1", "node-a")
                                .replaceAll(
                                        "initContainerStatuses: .*", "initContainerStatuses: [%s]".formatted(status)));
    }

    @Test
    void beforeTheReleaseItIsJudgedByPresence() {
        assertThat(judge(ITEM, MonitoringAgentWorld.deployed()))
                .isEqualTo(Judgement.pass(
                        Reason.AsExpected,
                        "init container migrate: as expected; judged by its exit code when the candidate has pods"));
        assertThat(judge(ITEM.replace("migrate", "load"), MonitoringAgentWorld.deployed()))
                .isEqualTo(Judgement.fail(
                        Reason.ObjectMissing,
                        "init container load is not in the template of ml-scoring; add it or correct the name"));
        assertThat(judge(ITEM.replace("migrate", "app"), MonitoringAgentWorld.deployed())
                        .reason())
                .isEqualTo(Reason.ObjectMissing);
    }

    @Test
    void aSidecarNeverEnds() {
        assertThat(judge(ITEM.replace("migrate", "otel-agent"), MonitoringAgentWorld.deployed()))
                .isEqualTo(Judgement.fail(
                        Reason.JobNotRunnable,
                        "init container otel-agent has restartPolicy Always, so that it never ends; leave that out"));
    }

    @Test
    void afterwardsByItsExitCode() {
        assertThat(judge(ITEM, pod("{name: migrate, state: {terminated: {exitCode: 0}}}")))
                .isEqualTo(Judgement.pass("init container migrate"));
        assertThat(judge(ITEM, pod("{name: migrate, state: {terminated: {exitCode: 3}}}")))
                .isEqualTo(Judgement.fail(
                        Reason.JobFailed,
                        "init container migrate of pod ml-scoring-1-a ended with exit code 3; see its log"));
        assertThat(
                        judge(
                                ITEM,
                                pod(
                                        "{name: migrate, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1}}}")))
                .isEqualTo(Judgement.fail(
                        Reason.JobFailed,
                        "init container migrate of pod ml-scoring-1-a ended with exit code 1; see its log"));
        assertThat(
                        judge(
                                ITEM,
                                pod(
                                        "{name: migrate, state: {terminated: {exitCode: 0}}, lastState: {terminated: {exitCode: 1}}}")))
                .as("it was tried again, and worked")
                .isEqualTo(Judgement.pass("init container migrate"));
        assertThat(judge(ITEM, pod("{name: migrate, state: {running: {}}}")))
                .isEqualTo(
                        Judgement.pending(Reason.JobRunning, "init container migrate is running; judged when it ends"));
        assertThat(judge(ITEM, pod("")).reason()).isEqualTo(Reason.JobRunning);
    }

    @Test
    void whereSuccessIsOptionalPresenceIsEnough() {
        assertThat(judge(ITEM + "\nsuccess: Optional", pod("{name: migrate, state: {terminated: {exitCode: 3}}}")))
                .isEqualTo(Judgement.pass("init container migrate"));
    }

    @Test
    void whatItsPodsNeedMustBeThere() {
        FakeFacts facts = MonitoringAgentWorld.deployed().candidate("""
                        spec:
                          initContainers: [{name: migrate, image: a, envFrom: [{configMapRef: {name: ml-db}}]}]
                        """);
        assertThat(judge(ITEM, facts))
                .isEqualTo(Judgement.fail(
                        Reason.JobNotRunnable, "its template needs ConfigMap ml-db, which is missing; create it"));
        assertThat(judge(ITEM, facts.with(ResourceKind.CONFIG_MAP, "metadata: {name: ml-db, namespace: ml}"))
                        .verdict()
                        .name())
                .isEqualTo("Pass");
    }
}
