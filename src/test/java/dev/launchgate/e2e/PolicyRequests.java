package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Requests that somebody makes with kubectl to a Deployment under the policies, each to a Deployment of its own, and what the
 * API server makes of them: {@code denied} with the rule of the guard, or what {@code spec.paused} is afterwards.
 */
final class PolicyRequests {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ControlPlane cluster;
    private final String namespace;
    private final AtomicInteger count = new AtomicInteger();

    private PolicyRequests(ControlPlane cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Installs operator and roles, and makes a developer, somebody on call and a GitOps agent with every right. */
    static PolicyRequests in(ControlPlane cluster) {
        Operators.install(cluster);
        PolicyRequests requests = new PolicyRequests(cluster, cluster.namespace("requests"));
        requests.role("developer", "edit");
        requests.role("oncall", "edit");
        requests.role("oncall-override", "launchgate-override", "oncall");
        requests.admin("", "create", "clusterrole", requests.namespace, "--verb=*", "--resource=*.*")
                .orThrow();
        requests.role("agent", requests.namespace);
        await().atMost(Launch.PATIENCE)
                .until(() -> Stream.of("developer", "oncall", "agent")
                        .allMatch(who -> requests.as(who, "", "auth", "can-i", "patch", "deployments")
                                .succeeded()));
        return requests;
    }

    /**
     * Brings a Deployment into a state, asks, and tells what became of it.
     *
     * @param state none, idle (labelled, not paused), undoable (the same with an earlier revision), held (paused, with a new
     *     template)
     * @param request kubectl and its words, ~ for a space in one; {@code @} is the Deployment, {@code <words} a manifest on
     *     standard input; what comes after {@code &&} is asked when the first was taken
     */
    String ask(String state, String who, String request) {
        String name = "app-" + count.incrementAndGet();
        prepare(state, name);
        boolean before = !state.equals("none") && paused(name);
        Finished last = new Finished(0, "", "");
        for (String step : request.split(" && ")) {
            last = run(name, who, step);
            if (!last.succeeded()) {
                break;
            }
        }
        if (!last.succeeded()) {
            if (!state.equals("none") && !request.contains(" && ")) {
                assertThat(paused(name)).as("a refused write changes nothing").isEqualTo(before);
            }
            return Refusals.of(namespace + "/" + name, last);
        }
        return (paused(name) ? "paused" : "running") + notice(name, last);
    }

    private Finished run(String name, String who, String step) {
        List<String> words = Stream.of(step.strip().split(" +"))
                .map(word -> word.replace("@", name).replace('~', ' '))
                .toList();
        String input = words.stream()
                .filter(word -> word.startsWith("<"))
                .findFirst()
                .map(word -> manifest(name, word.substring(1)))
                .orElse("");
        String[] command =
                words.stream().map(word -> word.startsWith("<") ? "-f-" : word).toArray(String[]::new);
        return as(who, input, command);
    }

    private void prepare(String state, String name) {
        if (state.equals("none")) {
            return;
        }
        admin(manifest(name, "v1,unlabelled"), "apply", "-f-").orThrow();
        if (state.equals("undoable")) {
            awaitRevision(name, "1");
            admin("", "set", "image", "deployment/" + name, "app=example.com/app:v0")
                    .orThrow();
            awaitRevision(name, "2");
        }
        admin("", "label", "deployment", name, "launchgate.dev/gate=enabled").orThrow();
        if (state.equals("held")) {
            admin("", "patch", "deployment", name, "-p", """
                    {"metadata":{"annotations":{"launchgate.dev/break-glass":"used before"}},
                     "spec":{"paused":true,"template":{"spec":{"containers":[{"name":"app","image":"example.com/app:v2"}]}}}}""").orThrow();
        }
    }

    private void awaitRevision(String name, String revision) {
        await().atMost(Launch.PATIENCE)
                .until(() -> read(name)
                        .at("/metadata/annotations/deployment.kubernetes.io~1revision")
                        .asText()
                        .equals(revision));
    }

    /** @param words version, and unlabelled, paused, resumed, first or yes (values of the label), reason */
    private String manifest(String name, String words) {
        List<String> all = Arrays.asList(words.split(","));
        String label = all.contains("unlabelled")
                ? ""
                : "launchgate.dev/gate: "
                        + (all.contains("first") ? "AfterFirstLaunch" : all.contains("yes") ? "\"yes\"" : "enabled");
        String paused = all.contains("paused")
                ? "paused: true"
                : all.contains("resumed") ? "paused: false" : "minReadySeconds: 0";
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %s
                  namespace: %s
                  labels: {%s}
                  annotations: {%s}
                spec:
                  replicas: 0
                  %s
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec: {containers: [{name: app, image: "example.com/app:%s"}]}
                """.formatted(
                        name,
                        namespace,
                        label,
                        all.contains("reason") ? "launchgate.dev/break-glass: outage 4711" : "",
                        paused,
                        name,
                        name,
                        all.getFirst());
    }

    /** The warning as kubectl prints it, and that it could not repeat an apply to move field ownership; any other warning is told word for word. */
    private String notice(String name, Finished asked) {
        String warning = "Warning: Validation failed for ValidatingAdmissionPolicy 'notice.launchgate.dev' with binding"
                + " 'notice.launchgate.dev': Deployment %s/%s: accepted, but held until its launch checklist passes; see: kubectl -n %s get launchchecklists";
        String said = asked.err().strip();
        String notice = warning.formatted(namespace, name, namespace);
        if (said.startsWith(
                notice + "\nWarning: failed to re-apply configuration after performing Server-Side Apply")) {
            return "+notice+reapply";
        }
        return said.equals(notice) ? "+notice" : said;
    }

    private boolean paused(String name) {
        return read(name).at("/spec/paused").asBoolean();
    }

    private JsonNode read(String name) {
        try {
            return MAPPER.readTree(
                    admin("", "get", "deployment", name, "-o", "json").orThrow());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Finished as(String who, String input, String... command) {
        return switch (who) {
            case "operator" -> in(cluster.serviceAccount(Installation.NAMESPACE, Installation.ACCOUNT), input, command);
            case "admin" -> admin(input, command);
            default ->
                admin(
                        input,
                        Stream.concat(Stream.of("--as=" + who), Stream.of(command))
                                .toArray(String[]::new));
        };
    }

    private Finished admin(String input, String... command) {
        return in(cluster.admin(), input, command);
    }

    private Finished in(ClusterUser user, String input, String... command) {
        return user.kubectlWith(
                input,
                Stream.concat(Stream.of("-n", namespace), Stream.of(command)).toArray(String[]::new));
    }

    private void role(String name, String role) {
        role(name, role, name);
    }

    private void role(String name, String role, String user) {
        admin("", "create", "rolebinding", name, "--clusterrole=" + role, "--user=" + user)
                .orThrow();
    }
}
