package dev.launchgate.demo;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What lies around the cluster: the company's DNS, its load balancer, and an exporter on the machine of the database. */
final class Surroundings implements AutoCloseable {
    private final NameServer names;
    private final HttpServer loadBalancer;
    private final HttpServer secured;
    private final HttpServer exporter;
    private final Identity identity;

    private Surroundings(
            NameServer names, HttpServer loadBalancer, HttpServer secured, HttpServer exporter, Identity identity) {
        this.names = names;
        this.loadBalancer = loadBalancer;
        this.secured = secured;
        this.exporter = exporter;
        this.identity = identity;
    }

    /** @param folder for files that this run needs */
    static Surroundings start(Path folder) throws IOException, InterruptedException {
        NameServer names = NameServer.start();
        names.enter("lb.example.com", "127.0.0.1");
        names.enter("ml-db.example.com", "127.0.0.1");
        Identity identity = Identity.make(folder, List.of("ml.example.com"));
        HttpsServer secured = HttpsServer.create(free(), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        HttpServer exporter =
                serving(HttpServer.create(free(), 0), "/metrics", "node_exporter_build_info{version=\"1.9.1\"} 1\n");
        return new Surroundings(
                names,
                serving(HttpServer.create(free(), 0), "/healthz", "ok\n"),
                serving(secured, "/healthz", "ok\n"),
                exporter,
                identity);
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static HttpServer serving(HttpServer server, String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    NameServer names() {
        return names;
    }

    int httpPort() {
        return loadBalancer.getAddress().getPort();
    }

    int tlsPort() {
        return secured.getAddress().getPort();
    }

    int exporterPort() {
        return exporter.getAddress().getPort();
    }

    /** The certificate of whoever signs the load balancer's: itself. */
    String authority() {
        return identity.pem();
    }

    @Override
    public void close() {
        names.close();
        List.of(loadBalancer, secured, exporter).forEach(server -> server.stop(0));
    }
}
