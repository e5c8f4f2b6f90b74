package dev.launchgate.sandbox.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks HTTP on a loopback port; a thread for each request. */
public final class ApiServer implements AutoCloseable {
    static {
        // Read once, when the first server is made: without it each small answer waits for the client's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Router router;

    /** @param port 0 for any free one */
    public ApiServer(int port, Store store, Kinds kinds, Objects objects, Deletion deletion, InstantSource clock) {
        this.router = new Router(store, kinds, objects, deletion, clock);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    public void start() {
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Ends all watches, as a load balancer in front of a real server does now and then. */
    public void cutWatches() {
        router.cutWatches();
    }

    @Override
    public void close() {
        router.cutWatches();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket")) {
                // No WebSockets: an empty answer makes the client watch over plain HTTP instead.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            send(
                    exchange,
                    router.answer(ApiRequest.of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        switch (reply) {
            case Reply.Answer answer -> send(exchange, answer.code(), "application/json", Json.bytes(answer.body()));
            case Reply.Text text ->
                send(exchange, text.code(), "text/plain", text.body().getBytes(StandardCharsets.UTF_8));
            case Reply.Stream stream -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    stream.writeTo(out);
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
