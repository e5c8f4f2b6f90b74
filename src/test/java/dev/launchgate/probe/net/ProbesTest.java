package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbesTest {
    private static final DnsQuery QUERY = new DnsQuery("ml.example.com", DnsType.A, "System");

    private static final SecretSeen SEEN = new SecretSeen(Set.of("url"), Map.of(), Map.of(), List.of(), List.of());

    private final AdapterFixture net = new AdapterFixture();

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @Test
    void aPortThatAcceptsIsOpenAndGetsNoByte() throws InterruptedException {
        BlockingQueue<Integer> read = new ArrayBlockingQueue<>(1);
        LoopbackServer server =
                net.plain(socket -> read.add(socket.getInputStream().read()));

        assertThat(net.answer(new TcpConnect("db.example.com", server.port()))).isEqualTo(new TcpAnswer());
        assertThat(read.take()).isEqualTo(-1);
        assertThat(net.egress.hosts).containsExactly("db.example.com");
    }

    @Test
    void aPortWhereNobodyListensIsRefused() {
        try (SilentPort port = SilentPort.reserve()) {
            assertThat(net.failure(new TcpConnect("db.example.com", port.number())))
                    .isEqualTo(new ProbeFailure(Cause.ConnectionRefused, Phase.Connect, ""));
        }
    }

    @Test
    void whatTheGuardSaysIsPassedOn() {
        ProbeFailure denied = new ProbeFailure(Cause.EgressDenied, Phase.Connect, "");
        try (Probes probes = probes((namespace, host, port, deadline) -> {
            throw new ProbeException(denied);
        })) {
            assertThat(probes.ask("ml", new TcpConnect("db", 1), Duration.ofSeconds(1)))
                    .isEqualTo(new Measurement.Failed(denied));
        }
    }

    @Test
    void aLookAtASecretNeedsNoWayOut() {
        try (Probes probes = probes((namespace, host, port, deadline) -> {
            throw new ProbeException(Cause.EgressDenied, Phase.Connect, "");
        })) {
            assertThat(probes.ask("ml", new SecretLook("ml-db"), Duration.ofSeconds(1)))
                    .isEqualTo(new Measurement.Answered(SEEN));
        }
    }

    @Test
    void aGuardThatIsNotReadyIsNoAnswer() {
        try (Probes probes = probes((namespace, host, port, deadline) -> {
            throw new NotReadyException();
        })) {
            assertThat(probes.ask("ml", new TcpConnect("db", 1), Duration.ofSeconds(1)))
                    .isEqualTo(new Measurement.NotYet());
        }
    }

    @Test
    void aDefectIsAnInternalErrorWithAnId() {
        try (Probes probes = probes((namespace, host, port, deadline) -> {
            throw new StackOverflowError();
        })) {
            Measurement first = probes.ask("ml", new TcpConnect("db", 1), Duration.ofSeconds(1));

            assertThat(first)
                    .isInstanceOfSatisfying(
                            Measurement.Failed.class,
                            failed -> assertThat(failed.failure().cause()).isEqualTo(Cause.InternalError));
            assertThat(((Measurement.Failed) first).failure().detail()).matches("[0-9a-f]{1,8}");
        }
    }

    @Test
    void aConnectionThatComesTooLateIsClosed() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        Socket late = new Socket() {
            @Override
            public void close() throws IOException {
                super.close();
                closed.countDown();
            }
        };
        try (Probes probes = new Probes(
                (TenantEgress) (namespace, host, port, deadline) -> late,
                (namespace, query, deadline) -> new DnsAnswer(List.of()),
                this::noSecrets,
                (namespace, look, deadline) -> SEEN,
                Map.of(),
                Instant::now,
                new Advancing()::next)) {
            assertThat(probes.ask("ml", new TcpConnect("db", 1), Duration.ofSeconds(1)))
                    .isEqualTo(new Measurement.Failed(new ProbeFailure(Cause.Timeout, Phase.Connect, "")));
            assertThat(closed.getCount()).isZero();
        }
    }

    @Test
    void questionsGoToTheDnsAdapter() {
        assertThat(net.answer(QUERY)).isEqualTo(new DnsAnswer(List.of()));
    }

    @Test
    void anInterruptEndsAProbeThatWaits() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        LoopbackServer server = net.plain(socket -> {
            waiting.countDown();
            LoopbackServer.Script.silent(socket);
        });
        Thread worker = Thread.ofVirtual()
                .start(() -> net.probes.ask("ml", HttpProbeTest.get(server, null), Duration.ofMinutes(10)));
        waiting.await();

        worker.interrupt();

        assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
    }

    private SecretSource.SecretContent noSecrets(String namespace, String name) throws ProbeException {
        throw new ProbeException(Cause.SecretMissing, Phase.Resolve, "");
    }

    private Probes probes(TenantEgress egress) {
        return new Probes(
                egress,
                (namespace, query, deadline) -> new DnsAnswer(List.of()),
                this::noSecrets,
                (namespace, look, deadline) -> SEEN,
                Map.of(),
                Instant::now,
                System::nanoTime);
    }

    /** A clock on which everything takes two seconds. */
    private static final class Advancing {
        private long now;

        private long next() {
            now += 2_000_000_000L;
            return now;
        }
    }
}
