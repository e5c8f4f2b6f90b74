package dev.launchgate.install;

import static dev.launchgate.install.Attempt.held;
import static dev.launchgate.install.Attempt.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.ClusterTest;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Finished;
import dev.launchgate.e2e.Installation;
import dev.launchgate.install.Workbench.Who;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All policies together: a new template is paused in the very write that brings it. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoHoldPolicyTest {
    private static final String ACCEPTED = "accepted, but held until its launch checklist passes; see: kubectl -n ";
    private static final String ONLY_LAUNCHGATE = "held by its launch gate, only launchgate clears spec.paused";

    private Workbench bench;

    @BeforeAll
    void install(ControlPlane cluster) {
        Installation.operator(cluster);
        Installation.policies(cluster);
        bench = new Workbench(cluster);
    }

    @ParameterizedTest
    @MethodSource({"templates", "others", "emergencies"})
    void write(Attempt attempt) {
        attempt.proveOn(bench);
    }

    static Stream<Attempt> templates() {
        return Stream.of(
                        released("set image", Writes.image(Who.DEVELOPER)),
                        released("set image with every right", Writes.image(Who.ADMIN)),
                        released("merge patch", Writes.patch(Who.DEVELOPER, "merge", """
                                {"spec": {"template": {"metadata": {"annotations": {"inject": "yes"}}}}}""")),
                        released("JSON patch", Writes.patch(Who.DEVELOPER, "json", """
                                [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "%s"}]""".formatted(Workbench.SECOND))),
                        released("client-side apply", Writes.manifest(Who.DEVELOPER, Workbench.SECOND, "apply")),
                        released(
                                "server-side apply",
                                Writes.manifest(
                                        Who.DEVELOPER,
                                        Workbench.SECOND,
                                        "apply",
                                        "--server-side",
                                        "--force-conflicts")),
                        released("replace", Writes.manifest(Who.DEVELOPER, Workbench.SECOND, "replace")),
                        released(
                                "image that insists on running",
                                Writes.patch(Who.DEVELOPER, "strategic", """
                                {"spec": {"paused": false,
                                  "template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(Workbench.SECOND))),
                        released("restart with a new image", Writes.patch(Who.DEVELOPER, "strategic", """
                                {"spec": {"template": {
                                  "metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "now"}},
                                  "spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(
                                        Workbench.SECOND))))
                .map(attempt -> attempt.told(ACCEPTED).paused(true));
    }

    static Stream<Attempt> others() {
        return Stream.of(
                released("rollout restart", Writes.rollout(Who.DEVELOPER, "restart")),
                released("scale", Writes.kubectl(Who.DEVELOPER, "scale", "--replicas=3")),
                released("apply of what runs", Writes.manifest(Who.DEVELOPER, Workbench.FIRST, "apply")),
                released("a setting outside the template", Writes.patch(Who.DEVELOPER, "merge", """
                        {"spec": {"minReadySeconds": 5}}""")),
                held("rollout resume", Writes.rollout(Who.DEVELOPER, "resume")).refused(ONLY_LAUNCHGATE),
                held("replace with a new template", Writes.manifest(Who.DEVELOPER, Workbench.SECOND, "replace"))
                        .told(ACCEPTED),
                held("replace with the same template", Writes.manifest(Who.DEVELOPER, Workbench.FIRST, "replace"))
                        .refused(ONLY_LAUNCHGATE),
                held("a third template", Writes.image(Who.DEVELOPER)).told(ACCEPTED),
                held("release", (bench, name) -> bench.release(name)).paused(false));
    }

    static Stream<Attempt> emergencies() {
        String image = """
                {"metadata": {"annotations": {"launchgate.dev/break-glass": "hot fix of the sign-in"}},
                 "spec": {"paused": false, "template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(Workbench.SECOND);
        return Stream.of(
                released("a new image, right and new reason", Writes.patch(Who.ON_CALL, "strategic", image)),
                held("a new image, right and new reason", Writes.patch(Who.ON_CALL, "strategic", image))
                        .paused(false),
                released("a new image, new reason without the right", Writes.patch(Who.DEVELOPER, "strategic", image))
                        .told(ACCEPTED)
                        .paused(true));
    }

    @Test
    void aFirstLaunchIsHeldWithoutAnyPod() {
        String name = bench.name();
        Finished created = bench.create(Who.DEVELOPER, bench.manifest(name, "enabled", false, Workbench.FIRST));
        assertThat(created.succeeded()).isTrue();
        assertThat(created.err())
                .contains("Warning: ")
                .contains(ACCEPTED + bench.namespace() + " get launchchecklists");
        assertThat(bench.paused(name)).isTrue();
        awaitObserved(name);
        assertThat(bench.kubectl(Who.DEVELOPER, "get", "replicasets", "-l", "app=" + name, "-o", "name")
                        .out())
                .isEmpty();
    }

    @Test
    void aFirstLaunchMayBeLetThrough() {
        String name = bench.name();
        Finished created =
                bench.create(Who.DEVELOPER, bench.manifest(name, "AfterFirstLaunch", false, Workbench.FIRST));
        assertThat(created.err()).isEmpty();
        assertThat(bench.paused(name)).isFalse();
    }

    @Test
    void aManifestAppliedAgainDoesNotResume() {
        for (String[] apply : new String[][] {{"apply"}, {"apply", "--server-side", "--force-conflicts"}}) {
            String name = bench.name();
            bench.kubectlWith(
                            bench.manifest(name, "enabled", false, Workbench.FIRST),
                            Who.DEVELOPER,
                            "apply",
                            "--server-side=" + (apply.length > 1),
                            "-f",
                            "-")
                    .orThrow();
            assertThat(bench.paused(name)).isTrue();
            Finished again =
                    Writes.manifest(Who.DEVELOPER, Workbench.FIRST, apply).apply(bench, name);
            assertThat(again.succeeded()).as(again.said()).isTrue();
            assertThat(bench.paused(name)).isTrue();
            bench.release(name).orThrow();
            Writes.manifest(Who.DEVELOPER, Workbench.FIRST, apply)
                    .apply(bench, name)
                    .orThrow();
            assertThat(bench.paused(name)).isFalse();
        }
    }

    @Test
    void aRollbackIsAcceptedAndWaitsForTheOperator() {
        String name = bench.released();
        awaitRevision(name, "1");
        Writes.image(Who.DEVELOPER).apply(bench, name).orThrow();
        bench.release(name).orThrow();
        awaitRevision(name, "2");
        Finished undone = bench.kubectl(Who.DEVELOPER, "rollout", "undo", "deployment/" + name);
        assertThat(undone.succeeded()).as(undone.said()).isTrue();
        assertThat(bench.paused(name)).isTrue();
        assertThat(bench.read(name)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo(Workbench.FIRST);
    }

    @Test
    void theDryRunOfTheOperatorTellsThatBothPoliciesAreThere() {
        Finished probe = bench.kubectl(
                Who.OPERATOR,
                "patch",
                "deployment",
                bench.released(),
                "--dry-run=server",
                "--type=merge",
                "-p",
                "{\"metadata\": {\"annotations\": {\"launchgate.dev/probe\": \"dry-run\"}}, \"spec\": {\"paused\": false,"
                        + " \"template\": {\"metadata\": {\"annotations\": {\"launchgate.dev/probe\": \"dry-run\"}}}}}");
        assertThat(probe.err()).contains("launchgate guard/1 is active, spec.paused=true");
    }

    private void awaitObserved(String name) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var deployment = bench.read(name);
            return deployment.getStatus() != null
                    && deployment
                            .getMetadata()
                            .getGeneration()
                            .equals(deployment.getStatus().getObservedGeneration());
        });
    }

    private void awaitRevision(String name, String revision) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> revision.equals(
                        bench.read(name).getMetadata().getAnnotations().get("deployment.kubernetes.io/revision")));
    }
}
