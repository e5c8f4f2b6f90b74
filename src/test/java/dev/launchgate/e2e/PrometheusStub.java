package dev.launchgate.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Speaks as much of Prometheus's API as items ask: every query has one series, rules are what the test says; remembers queries. */
final class PrometheusStub implements AutoCloseable {
    private final HttpServer server;
    private final Queue<String> queries = new ConcurrentLinkedQueue<>();
    private final Queue<String> ranges = new ConcurrentLinkedQueue<>();
    private volatile String rules = "";
    private volatile boolean away;

    private PrometheusStub(HttpServer server) {
        this.server = server;
    }

    static PrometheusStub start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PrometheusStub stub = new PrometheusStub(server);
        server.createContext("/api/v1/query", exchange -> {
            stub.queries.add(parameter(exchange, "query"));
            answer(exchange, """
                    {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1764000000,"1"]}]}}""");
        });
        server.createContext("/api/v1/query_range", exchange -> {
            stub.ranges.add(parameter(exchange, "query"));
            if (stub.away) {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            } else {
                answer(exchange, matrix(exchange));
            }
        });
        server.createContext("/api/v1/rules", exchange -> answer(exchange, """
                {"status":"success","data":{"groups":[{"name":"ml","file":"ml.yaml","interval":30,"rules":[%s]}]}}""".formatted(stub.rules)));
        server.start();
        return stub;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every query so far, each as often as it came. */
    Queue<String> queries() {
        return queries;
    }

    /** Every query over a window so far, each as often as it came. */
    Queue<String> ranges() {
        return ranges;
    }

    /** Whether it answers queries over a window with an error. */
    void away(boolean now) {
        away = now;
    }

    /** Has loaded this one alert from now on. */
    void loads(String alert, String health) {
        rules = """
                {"type":"alerting","name":"%s","query":"up == 0","duration":300,"labels":{},"annotations":{},"alerts":[],\
                "health":"%s","state":"inactive"}""".formatted(alert, health);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One series that rises and falls back. */
    private static String matrix(HttpExchange exchange) {
        long start = Long.parseLong(parameter(exchange, "start"));
        long end = Long.parseLong(parameter(exchange, "end"));
        long step = Long.parseLong(parameter(exchange, "step"));
        StringJoiner values = new StringJoiner(",");
        for (long at = start; at <= end; at += step) {
            values.add("[%d,\"%d\"]".formatted(at, (at - start) / step % 7));
        }
        return """
                {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"web"},"values":[%s]}]}}""".formatted(values);
    }

    private static String parameter(HttpExchange exchange, String name) {
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
