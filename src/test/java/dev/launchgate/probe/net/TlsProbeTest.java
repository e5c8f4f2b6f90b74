package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsProbeTest {
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final TestCertificate INTERMEDIATE =
            TestCertificate.named("intermediate").authority().by(ROOT);
    private static final TestCertificate LEAF = TestCertificate.server("ml.example.com", "*.ml.example.com")
            .email("CANARY@example.com")
            .by(INTERMEDIATE);
    private static final String CA = TestCertificate.pem(ROOT);

    private final AdapterFixture net = new AdapterFixture();

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @Test
    void aHandshakeShowsProtocolTrustNamesAndDates() {
        LoopbackServer server = net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), TlsProbeTest::shake));

        assertThat(net.answer(handshake(server, "ml.example.com", CA)))
                .isEqualTo(new TlsAnswer(
                        TlsOutcome.Completed,
                        "TLSv1.3",
                        Trust.Trusted,
                        List.of("*.ml.example.com", "ml.example.com"),
                        LEAF.certificate.getNotBefore().toInstant(),
                        LEAF.certificate.getNotAfter().toInstant()));
        assertThat(net.egress.hosts).containsExactly("edge.example.com");
    }

    @Test
    void theRuntimesTrustStoreIsAskedWhereNoCaIsNamed() {
        LoopbackServer server = net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), TlsProbeTest::shake));

        assertThat(tls(handshake(server, "ml.example.com", null)).trust()).isEqualTo(Trust.UnknownIssuer);
    }

    @Test
    void aLowerVersionThanAskedForIsTooOldAndStillShowsTheCertificate() {
        LoopbackServer server =
                net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), TlsProbeTest::shake, "TLSv1.2"));

        TlsAnswer wanting13 =
                tls(new TlsHandshake("edge.example.com", server.port(), "ml.example.com", TlsVersion.Tls13, CA));
        assertThat(wanting13.outcome()).isEqualTo(TlsOutcome.ProtocolTooOld);
        assertThat(wanting13.protocol()).isEqualTo("TLSv1.2");
        assertThat(wanting13.trust()).isEqualTo(Trust.Trusted);

        TlsAnswer wanting12 = tls(handshake(server, "ml.example.com", CA));
        assertThat(wanting12.outcome()).isEqualTo(TlsOutcome.Completed);
        assertThat(wanting12.protocol()).isEqualTo("TLSv1.2");
    }

    @Test
    void everyHandshakeIsAWholeOneSoThatANewCertificateIsSeen() {
        LoopbackServer server =
                net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), TlsProbeTest::shake, "TLSv1.2"));

        for (int i = 0; i < 3; i++) {
            assertThat(tls(handshake(server, "ml.example.com", CA)).names()).contains("ml.example.com");
        }
    }

    @ParameterizedTest
    @CsvSource({"ml.example.com, ml.example.com", "ML.example.com., ML.example.com", "192.0.2.7,", "2001:db8::1,"})
    void theServerNameIsSentUnlessItIsAnAddress(String name, @Nullable String sent) throws InterruptedException {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        LoopbackServer server = net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), socket -> {
            shake(socket);
            List<SNIServerName> requested =
                    ((ExtendedSSLSession) ((SSLSocket) socket).getSession()).getRequestedServerNames();
            names.add(
                    requested.isEmpty()
                            ? ""
                            : new String(requested.getFirst().getEncoded(), StandardCharsets.US_ASCII));
        }));

        assertThat(tls(handshake(server, name, CA)).outcome()).isEqualTo(TlsOutcome.Completed);
        assertThat(names.take()).isEqualTo(sent == null ? "" : sent);
    }

    @Test
    void aServerNameMayHaveUnderscores() throws InterruptedException {
        BlockingQueue<String> hellos = new LinkedBlockingQueue<>();
        LoopbackServer server = net.plain(socket -> {
            byte[] hello = new byte[4096];
            int length = socket.getInputStream().read(hello);
            hellos.add(new String(hello, 0, length, StandardCharsets.ISO_8859_1));
        });

        net.answer(handshake(server, "_spf.example.com", CA));

        assertThat(hellos.take()).contains("_spf.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "", "a b.example.com", "m\u00fcller.example.com"})
    void aNameThatTlsCannotCarryIsAFailure(String name) {
        LoopbackServer server = net.plain(LoopbackServer.Script::silent);

        assertThat(net.failure(handshake(server, name, CA)))
                .isEqualTo(new ProbeFailure(Cause.TlsFailed, Phase.Handshake, "no host name that TLS can carry"));
    }

    @Test
    void nothingIsSentAfterTheHandshake() throws InterruptedException {
        BlockingQueue<Integer> read = new LinkedBlockingQueue<>();
        LoopbackServer server = net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), socket -> {
            ((SSLSocket) socket).startHandshake();
            try {
                read.add(socket.getInputStream().read());
            } catch (IOException e) {
                read.add(-1);
            }
        }));

        net.answer(handshake(server, "ml.example.com", CA));

        assertThat(read.take()).isEqualTo(-1);
    }

    @Test
    void whomToTrustMustBeReadable() {
        LoopbackServer server = net.plain(LoopbackServer.Script::silent);

        assertThat(net.failure(handshake(server, "ml.example.com", "no certificate"))
                        .cause())
                .isEqualTo(Cause.DataMalformed);
        assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // alerts: handshake failure, unrecognized name, close notify, protocol version
        "15 03 03 0002 02 28, PeerAborted",
        "15 03 01 0002 02 70, PeerAborted",
        "15 03 03 0002 01 00, PeerAborted",
        "15 03 03 0002 02 46, ProtocolTooOld",
        // ServerHello of TLS 1.1 and 1.0
        "16 03 02 0046 02 000042 0302, ProtocolTooOld",
        "16 03 01 0046 02 000042 0301, ProtocolTooOld",
        // SSL 2, and nonsense
        "80 2e 04 00, NotTls",
        "16 02 00 00 00, NotTls",
        "00, NotTls",
    })
    void whatAPeerAnswersToTheHelloTellsWhatItIs(String hex, TlsOutcome outcome) {
        LoopbackServer server = net.plain(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            LoopbackServer.Script.silent(socket);
        });

        assertThat(tls(handshake(server, "ml.example.com", CA)))
                .isEqualTo(new TlsAnswer(outcome, "", Trust.None, List.of(), null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\nX: CANARY\r\n\r\n",
                "SSH-2.0-OpenSSH_9.9 CANARY\r\n",
                "220 mail.example.com ESMTP\r\n",
                "+OK\r\n",
            })
    void whoSpeaksSomethingElseSpeaksNoTls(String banner) {
        LoopbackServer server = net.plain(socket -> {
            socket.getOutputStream().write(banner.getBytes(StandardCharsets.US_ASCII));
            LoopbackServer.Script.silent(socket);
        });

        assertThat(tls(handshake(server, "ml.example.com", CA)).outcome()).isEqualTo(TlsOutcome.NotTls);
    }

    @Test
    void whoClosesAbortsTheHandshake() {
        LoopbackServer server = net.plain(socket -> socket.getInputStream().read(new byte[4096]));

        assertThat(tls(handshake(server, "ml.example.com", CA)).outcome()).isEqualTo(TlsOutcome.PeerAborted);
    }

    @Test
    void whoResetsIsANetworkError() {
        LoopbackServer server = net.plain(socket -> {
            socket.getInputStream().read(new byte[4096]);
            socket.setSoLinger(true, 0);
        });

        assertThat(net.failure(handshake(server, "ml.example.com", CA)))
                .isEqualTo(new ProbeFailure(Cause.NetworkError, Phase.Handshake, "connection reset"));
    }

    @Test
    void aServerThatRequiresAClientCertificateIsSeenAllTheSame() {
        LoopbackServer server = net.started(LoopbackServer.tls(
                LEAF.serverContext(INTERMEDIATE),
                socket -> {
                    ((SSLSocket) socket).setNeedClientAuth(true);
                    shake(socket);
                },
                "TLSv1.3"));

        assertThat(tls(handshake(server, "ml.example.com", CA)).trust()).isEqualTo(Trust.Trusted);
    }

    @Test
    void silenceEndsAtTheDeadline() {
        LoopbackServer server = net.plain(LoopbackServer.Script::silent);

        net.assertTimeout(handshake(server, "ml.example.com", CA), Phase.Handshake);
    }

    @Test
    void aByteNowAndThenEndsAtTheDeadline() {
        LoopbackServer server = net.plain(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(HexFormat.of().parseHex("160303400002003ffc0303"));
            drip(socket);
        });

        net.assertTimeout(handshake(server, "ml.example.com", CA), Phase.Handshake);
    }

    @Test
    void noiseInTheShapeOfAHandshakeIsNeverADefect() {
        BlockingQueue<byte[]> next = new LinkedBlockingQueue<>();
        LoopbackServer server = net.plain(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(next.remove());
        });
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[5 + random.nextInt(300)];
            random.nextBytes(noise);
            noise[0] = (byte) (20 + random.nextInt(4));
            noise[1] = 3;
            noise[2] = 3;
            noise[3] = 0;
            noise[4] = (byte) (noise.length - 5);
            if (random.nextBoolean() && noise.length > 40) {
                noise[0] = 22;
                noise[5] = 2;
                noise[6] = 0;
                noise[7] = 0;
                noise[8] = (byte) (noise.length - 9);
                noise[9] = 3;
                noise[10] = 3;
            }
            next.add(noise);

            Measurement measurement =
                    net.probes.ask("ml", handshake(server, "ml.example.com", CA), AdapterFixture.AMPLE);

            assertThat(measurement).as("noise %d", i).satisfies(TlsProbeTest::assertNoDefect);
        }
    }

    @Test
    void aTornHandshakeOfARealServerIsNeverADefect() throws Exception {
        LoopbackServer real =
                net.started(LoopbackServer.tls(LEAF.serverContext(INTERMEDIATE), TlsProbeTest::shake, "TLSv1.2"));
        SplittableRandom random = new SplittableRandom(11);
        LoopbackServer mangler = net.plain(client -> mangle(client, real.port(), random));
        for (int i = 0; i < 100; i++) {
            Measurement measurement =
                    net.probes.ask("ml", handshake(mangler, "ml.example.com", CA), AdapterFixture.AMPLE);

            assertThat(measurement).as("tear %d", i).satisfies(TlsProbeTest::assertNoDefect);
        }
    }

    /** Passes the hello on, and the answer back with one byte changed or the end cut off. */
    private static void mangle(Socket client, int port, SplittableRandom random) throws IOException {
        byte[] hello = new byte[4096];
        int length = client.getInputStream().read(hello);
        try (Socket server = new Socket(client.getLocalAddress(), port)) {
            server.getOutputStream().write(hello, 0, length);
            byte[] flight = new byte[8192];
            int count = server.getInputStream().read(flight);
            synchronized (random) {
                if (random.nextBoolean()) {
                    flight[random.nextInt(count)] ^= (byte) (1 << random.nextInt(8));
                } else {
                    count = random.nextInt(count);
                }
            }
            client.getOutputStream().write(flight, 0, count);
            client.shutdownOutput();
            LoopbackServer.Script.silent(client);
        }
    }

    private static void assertNoDefect(Measurement measurement) {
        if (measurement instanceof Measurement.Failed failed) {
            assertThat(failed.failure().cause()).isIn(Cause.TlsFailed, Cause.NetworkError);
        } else {
            assertThat(measurement).isInstanceOf(Measurement.Answered.class);
        }
    }

    static void drip(Socket socket) throws IOException {
        try {
            while (true) {
                socket.getOutputStream().write(0);
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void shake(Socket socket) throws IOException {
        ((SSLSocket) socket).startHandshake();
        LoopbackServer.Script.silent(socket);
    }

    private TlsAnswer tls(TlsHandshake request) {
        return (TlsAnswer) net.answer(request);
    }

    private static TlsHandshake handshake(LoopbackServer server, String name, @Nullable String ca) {
        return new TlsHandshake("edge.example.com", server.port(), name, TlsVersion.Tls12, ca);
    }
}
