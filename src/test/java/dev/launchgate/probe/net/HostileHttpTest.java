package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an endpoint does, there is an answer at the deadline, and neither memory nor logs hold what it said. */
@Timeout(120)
class HostileHttpTest {
    private static final long MEBIBYTE = 1024 * 1024;

    private final AdapterFixture net = new AdapterFixture();

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTT",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\nX: CANARY",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nCANARY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nCANARY\r\n",
                "HTTP/1.1 200 OK\r\n\r\nCANARY",
            })
    void silenceAtAnyPointEndsAtTheDeadline(String until) {
        LoopbackServer server = net.plain(socket -> {
            write(socket, until);
            LoopbackServer.Script.silent(socket);
        });

        net.assertTimeout(HttpProbeTest.get(server, "x"), Phase.Exchange);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'HTTP/1.1 '",
        "'HTTP/1.1 200 OK\r\nX: '",
        "'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n'",
        "'HTTP/1.1 200 OK\r\n\r\n'"
    })
    void aByteNowAndThenEndsAtTheDeadline(String until) {
        LoopbackServer server = net.plain(socket -> {
            write(socket, until);
            TlsProbeTest.drip(socket);
        });

        net.assertTimeout(HttpProbeTest.get(server, "x"), Phase.Exchange);
    }

    @Test
    void silenceAndDripInAHandshakeEndAtTheDeadline() {
        LoopbackServer silent = net.plain(LoopbackServer.Script::silent);
        LoopbackServer dripping = net.plain(socket -> {
            socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
            TlsProbeTest.drip(socket);
        });

        net.assertTimeout(https(silent), Phase.Handshake);
        net.assertTimeout(https(dripping), Phase.Handshake);
    }

    @Test
    void whoNeverReadsTheRequestEndsAtTheDeadline() {
        LoopbackServer server = net.plain(socket -> {
            socket.setReceiveBufferSize(1);
            TlsProbeTest.drip(socket);
        });

        net.assertTimeout(HttpProbeTest.get(server, null), Phase.Exchange);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nX: y",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nCANARY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nCAN",
            })
    void aResetOrAnEndAtAnyPointIsANetworkError(String until) {
        LoopbackServer resetting = net.plain(new HttpScript(socket -> {
            write(socket, until);
            socket.setSoLinger(true, 0);
        }));
        LoopbackServer ending = net.plain(new HttpScript(socket -> write(socket, until)));

        assertThat(net.failure(HttpProbeTest.get(resetting, "x")).cause()).isEqualTo(Cause.NetworkError);
        assertThat(net.failure(HttpProbeTest.get(ending, "x")))
                .isEqualTo(new ProbeFailure(Cause.NetworkError, Phase.Exchange, "connection closed"));
    }

    @Test
    void headersWithoutEndAreTooLarge() {
        LoopbackServer many = net.plain(new HttpScript(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\n");
            endless(socket, "X-Canary: CANARY\r\n");
        }));
        LoopbackServer oneLine = net.plain(new HttpScript(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nX: ");
            endless(socket, "CANARY");
        }));
        LoopbackServer statusLine = net.plain(new HttpScript(socket -> endless(socket, "HTTP/1.1 200 OK ")));
        LoopbackServer emptyLines = net.plain(new HttpScript(socket -> endless(socket, "\r\n")));

        for (LoopbackServer server : List.of(many, oneLine, statusLine, emptyLines)) {
            assertBounded(
                    () -> assertThat(net.failure(HttpProbeTest.get(server, "x")).cause())
                            .isIn(Cause.DataTooLarge, Cause.DataMalformed));
        }
    }

    @Test
    void sixteenKiBOfHeadersAreReadAndTwentyAreNot() {
        String sixteen = ("X: " + "y".repeat(1000) + "\r\n").repeat(16);
        String twenty = ("X: " + "y".repeat(1000) + "\r\n").repeat(20);

        assertThat(net.answer(HttpProbeTest.get(
                        net.plain(new HttpScript(socket -> write(socket, "HTTP/1.1 200 OK\r\n" + sixteen + "\r\n"))),
                        null)))
                .isEqualTo(new HttpAnswer(200, false));
        assertThat(net.failure(HttpProbeTest.get(
                        net.plain(new HttpScript(socket -> write(socket, "HTTP/1.1 200 OK\r\n" + twenty + "\r\n"))),
                        null)))
                .isEqualTo(new ProbeFailure(
                        Cause.DataTooLarge, Phase.Exchange, "more than 16 KiB of headers, or too much framing"));
    }

    @Test
    void informationalAnswersWithoutEndAreMalformed() {
        LoopbackServer server = net.plain(new HttpScript(socket -> endless(socket, "HTTP/1.1 100 Continue\r\n\r\n")));

        assertThat(net.failure(HttpProbeTest.get(server, null)))
                .isEqualTo(new ProbeFailure(Cause.DataMalformed, Phase.Exchange, "informational answers without end"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10737418240",
                "X: without length",
            })
    void ofTenGigabytesOnly64KiBAreRead(String header) {
        AtomicLong sent = new AtomicLong();
        LoopbackServer server = net.plain(new HttpScript(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
            byte[] block = "CANARY ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (sent.addAndGet(block.length) < 10 * 1024 * MEBIBYTE) {
                socket.getOutputStream().write(block);
            }
        }));

        assertBounded(() ->
                assertThat(net.answer(HttpProbeTest.get(server, "nowhere"))).isEqualTo(new HttpAnswer(200, false)));
        assertThat(sent.get()).isLessThan(64 * MEBIBYTE);
    }

    @Test
    void aBodyNobodyAskedForIsNotRead() {
        LoopbackServer server = net.plain(new HttpScript(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: nonsense\r\n\r\n");
            LoopbackServer.Script.silent(socket);
        }));

        assertThat(net.answer(HttpProbeTest.get(server, null))).isEqualTo(new HttpAnswer(200, false));
    }

    @Test
    void chunksOfAByteBehindLongExtensionsAreTooLarge() {
        LoopbackServer server = net.plain(new HttpScript(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            endless(socket, "1;" + "CANARY".repeat(1000) + "\r\nx\r\n");
        }));

        assertBounded(() -> assertThat(net.failure(HttpProbeTest.get(server, "nowhere")))
                .isEqualTo(new ProbeFailure(
                        Cause.DataTooLarge, Phase.Exchange, "more than 16 KiB of headers, or too much framing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "deflate", "GZIP", "identity, gzip", "x-unknown"})
    void compressedContentIsNotUnpacked(String coding) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[(int) MEBIBYTE]);
        }
        LoopbackServer server = net.plain(new HttpScript(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n");
            socket.getOutputStream().write(bomb.toByteArray());
        }));

        assertBounded(() -> assertThat(net.failure(HttpProbeTest.get(server, "x")))
                .isEqualTo(new ProbeFailure(
                        Cause.DataMalformed, Phase.Exchange, "compressed content, although none was accepted")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANARY\r\n\r\n",
                "SSH-2.0-OpenSSH_9.9 CANARY\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 abc CANARY\r\n\r\n",
                "HTTP/1.1 99 Low\r\n\r\n",
                "HTTP/1.1 600 High\r\n\r\n",
                "HTTP/1.1 -200 Minus\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon CANARY\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz CANARY\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxCANARY\r\n0\r\n\r\n",
            })
    void wrongFramingIsMalformed(String answer) {
        LoopbackServer server = net.plain(new HttpScript(socket -> {
            write(socket, answer);
            LoopbackServer.Script.silent(socket);
        }));

        ProbeFailure failure = net.failure(HttpProbeTest.get(server, "found"));

        assertThat(failure.cause()).isEqualTo(Cause.DataMalformed);
        assertThat(failure.detail()).doesNotContain("CANARY");
    }

    @Test
    void noiseIsNeverADefect() {
        String sane = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5;a=b\r\nhello\r\n0\r\nTrailer: x\r\n\r\n";
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = sane.getBytes(StandardCharsets.US_ASCII);
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            LoopbackServer server = LoopbackServer.plain(
                    new HttpScript(socket -> socket.getOutputStream().write(bytes, 0, length)));
            try (server) {
                Measurement measurement =
                        net.probes.ask("ml", HttpProbeTest.get(server, "hello"), AdapterFixture.AMPLE);
                assertThat(measurement).as("noise %d", i).satisfies(HostileHttpTest::assertNoDefect);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void nothingThatAnEndpointSaysIsLoggedOrKept() {
        StringBuilder logged = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.append(entry.getMessage()).append(entry.getThrown()).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            for (String answer : List.of(
                    "HTTP/1.1 200 CANARY\r\nX: CANARY\r\nSet-Cookie: CANARY\r\n\r\nCANARY",
                    "CANARY",
                    "HTTP/1.1 302 CANARY\r\nLocation: http://CANARY/\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: CANARY\r\n\r\n")) {
                LoopbackServer server = net.plain(new HttpScript(socket -> write(socket, answer)));

                assertThat(net.probes
                                .ask("ml", HttpProbeTest.get(server, "C"), AdapterFixture.AMPLE)
                                .toString())
                        .doesNotContain("CANARY");
            }
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged.toString()).doesNotContain("CANARY");
    }

    @Test
    void catastrophicExpressionsStayCheap() {
        String body = "a".repeat(64 * 1024);
        LoopbackServer server = net.plain(new HttpScript(socket -> write(socket, "HTTP/1.1 200 OK\r\n\r\n" + body)));
        for (String find : List.of("(a+)+$b", "(a|a)*b", "(a|aa)+$b", "(.*a){10}b", "^(([a-z])+.)+[A-Z]([a-z])+$")) {
            assertThat(net.answer(HttpProbeTest.get(server, find))).as(find).isEqualTo(new HttpAnswer(200, false));
        }
    }

    private static void assertNoDefect(Measurement measurement) {
        if (measurement instanceof Measurement.Failed failed) {
            assertThat(failed.failure().cause()).isIn(Cause.DataMalformed, Cause.DataTooLarge, Cause.NetworkError);
        } else {
            assertThat(measurement).isInstanceOf(Measurement.Answered.class);
        }
    }

    /** The probe runs on this thread, so what it allocates is counted. */
    private static void assertBounded(Runnable probe) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Supplier<Long> allocated = threads::getCurrentThreadAllocatedBytes;
        long before = allocated.get();
        probe.run();
        assertThat(allocated.get() - before).isLessThan(5 * MEBIBYTE);
    }

    private static HttpExchange https(LoopbackServer server) {
        return new HttpExchange(
                HttpMethod.GET, "https://ml.example.com:" + server.port() + "/", null, Map.of(), null, null, null);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void endless(Socket socket, String text) throws IOException {
        byte[] block = text.repeat(Math.max(1, 4096 / text.length())).getBytes(StandardCharsets.ISO_8859_1);
        for (long sent = 0; sent < 1024 * MEBIBYTE; sent += block.length) {
            socket.getOutputStream().write(block);
        }
    }
}
