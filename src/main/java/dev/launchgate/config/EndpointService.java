package dev.launchgate.config;

import dev.launchgate.cluster.kube.KubeSecretSource;
import dev.launchgate.endpoint.Certificate;
import dev.launchgate.endpoint.GateServer;
import dev.launchgate.endpoint.kube.KubeCallers;
import dev.launchgate.endpoint.kube.LeaseLook;
import dev.launchgate.endpoint.kube.LiveObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gate endpoint where a setting asks for it. Every replica serves: answers come from live objects. */
@ApplicationScoped
public class EndpointService {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointService.class);
    private static final Duration RELOAD = Duration.ofSeconds(10);

    private final Settings settings;
    private final KubernetesClient client;
    private final Vertx vertx;
    private @Nullable GateServer server;

    @Inject
    EndpointService(Settings settings, KubernetesClient client, Vertx vertx) {
        this.settings = settings;
        this.client = client;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        Settings.Endpoint wanted = settings.endpoint();
        if (!wanted.enabled()) {
            return;
        }
        Optional<Certificate> certificate =
                wanted.certificateFile().flatMap(chain -> wanted.keyFile().map(key -> new Certificate(chain, key)));
        if (certificate.isEmpty() && !wanted.plainHttp()) {
            throw new IllegalArgumentException(
                    "launchgate.endpoint: expected certificate-file and key-file, saw none; set them, or plain-http");
        }
        HttpServerOptions options = certificate
                .map(Certificate::options)
                .orElseGet(HttpServerOptions::new)
                .setPort(wanted.port());
        GateServer started = new GateServer(
                vertx,
                new KubeCallers(client, new KubeSecretSource(client), wanted.audience(), System::nanoTime),
                new LiveObjects(client, leadership()),
                options);
        server = started;
        int port = started.start();
        certificate.ifPresent(files -> files.follow(vertx, started, RELOAD));
        LOG.info("gate endpoint on port {}", port);
    }

    private BooleanSupplier leadership() {
        Settings.LeaderElection election = settings.leaderElection();
        return election.enabled()
                ? new LeaseLook(
                        client,
                        election.namespace().orElseGet(client::getNamespace),
                        election.name(),
                        InstantSource.system())
                : () -> true;
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }
}
