package dev.launchgate.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between an operator and the API server: plain HTTP on loopback inwards, TLS outwards. Passes everything on unless a
 * {@link Fault} says otherwise. Watches come as WebSocket first; an empty answer to that makes the client stream them over
 * HTTP, where single events can be removed. Keeps what was written, for {@link Invariants}.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "upgrade",
            "host",
            "content-length",
            "transfer-encoding",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "http2-settings");

    private static final YAMLMapper YAML = new YAMLMapper();

    private final String operator;
    private final HttpServer server;
    private final HttpClient client;
    private final URI target;
    private final Path kubeconfig;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> open = new CopyOnWriteArrayList<>();
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();

    private FaultProxy(String operator, HttpServer server, HttpClient client, URI target, Path kubeconfig) {
        this.operator = operator;
        this.server = server;
        this.client = client;
        this.target = target;
        this.kubeconfig = kubeconfig;
    }

    /** A proxy for what {@code user} talks to; {@link #kubeconfig} acts as that user through it. */
    public static FaultProxy before(ClusterUser user, Path folder) {
        return before("operator", user, folder);
    }

    /** @param operator the name under which the process behind it competes for the lease */
    static FaultProxy before(String operator, ClusterUser user, Path folder) {
        return before(operator, user.client().getConfiguration(), folder);
    }

    /** A proxy for the server that a kubeconfig names, which may be a plain one. */
    public static FaultProxy before(Path kubeconfig, Path folder) {
        return before("operator", Config.fromKubeconfig(kubeconfig.toFile()), folder);
    }

    private static FaultProxy before(String operator, Config config, Path folder) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
            if (config.getCaCertFile() != null) {
                builder.sslContext(trusting(config));
            }
            HttpClient client = builder.build();
            Path kubeconfig = folder.resolve("proxy-" + server.getAddress().getPort() + ".kubeconfig");
            Files.writeString(kubeconfig, """
                    apiVersion: v1
                    kind: Config
                    current-context: proxy
                    clusters: [{name: proxy, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: proxy, user: {token: "%s"}}]
                    contexts: [{name: proxy, context: {cluster: proxy, user: proxy, namespace: default}}]
                    """.formatted(
                            server.getAddress().getPort(),
                            config.getAutoOAuthToken() == null ? config.getOauthToken() : config.getAutoOAuthToken()));
            FaultProxy proxy = new FaultProxy(operator, server, client, URI.create(config.getMasterUrl()), kubeconfig);
            server.createContext("/", proxy::handle);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Adds a fault; it acts until it is removed. */
    public FaultProxy with(Fault fault) {
        faults.add(fault);
        return this;
    }

    public void without(Fault fault) {
        faults.remove(fault);
    }

    /** Asserts {@link Invariants} over what was written until now. */
    public void verifyInvariants() {
        Invariants.verify(writes);
    }

    /** What the server took. */
    Collection<Write> writes() {
        return List.copyOf(writes);
    }

    /** Breaks every connection that is open now, watches included. */
    public void cut() {
        open.forEach(HttpExchange::close);
        open.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        open.add(exchange);
        try (exchange) {
            if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                // the client waits for the end of this answer before it asks again without the upgrade
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            Asked asked = new Asked(exchange.getRequestMethod(), exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            for (Fault fault : faults) {
                if (fault.matches(asked) && !fault.before(exchange)) {
                    return;
                }
            }
            HttpResponse<InputStream> answer = forward(exchange, body);
            byte[] stored = asked.mutates() ? answer.body().readAllBytes() : new byte[0];
            record(asked, body, answer.statusCode(), stored);
            for (Fault fault : faults) {
                if (fault.matches(asked) && !fault.after(exchange)) {
                    return;
                }
            }
            answer(exchange, asked, answer, asked.mutates() ? new ByteArrayInputStream(stored) : answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(exchange);
        }
    }

    private HttpResponse<InputStream> forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private void record(Asked asked, byte[] body, int status, byte[] stored) {
        if (asked.mutates() && status >= 200 && status < 300) {
            writes.add(new Write(operator, asked, tree(body), tree(stored)));
        }
    }

    /** JSON is YAML as well, and server-side apply may come as either. */
    private static JsonNode tree(byte[] text) {
        try {
            return YAML.readTree(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, Asked asked, HttpResponse<InputStream> answer, InputStream content)
            throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        try (InputStream in = content) {
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            OutputStream out = exchange.getResponseBody();
            if (asked.watch()) {
                // without it the headers wait for the first event
                out.flush();
                stream(asked, in, out);
            } else {
                in.transferTo(out);
            }
        }
    }

    private void stream(Asked asked, InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String event = line;
            if (faults.stream().noneMatch(fault -> fault.matches(asked) && fault.swallows(event))) {
                out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private static SSLContext trusting(Config config) {
        try (InputStream pem = Files.newInputStream(Path.of(config.getCaCertFile()))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request, as a fault sees it. */
    public record Asked(String method, URI uri) {
        public boolean watch() {
            return uri.getQuery() != null && uri.getQuery().contains("watch=true");
        }

        /** Value of a query parameter; empty when there is none. */
        public String parameter(String name) {
            String query = uri.getQuery() == null ? "" : uri.getQuery();
            return Stream.of(query.split("&"))
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        }

        /** Whether it changes something; dry runs do not. */
        public boolean mutates() {
            return !method.equals("GET")
                    && (uri.getQuery() == null || !uri.getQuery().contains("dryRun"));
        }

        /** Whether it is about objects of this plural, such as {@code deployments} or {@code launchchecklists/status}. */
        public boolean about(String resource) {
            return resource.contains("/")
                    ? uri.getPath().contains("/" + resource.split("/")[0] + "/")
                            && uri.getPath().endsWith("/" + resource.split("/")[1])
                    : uri.getPath().contains("/" + resource);
        }
    }

    /** What goes wrong with which requests. */
    public interface Fault {
        boolean matches(Asked asked);

        /** Called before a request is passed on; false when it was dealt with. */
        default boolean before(HttpExchange exchange) throws IOException {
            return true;
        }

        /** Called when the server has answered, before the answer is passed on; false when it was dealt with. */
        default boolean after(HttpExchange exchange) throws IOException {
            return true;
        }

        /** Whether this line of a watch never arrives. */
        default boolean swallows(String event) {
            return false;
        }

        /** Does something when the server has answered; the answer is lost unless it says to pass it on. */
        static Fault afterAnswer(Predicate<Asked> match, BooleanSupplier passOn) {
            return new Fault() {
                @Override
                public boolean matches(Asked asked) {
                    return match.test(asked);
                }

                @Override
                public boolean after(HttpExchange exchange) {
                    return passOn.getAsBoolean();
                }
            };
        }

        /** Does something when a request has come, before it is passed on. */
        static Fault beforeForward(Predicate<Asked> match, Runnable then) {
            return new Fault() {
                @Override
                public boolean matches(Asked asked) {
                    return match.test(asked);
                }

                @Override
                public boolean before(HttpExchange exchange) {
                    then.run();
                    return true;
                }
            };
        }

        /** Accepts requests and answers nothing until it is removed. */
        static Fault silence(FaultProxy proxy, Predicate<Asked> match) {
            return new Fault() {
                @Override
                public boolean matches(Asked asked) {
                    return match.test(asked);
                }

                @Override
                public boolean before(HttpExchange exchange) {
                    while (proxy.faults.contains(this)) {
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                    return false;
                }
            };
        }

        /** Answers with a status of the API server's own shape. */
        static Fault refuse(Predicate<Asked> match, int code, String reason) {
            return new Fault() {
                @Override
                public boolean matches(Asked asked) {
                    return match.test(asked);
                }

                @Override
                public boolean before(HttpExchange exchange) throws IOException {
                    byte[] body = """
                            {"kind":"Status","apiVersion":"v1","status":"Failure","message":"by the test","reason":"%s","code":%d}""".formatted(reason, code).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(code, body.length);
                    exchange.getResponseBody().write(body);
                    return false;
                }
            };
        }

        /** Removes lines from watches. */
        static Fault swallow(Predicate<Asked> match, Predicate<String> event) {
            return new Fault() {
                @Override
                public boolean matches(Asked asked) {
                    return match.test(asked);
                }

                @Override
                public boolean swallows(String line) {
                    return event.test(line);
                }
            };
        }
    }
}
