package dev.launchgate.install;

import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.ClusterUser;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Finished;
import dev.launchgate.e2e.Installation;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A namespace with Deployments behind the policies, and people with the rights that the shipped roles give them. */
final class Workbench {
    static final String FIRST = "example.com/web:1";
    static final String SECOND = "example.com/web:2";

    private final String namespace;
    private final ClusterUser admin;
    private final ClusterUser operator;
    private final ClusterUser developer;
    private final ClusterUser onCall;
    private final AtomicInteger count = new AtomicInteger();

    Workbench(ControlPlane cluster) {
        namespace = cluster.namespace("policy");
        admin = cluster.admin();
        operator = cluster.serviceAccount(Installation.NAMESPACE, Installation.ACCOUNT);
        developer = cluster.serviceAccount(namespace, "developer");
        onCall = cluster.serviceAccount(namespace, "on-call");
        bind("developer", "edit");
        bind("on-call", "edit");
        bind("on-call", "launchgate-override");
        // The controller manager puts the role edit together after the server has started.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> kubectl(Who.ON_CALL, "auth", "can-i", "create", "deployments")
                        .succeeded());
    }

    private void bind(String account, String role) {
        admin.kubectl(
                        "create",
                        "rolebinding",
                        account + "-" + role,
                        "-n",
                        namespace,
                        "--clusterrole=" + role,
                        "--serviceaccount=" + namespace + ":" + account)
                .orThrow();
    }

    String namespace() {
        return namespace;
    }

    ClusterUser user(Who who) {
        return switch (who) {
            case ADMIN -> admin;
            case OPERATOR -> operator;
            case DEVELOPER -> developer;
            case ON_CALL -> onCall;
        };
    }

    /** A fresh name of a Deployment. */
    String name() {
        return "web-" + count.incrementAndGet();
    }

    /** A fresh Deployment of the first image that waits behind its gate. */
    String held() {
        String name = name();
        create(Who.DEVELOPER, manifest(name, "enabled", true, FIRST)).orThrow();
        return name;
    }

    /** A fresh Deployment of the first image that the operator has released. */
    String released() {
        String name = held();
        release(name).orThrow();
        return name;
    }

    /** The operator's release: bound to the template that it read. */
    Finished release(String name) {
        return patch(Who.OPERATOR, name, "json", """
                [{"op": "test", "path": "/spec/template/spec/containers/0/image", "value": "%s"},
                 {"op": "add", "path": "/spec/paused", "value": false}]""".formatted(read(name)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage()));
    }

    Finished create(Who who, String manifest) {
        return user(who).kubectlWith(manifest, "create", "-f", "-");
    }

    Finished patch(Who who, String name, String type, String patch) {
        return kubectl(who, "patch", "deployment", name, "--type=" + type, "-p", patch);
    }

    Finished kubectl(Who who, String... arguments) {
        return kubectlWith("", who, arguments);
    }

    Finished kubectlWith(String input, Who who, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = namespace;
        return user(who).kubectlWith(input, all);
    }

    Deployment read(String name) {
        return admin.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .require();
    }

    boolean paused(String name) {
        return Boolean.TRUE.equals(read(name).getSpec().getPaused());
    }

    /** @param gate value of the label; empty for none */
    String manifest(String name, String gate, boolean paused, String image) {
        String label = gate.isEmpty() ? "" : "    launchgate.dev/gate: " + gate + "\n";
        String pause = paused ? "  paused: true\n" : "";
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %s
                  namespace: %s
                  labels:
                    app: %s
                %sspec:
                %s  replicas: 1
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """.formatted(name, namespace, name, label, pause, name, name, image);
    }

    /** Somebody who writes. */
    enum Who {
        /** Every right, as delivery tools often have. */
        ADMIN,
        /** The operator's ServiceAccount under the shipped roles. */
        OPERATOR,
        /** Role edit. */
        DEVELOPER,
        /** Role edit, and launchgate-override. */
        ON_CALL
    }
}
