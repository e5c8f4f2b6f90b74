package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.MonitoringAgentParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.FakeFacts;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.MonitoringAgentCheck;
import dev.launchgate.check.Needs;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A monitoringAgent item against the exporter that most machines run. */
@Tag("services")
@Timeout(120)
class NodeExporterTest {
    private static int port;
    private static SystemServer exporter;

    private final AdapterFixture net = new AdapterFixture();

    @BeforeAll
    static void start() {
        port = SystemServer.freePort();
        exporter = SystemServer.start(
                Map.of(), List.of("prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + port), port);
    }

    @AfterAll
    static void end() throws IOException {
        exporter.close();
    }

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @Test
    void itsBuildIsFound() {
        assertThat(judge(port, "metric: node_exporter_build_info"))
                .isEqualTo(Judgement.pass("vm-1.example.com:" + port));
        assertThat(judge(port, "path: '/metrics?collect[]=loadavg', metric: node_load1"))
                .isEqualTo(Judgement.pass("vm-1.example.com:" + port));
        assertThat(net.egress.hosts).containsOnly("vm-1.example.com");
    }

    @Test
    void aMetricThatItDoesNotHaveIsMissed() {
        assertThat(judge(port, "metric: mysqld_exporter_build_info"))
                .isEqualTo(Judgement.fail(
                        Reason.ExporterSilent,
                        "vm-1.example.com:%d answers, without mysqld_exporter_build_info; correct path or metric"
                                .formatted(port)));
        // the name stands in the comments of the answer, and begins the name of the series
        assertThat(judge(port, "path: '/metrics?collect[]=cpu', metric: node_cpu_seconds")
                        .reason())
                .isEqualTo(Reason.ExporterSilent);
        // it has this one, but was asked for others only
        assertThat(judge(port, "path: '/metrics?collect[]=cpu', metric: node_load1")
                        .reason())
                .isEqualTo(Reason.ExporterSilent);
    }

    /** Whatever the path, it answers its landing page with 200. */
    @Test
    void anotherPathIsNoMetrics() {
        assertThat(judge(port, "path: /nothing, metric: node_exporter_build_info"))
                .isEqualTo(Judgement.fail(
                        Reason.ExporterSilent,
                        "vm-1.example.com:%d answers, without node_exporter_build_info; correct path or metric"
                                .formatted(port)));
        assertThat(judge(port, "path: '/metrics?collect[]=nothing', metric: node_exporter_build_info"))
                .isEqualTo(Judgement.fail(
                        Reason.ExporterSilent,
                        "vm-1.example.com:%d answers 400, without node_exporter_build_info; correct path, or let the operator in"
                                .formatted(port)));
    }

    @Test
    void aPortWithoutExporterIsRefused() {
        try (SilentPort silent = SilentPort.reserve()) {
            assertThat(judge(silent.number(), "metric: node_exporter_build_info"))
                    .isEqualTo(Judgement.fail(
                            Reason.ConnectionRefused,
                            "vm-1.example.com:%d from the operator's network: refused; nothing listens there"
                                    .formatted(silent.number())));
        }
    }

    @Test
    void aPortThatIsOpenAndNoExporterIsNotTakenForOne() {
        LoopbackServer server =
                net.plain(socket -> socket.getOutputStream().write("220 mail ready\r\n".getBytes("US-ASCII")));
        assertThat(judge(server.port(), "metric: node_exporter_build_info").verdict())
                .isEqualTo(Verdict.Unknown);
    }

    /** The item as the planner, the adapters and the judge take it, one after the other. */
    private Judgement judge(int at, String members) {
        MonitoringAgentParams params = Serialization.unmarshal(
                "---\nagent: {exporter: {targets: ['vm-1.example.com:%d'], %s}}".formatted(at, members),
                MonitoringAgentParams.class);
        MonitoringAgentCheck check = new MonitoringAgentCheck();
        Needs needs = new Needs();
        FakeFacts facts = new FakeFacts();
        check.plan(params, facts, needs);
        for (ProbeRequest request : needs.probes()) {
            switch (net.probes.ask("ml", request, AdapterFixture.AMPLE)) {
                case Measurement.Answered(var answer) -> facts.answer(request, answer);
                case Measurement.Failed(var failure) ->
                    facts.failure(request, failure.cause(), failure.phase(), failure.detail());
                default -> throw new AssertionError("no answer");
            }
        }
        return check.judge(params, facts);
    }
}
