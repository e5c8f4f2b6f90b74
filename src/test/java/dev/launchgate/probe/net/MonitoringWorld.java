package dev.launchgate.probe.net;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Prometheus that watches an application and a machine, with an Alertmanager, and nginx in front of it. */
final class MonitoringWorld implements AutoCloseable {
    static final TestCertificate ROOT = TestCertificate.root("root");
    private static final TestCertificate SERVER =
            TestCertificate.server("prom.example.com").by(ROOT);

    final int prometheus = SystemServer.freePort();
    final int alertmanager = SystemServer.freePort();
    final int front = SystemServer.freePort();
    final HttpServer vanishing = exporter("vanishing 1\n");
    private final HttpServer application = exporter(null);
    private final int machine = SystemServer.freePort();
    private final AtomicInteger scrapes = new AtomicInteger();
    private final List<SystemServer> servers;

    MonitoringWorld() {
        servers = List.of(
                SystemServer.start(
                        Map.of(),
                        List.of("prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + machine),
                        machine),
                SystemServer.start(
                        Map.of("prometheus.yml", configuration(), "rules.yml", RULES),
                        List.of(
                                "prometheus",
                                "--config.file={folder}/prometheus.yml",
                                "--storage.tsdb.path={folder}/data",
                                "--web.listen-address=127.0.0.1:" + prometheus),
                        prometheus),
                SystemServer.start(
                        Map.of("alertmanager.yml", ROUTES),
                        List.of(
                                "prometheus-alertmanager",
                                "--config.file={folder}/alertmanager.yml",
                                "--storage.path={folder}/data",
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:" + alertmanager),
                        alertmanager),
                SystemServer.start(
                        front(),
                        List.of("nginx", "-p", "{folder}", "-e", "{folder}/error.log", "-c", "{folder}/nginx.conf"),
                        front));
    }

    @Override
    public void close() throws IOException {
        for (SystemServer server : servers.reversed()) {
            server.close();
        }
        application.stop(0);
        vanishing.stop(0);
    }

    /** @param metrics null for those of the application */
    private HttpServer exporter(@Nullable String metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", exchange -> {
                byte[] body = (metrics == null ? application(scrapes.incrementAndGet()) : metrics)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Ten requests between two scrapes, nine below 0.1 s, none that fails. */
    private static String application(int scrape) {
        StringBuilder text = new StringBuilder("""
                app_fixed 500
                app_nan NaN
                app_twin{b="1"} 1
                app_twin{b="2"} 1
                http_server_duration_seconds_bucket{app="ml-scoring",le="0.1"} %1$d
                http_server_duration_seconds_bucket{app="ml-scoring",le="0.5"} %2$d
                http_server_duration_seconds_bucket{app="ml-scoring",le="+Inf"} %2$d
                http_server_duration_seconds_bucket{app="idle",le="0.1"} 7
                http_server_duration_seconds_bucket{app="idle",le="+Inf"} 7
                http_requests_total{app="ml-scoring",code="200"} %2$d
                worker_queue_length{app="ml-scoring"} 3
                """.formatted(scrape * 9, scrape * 10));
        for (int i = 0; i < 10_000; i++) {
            text.append("app_many{i=\"%d\"} %d\n".formatted(i, i == 4_711 ? 6 : 5));
        }
        return text.toString();
    }

    private String configuration() {
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ['{folder}/rules.yml']
                scrape_configs:
                - {job_name: node, static_configs: [{targets: ['127.0.0.1:%d']}]}
                - {job_name: app, static_configs: [{targets: ['127.0.0.1:%d']}]}
                - {job_name: vanishing, static_configs: [{targets: ['127.0.0.1:%d']}]}
                """.formatted(
                        machine,
                        application.getAddress().getPort(),
                        vanishing.getAddress().getPort());
    }

    private static final String RULES = """
            groups:
            - name: ml
              rules:
              - {alert: MlDown, expr: up == 5, labels: {severity: page}}
              - {alert: MlBusy, expr: vector(1) > 0, labels: {severity: page, team: ml}}
              - {alert: MlErrors, expr: vector(0) > 1, labels: {severity: ticket}}
              - {alert: MlNoise, expr: vector(0) > 1, labels: {severity: none}}
              - {alert: MlShaped, expr: vector(0) > 1, labels: {severity: '{{ $labels.severity }}'}}
              - {alert: MlBroken, expr: app_twin + on(job) app_twin > 0, labels: {severity: page}}
              - {record: 'ml:up', expr: up}
            - name: daily
              interval: 24h
              rules:
              - {alert: MlFresh, expr: vector(0) > 1, labels: {severity: page}}
            """;

    private static final String ROUTES = """
            route:
              receiver: mail
              routes:
              - match: {severity: page}
                receiver: pager
                continue: true
                routes:
                - match_re: {team: 'm.|web'}
                  receiver: chat
              - matchers: ['severity=~"page|ticket"', 'alertname!~"Other.*"']
                receiver: log
              - matchers: [severity="none"]
                receiver: 'null'
            receivers:
            - {name: mail, webhook_configs: [{url: 'http://127.0.0.1:9/'}]}
            - {name: pager, webhook_configs: [{url: 'http://127.0.0.1:9/'}]}
            - {name: chat, slack_configs: [{api_url: 'http://127.0.0.1:9/', channel: c}]}
            - {name: log}
            - {name: 'null'}
            """;

    private Map<String, String> front() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("server.pem", TestCertificate.pem(SERVER) + SERVER.keyPem());
        files.put("users", "dana:{PLAIN}hunter2\n");
        files.put("nginx.conf", """
                daemon off;
                master_process off;
                pid {folder}/nginx.pid;
                error_log {folder}/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
                  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
                  server {
                    listen 127.0.0.1:%d ssl;
                    server_name prom.example.com;
                    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.pem;
                    location /basic/ {
                      auth_basic "x"; auth_basic_user_file {folder}/users;
                      proxy_pass http://127.0.0.1:%d/;
                    }
                    location /bearer/ {
                      if ($http_authorization != "Bearer hunter2") { return 401; }
                      proxy_pass http://127.0.0.1:%d/;
                    }
                    location /forbidden/ { return 403; }
                    location /broken/ { return 500; }
                    location /moved/ { return 302 https://prom.example.com/; }
                    location /login/ { return 200 "<html>Sign in</html>"; }
                  }
                }
                """.formatted(front, prometheus, prometheus));
        return files;
    }
}
