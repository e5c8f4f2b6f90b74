package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** Drives one TLS handshake over a connection, without ever sending or reading application data. */
final class Handshake {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection connection;
    private final SSLEngine engine;
    private final FirstRecord first = new FirstRecord();
    private final byte[] chunk;
    private final ByteBuffer incoming;
    private final ByteBuffer outgoing;
    private ByteBuffer application;

    Handshake(Connection connection, SSLEngine engine) {
        this.connection = connection;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.chunk = new byte[packet];
        this.incoming = ByteBuffer.allocate(2 * packet);
        this.outgoing = ByteBuffer.allocate(packet);
        this.application = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    /** @throws ProbeException Timeout, NetworkError, or TlsFailed when what the peer says makes no sense */
    TlsOutcome run() throws ProbeException {
        try {
            engine.beginHandshake();
            Optional<TlsOutcome> outcome = Optional.empty();
            while (outcome.isEmpty()) {
                if (connection.expired()) {
                    throw new ProbeException(Cause.Timeout, Phase.Handshake, "");
                }
                outcome = step();
            }
            return outcome.get();
        } catch (SSLException e) {
            if (connection.expired()) {
                throw connection.failure(Phase.Handshake, e);
            }
            if (String.valueOf(e.getMessage()).startsWith("Received fatal alert")) {
                return TlsOutcome.PeerAborted;
            }
            throw new ProbeException(Cause.TlsFailed, Phase.Handshake, "the peer breaks the protocol or is too weak");
        } catch (IOException e) {
            throw connection.failure(Phase.Handshake, e);
        }
    }

    private Optional<TlsOutcome> step() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                yield Optional.empty();
            }
            case NEED_WRAP -> {
                send();
                yield Optional.empty();
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case FINISHED, NOT_HANDSHAKING -> Optional.of(TlsOutcome.Completed);
        };
    }

    private void send() throws IOException {
        outgoing.clear();
        engine.wrap(NOTHING, outgoing);
        connection.output().write(outgoing.array(), 0, outgoing.position());
        connection.output().flush();
    }

    private Optional<TlsOutcome> unwrap() throws IOException {
        incoming.flip();
        SSLEngineResult result = engine.unwrap(incoming, application);
        incoming.compact();
        return switch (result.getStatus()) {
            case OK -> Optional.empty();
            case BUFFER_UNDERFLOW -> receive();
            case BUFFER_OVERFLOW -> {
                application = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                yield Optional.empty();
            }
            case CLOSED -> Optional.of(TlsOutcome.PeerAborted);
        };
    }

    private Optional<TlsOutcome> receive() throws IOException {
        int count = connection.input().read(chunk, 0, Math.min(chunk.length, incoming.remaining()));
        if (count < 0) {
            return Optional.of(TlsOutcome.PeerAborted);
        }
        incoming.put(chunk, 0, count);
        first.append(chunk, count);
        return first.outcome();
    }
}
