package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependency items follow the workloads of a real cluster and real listeners. */
@ClusterTest
class DependencyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    DependencyTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        Map<String, String> settings = Operators.settings();
        settings.put("LAUNCHGATE_EGRESS_ALLOW", "127.0.0.0/8");
        operator = OperatorProcess.start(Operators.install(cluster).kubeconfig(), settings)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void whatIsReadyOfAWorkloadAndItsServiceDecides() {
        Launch launch = Launch.in(cluster, "dependency").deploy("v1");
        launch.apply(database(launch, 1));
        String risk = ", acceptedRisk: {reason: beta, by: dana, until: '%s'}";
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String set = "target: {statefulSet: {name: db}}";
        checklist(
                launch,
                "fails: {%s, onFailure: Fails}".formatted(set),
                "retries: {%s, onFailure: Retries}".formatted(set),
                "accepted: {%s, onFailure: Fails%s}".formatted(set, risk.formatted(now.plus(Duration.ofDays(30)))),
                "expired: {%s, onFailure: Fails%s}".formatted(set, risk.formatted(now.minus(Duration.ofDays(1)))),
                "one: {%s, onFailure: Fails, minReady: 1}".formatted(set),
                "service: {target: {service: {name: db}}, onFailure: Fails}");
        launch.awaitItems(
                PATIENCE,
                Map.of(
                        "fails", "Fail/SingleFailurePoint",
                        "retries", "Pass/DeclaredOnly",
                        "accepted", "Pass/RiskAccepted",
                        "expired", "Fail/AcceptanceExpired",
                        "one", "Pass/AsExpected",
                        "service", "Fail/SingleFailurePoint"));
        assertThat(launch.everStarted()).isEmpty();

        launch.kubectl("delete", "statefulset", "db", "--cascade=orphan").orThrow();
        launch.awaitItems(PATIENCE, allButService("Fail/ObjectMissing", "Fail/SingleFailurePoint"));
        launch.apply(database(launch, 0));
        launch.awaitItems(PATIENCE, allButService("Fail/DependencyNotReady", "Fail/DependencyNotReady"));
        launch.kubectl("scale", "statefulset/db", "--replicas=2").orThrow();
        launch.awaitItems(PATIENCE, allButService("Pass/AsExpected", "Pass/AsExpected"));
        await().atMost(PATIENCE).until(() -> launch.everStarted().equals(List.of("v1")));
    }

    private static Map<String, String> allButService(String workload, String service) {
        Map<String, String> all = new TreeMap<>(Map.of("service", service));
        List.of("fails", "retries", "accepted", "expired", "one").forEach(name -> all.put(name, workload));
        return all;
    }

    @Test
    void hostsThatAcceptAConnectionCount() throws IOException {
        Launch launch = Launch.in(cluster, "hosts").deploy("v1");
        try (ServerSocket first = listener("127.0.0.2", 50);
                ServerSocket second = listener("127.0.0.3", 50);
                ServerSocket full = listener("127.0.0.4", 1)) {
            List<Socket> backlog = fill(full);
            // nobody listens there
            String gone = "127.0.0.5:" + first.getLocalPort();
            try {
                checklist(
                        launch,
                        hosts("both", at(first), at(second)),
                        hosts("dropped", at(first), at(full)),
                        hosts("refused", at(second), gone),
                        hosts("none", gone, at(full)));
                launch.awaitItems(
                        PATIENCE,
                        Map.of(
                                "both", "Pass/AsExpected",
                                "dropped", "Fail/SingleFailurePoint",
                                "refused", "Fail/SingleFailurePoint",
                                "none", "Fail/DependencyNotReady"));
            } finally {
                for (Socket socket : backlog) {
                    socket.close();
                }
            }
        }
        assertThat(launch.everStarted()).isEmpty();
    }

    private static String hosts(String name, String... hosts) {
        return "%s: {target: {hosts: ['%s']}, onFailure: Fails}".formatted(name, String.join("', '", hosts));
    }

    private static String at(ServerSocket socket) {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    private static ServerSocket listener(String address, int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getByName(address));
    }

    /** Connects until the queue of a listener that never accepts is full; the next connect gets no answer, as behind a firewall. */
    private static List<Socket> fill(ServerSocket listener) {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 200);
            } catch (IOException e) {
                return sockets;
            }
        }
        throw new AssertionError("the queue of the listener does not fill");
    }

    private static String database(Launch launch, int replicas) {
        return """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: %1$s}
                spec:
                  replicas: %2$d
                  serviceName: db
                  podManagementPolicy: Parallel
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {containers: [{name: db, image: registry.example.com/db:v1}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: db, namespace: %1$s}
                spec: {selector: {app: db}, ports: [{port: 5432}]}
                """.formatted(launch.namespace(), replicas);
    }

    private static void checklist(Launch launch, String... items) {
        StringBuilder lines = new StringBuilder();
        for (String item : items) {
            int colon = item.indexOf(':');
            lines.append("    - {name: %s, dependency: %s}\n"
                    .formatted(
                            item.substring(0, colon), item.substring(colon + 1).strip()));
        }
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  interval: 5s
                  timeout: 1s
                  items:
                %s""".formatted(launch.namespace(), lines));
    }
}
