package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The adapters over loopback, with servers that end with the test. */
final class AdapterFixture implements AutoCloseable {
    /** Long enough for a loaded machine, for probes that are to be answered. */
    static final Duration AMPLE = Duration.ofSeconds(20);
    /** For probes that are to run into their deadline. */
    static final Duration SHORT = Duration.ofMillis(400);

    final LoopbackEgress egress = new LoopbackEgress();
    final Map<String, SecretContent> secrets = new ConcurrentHashMap<>();
    final List<String> secretReads = new ArrayList<>();
    final Probes probes;

    private final List<LoopbackServer> servers = new ArrayList<>();

    AdapterFixture() {
        this(Map.of());
    }

    AdapterFixture(Map<MonitoringSystem, AdministeredServer> administered) {
        // The clock stands still, so that a probe's time begins when it is connected, however late that is on a busy
        // machine.
        probes = new Probes(
                egress,
                (namespace, query, deadline) -> new DnsAnswer(List.of()),
                this::read,
                (namespace, look, deadline) -> {
                    throw new ProbeException(Cause.SecretMissing, Phase.Resolve, "");
                },
                administered,
                Instant::now,
                () -> 0);
    }

    private SecretContent read(String namespace, String name) throws ProbeException {
        secretReads.add(namespace + "/" + name);
        SecretContent content = secrets.get(namespace + "/" + name);
        if (content == null) {
            throw new ProbeException(Cause.SecretMissing, Phase.Resolve, "Secret " + name + " does not exist");
        }
        return content;
    }

    LoopbackServer started(LoopbackServer server) {
        servers.add(server);
        return server;
    }

    LoopbackServer plain(LoopbackServer.Script script) {
        return started(LoopbackServer.plain(script));
    }

    ProbeAnswer answer(ProbeRequest request) {
        Measurement measurement = probes.ask("ml", request, AMPLE);
        assertThat(measurement).isInstanceOf(Measurement.Answered.class);
        return ((Measurement.Answered) measurement).answer();
    }

    ProbeFailure failure(ProbeRequest request) {
        return failure(request, AMPLE);
    }

    ProbeFailure failure(ProbeRequest request, Duration timeout) {
        Measurement measurement = probes.ask("ml", request, timeout);
        assertThat(measurement).isInstanceOf(Measurement.Failed.class);
        return ((Measurement.Failed) measurement).failure();
    }

    /** Asserts that the deadline ends the probe, soon after it. */
    void assertTimeout(ProbeRequest request, Phase phase) {
        long started = System.nanoTime();
        assertThat(failure(request, SHORT)).isEqualTo(new ProbeFailure(Cause.Timeout, phase, ""));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(SHORT, SHORT.plusSeconds(10));
    }

    @Override
    public void close() throws IOException {
        for (LoopbackServer server : servers) {
            server.close();
        }
        probes.close();
    }
}
