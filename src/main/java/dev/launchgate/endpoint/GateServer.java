package dev.launchgate.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves answers over HTTP/1.1, on a port of its own. Everything a client sends, and how long it takes, is bounded. */
public final class GateServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GateServer.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BODY = 64 * 1024;
    private static final int CONNECTIONS = 256;
    private static final Duration CONNECTED = Duration.ofSeconds(30);
    /** Below the timeout that engines are told to have. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private static final String BEARER = "Bearer ";

    private final Vertx vertx;
    private final Desk desk;
    private final RateLimit perAddress;
    private final AtomicInteger connections = new AtomicInteger();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            8,
            8,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(64),
            Thread.ofPlatform().name("gate-endpoint-", 0).daemon().factory());
    private final HttpServer server;

    public GateServer(Vertx vertx, Callers callers, Sight sight, HttpServerOptions options) {
        this(vertx, callers, sight, options, CONNECTED);
    }

    /** @param connected how long one connection lasts, whatever it sends */
    GateServer(Vertx vertx, Callers callers, Sight sight, HttpServerOptions options, Duration connected) {
        this.vertx = vertx;
        this.desk = new Desk(callers, sight, new RateLimit(20, 5, System::nanoTime));
        this.perAddress = new RateLimit(100, 50, System::nanoTime);
        this.server = vertx.createHttpServer(options.setMaxHeaderSize(16 * 1024)
                        .setMaxInitialLineLength(2 * 1024)
                        .setHttp2ClearTextEnabled(false)
                        .setUseAlpn(false)
                        .setIdleTimeout(10))
                .connectionHandler(connection -> {
                    long timer = vertx.setTimer(connected.toMillis(), late -> connection.close());
                    connection.closeHandler(closed -> {
                        vertx.cancelTimer(timer);
                        connections.decrementAndGet();
                    });
                    if (connections.incrementAndGet() > CONNECTIONS) {
                        connection.close();
                    }
                })
                .requestHandler(this::handle);
    }

    /** @return the port that it listens on */
    public int start() {
        return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private void handle(HttpServerRequest request) {
        Optional<GatePath> path = GatePath.of(Objects.requireNonNullElse(request.path(), ""));
        if (path.isEmpty()) {
            send(request, Reply.refusal(404, Answer.closed(AnswerReason.BadRequest, "nothing is answered here")));
            return;
        }
        HttpMethod expected = path.get().asker().posts() ? HttpMethod.POST : HttpMethod.GET;
        if (!request.method().equals(expected)) {
            request.response().putHeader("Allow", expected.name());
            send(request, Reply.refusal(405, Answer.closed(AnswerReason.BadRequest, "expected " + expected.name())));
            return;
        }
        if (!perAddress.admits(request.remoteAddress().hostAddress())) {
            send(request, path.get(), Answer.closed(AnswerReason.RateLimited, "asked too often from one address"));
            return;
        }
        Body body = new Body();
        request.handler(part -> {
            if (body.room(part.length())) {
                body.bytes.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (body.tooLarge) {
                send(request, path.get(), Answer.closed(AnswerReason.BadRequest, "expected a body of at most 64 KiB"));
            } else {
                answer(request, path.get(), token(request, body.bytes.getBytes()));
            }
        });
        request.exceptionHandler(broken -> LOG.debug("a request broke off"));
    }

    private void answer(HttpServerRequest request, GatePath path, String token) {
        CompletableFuture<Answer> asked;
        try {
            asked = CompletableFuture.supplyAsync(() -> desk.ask(path, token), workers);
        } catch (RejectedExecutionException e) {
            send(request, path, Answer.closed(AnswerReason.RateLimited, "too many questions at once"));
            return;
        }
        asked.orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(error -> {
                    LOG.debug(
                            "a question could not be answered: {}",
                            error.getClass().getSimpleName());
                    return Answer.closed(AnswerReason.Failed, "the answer could not be found out; ask again");
                })
                .thenAccept(answer -> vertx.runOnContext(now -> send(request, path, answer)));
    }

    /** The header, or where an engine has none to send, member token of metadata in Flagger's body. */
    private static String token(HttpServerRequest request, byte[] body) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
        }
        try {
            return body.length == 0
                    ? ""
                    : MAPPER.readTree(body).at("/metadata/token").asText();
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    private static void send(HttpServerRequest request, GatePath path, Answer answer) {
        String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        send(request, Reply.to(path.asker(), answer, accept.startsWith("text/plain")));
    }

    private static void send(HttpServerRequest request, Reply reply) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        request.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", reply.type())
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(reply.body());
    }

    HttpServer http() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        workers.shutdownNow();
    }

    /** What arrived of a body, never more than is allowed. */
    private static final class Body {
        private final io.vertx.core.buffer.Buffer bytes = io.vertx.core.buffer.Buffer.buffer();
        private boolean tooLarge;

        boolean room(int more) {
            tooLarge = tooLarge || bytes.length() + more > BODY;
            return !tooLarge;
        }
    }
}
