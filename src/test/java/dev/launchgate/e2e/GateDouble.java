package dev.launchgate.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers engines as the gate's endpoint promises to: Argo Rollouts always with 200 and a verdict, Flagger's confirm hooks
 * with 200 or 403, its rollback hook with 200 only when something fails that runs.
 */
final class GateDouble implements AutoCloseable {
    private final HttpServer server;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile String before = "Pending";
    private volatile String after = "Pending";

    private GateDouble(HttpServer server) {
        this.server = server;
    }

    static GateDouble start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        GateDouble gate = new GateDouble(server);
        server.createContext("/gate/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            gate.asked.add(token == null ? path : path + " " + token);
            exchange.getRequestBody().readAllBytes();
            String verdict = path.endsWith("/after-release") || path.endsWith("/rollback") ? gate.after : gate.before;
            int status = path.endsWith("/rollback")
                    ? verdict.equals("Fail") ? 200 : 403
                    : path.contains("/confirm-") && !verdict.equals("Pass") ? 403 : 200;
            byte[] body = "{\"verdict\": \"%s\"}".formatted(verdict).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return gate;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/gate";
    }

    /** The checklist as a whole from now on. */
    void before(String verdict) {
        before = verdict;
    }

    /** What is judged while a revision rolls out, from now on. */
    void after(String verdict) {
        after = verdict;
    }

    /** How often it was asked so far: path, and the token if there was one. */
    long asked(String what) {
        return asked.stream().filter(what::equals).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
