package dev.launchgate.install;

import static dev.launchgate.install.Attempt.held;
import static dev.launchgate.install.Attempt.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Finished;
import dev.launchgate.e2e.Installation;
import dev.launchgate.install.Workbench.Who;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard alone, as on Kubernetes 1.30 to 1.35: a control plane of its own, because the other tests have auto-hold. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardPolicyTest {
    private static final String ONLY_LAUNCHGATE = "held by its launch gate, only launchgate clears spec.paused";
    private static final String AT_ONCE = "not paused, so a new pod template would start at once";
    private static final String ONLY_PAUSED = "launchgate writes no field of spec but paused";
    private static final String ACCEPTED = "accepted, but held until its launch checklist passes";
    private static final String RESUME = "{\"spec\": {\"paused\": false}}";

    private ControlPlane cluster;
    private Workbench bench;

    @BeforeAll
    void install() {
        cluster = ControlPlane.start(0);
        Installation.operator(cluster);
        Installation.guard(cluster);
        bench = new Workbench(cluster);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource({"resuming", "templates", "emergencies", "labels", "operator"})
    void write(Attempt attempt) {
        attempt.proveOn(bench);
    }

    static Stream<Attempt> resuming() {
        return Stream.of(
                held("rollout resume", Writes.rollout(Who.DEVELOPER, "resume")).refused(ONLY_LAUNCHGATE),
                held("merge patch", Writes.patch(Who.DEVELOPER, "merge", RESUME))
                        .refused(ONLY_LAUNCHGATE),
                held("strategic patch", Writes.patch(Who.DEVELOPER, "strategic", RESUME))
                        .refused(ONLY_LAUNCHGATE),
                held("merge patch to null", Writes.patch(Who.DEVELOPER, "merge", "{\"spec\": {\"paused\": null}}"))
                        .refused(ONLY_LAUNCHGATE),
                held("JSON patch", Writes.patch(Who.DEVELOPER, "json", """
                        [{"op": "replace", "path": "/spec/paused", "value": false}]""")).refused(ONLY_LAUNCHGATE),
                held("JSON patch that removes", Writes.patch(Who.DEVELOPER, "json", """
                        [{"op": "remove", "path": "/spec/paused"}]"""))
                        .refused(ONLY_LAUNCHGATE),
                held("forced server-side apply", Writes.applyUnpaused(Who.DEVELOPER))
                        .refused(ONLY_LAUNCHGATE),
                held("replace that drops it", Writes.manifest(Who.DEVELOPER, Workbench.FIRST, "replace"))
                        .refused("it does when the launch checklist passes"),
                held(
                                "replace that drops it with a new template",
                                Writes.manifest(Who.DEVELOPER, Workbench.SECOND, "replace"))
                        .refused("use apply instead of replace, or keep spec.paused true"),
                held("every right without a reason", Writes.patch(Who.ADMIN, "merge", RESUME))
                        .refused(ONLY_LAUNCHGATE),
                released("rollout pause", Writes.rollout(Who.DEVELOPER, "pause"))
                        .paused(true));
    }

    static Stream<Attempt> templates() {
        return Stream.of(
                held("set image", Writes.image(Who.DEVELOPER)).told(ACCEPTED),
                held("client-side apply", Writes.manifest(Who.DEVELOPER, Workbench.SECOND, "apply"))
                        .told(ACCEPTED),
                held(
                                "server-side apply",
                                Writes.manifest(
                                        Who.DEVELOPER, Workbench.SECOND, "apply", "--server-side", "--force-conflicts"))
                        .told(ACCEPTED),
                held("scale", Writes.kubectl(Who.DEVELOPER, "scale", "--replicas=3")),
                held("annotate", Writes.kubectl(Who.DEVELOPER, "annotate", "team=ml")),
                released("set image", Writes.image(Who.DEVELOPER)).refused(AT_ONCE),
                released("client-side apply", Writes.manifest(Who.DEVELOPER, Workbench.SECOND, "apply"))
                        .refused(AT_ONCE),
                released("set image with every right", Writes.image(Who.ADMIN)).refused(AT_ONCE),
                released("image together with the pause", Writes.patch(Who.DEVELOPER, "strategic", """
                        {"spec": {"paused": true, "template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(
                                        Workbench.SECOND)))
                        .told(ACCEPTED)
                        .paused(true),
                released("rollout restart", Writes.rollout(Who.DEVELOPER, "restart")),
                released("restart with a new image", Writes.patch(Who.DEVELOPER, "strategic", """
                        {"spec": {"template": {"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "now"}},
                          "spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(
                                        Workbench.SECOND)))
                        .refused(AT_ONCE),
                released("restart with another annotation", Writes.patch(Who.DEVELOPER, "merge", """
                        {"spec": {"template": {"metadata": {"annotations":
                          {"kubectl.kubernetes.io/restartedAt": "now", "inject": "yes"}}}}}"""))
                        .refused(AT_ONCE),
                released("scale", Writes.kubectl(Who.DEVELOPER, "scale", "--replicas=3")),
                released("a setting outside the template", Writes.patch(Who.DEVELOPER, "merge", """
                        {"spec": {"minReadySeconds": 5}}""")));
    }

    static Stream<Attempt> emergencies() {
        return Stream.of(
                held("right and new reason", breakGlass(Who.ON_CALL, "users cannot sign in"))
                        .paused(false),
                held("every right and new reason", breakGlass(Who.ADMIN, "users cannot sign in"))
                        .paused(false),
                held("right and short reason", breakGlass(Who.ON_CALL, "  now    "))
                        .refused(ONLY_LAUNCHGATE),
                held("new reason without the right", breakGlass(Who.DEVELOPER, "users cannot sign in"))
                        .refused(ONLY_LAUNCHGATE),
                held("right and a reason that was there before", (bench, name) -> {
                            bench.kubectl(
                                            Who.DEVELOPER,
                                            "annotate",
                                            "deployment/" + name,
                                            "launchgate.dev/break-glass=users cannot sign in")
                                    .orThrow();
                            return breakGlass(Who.ON_CALL, "users cannot sign in")
                                    .apply(bench, name);
                        })
                        .refused(ONLY_LAUNCHGATE),
                released("a new image, right and new reason", Writes.patch(Who.ON_CALL, "strategic", """
                        {"metadata": {"annotations": {"launchgate.dev/break-glass": "hot fix of the sign-in"}},
                         "spec": {"template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(
                                Workbench.SECOND))));
    }

    static Stream<Attempt> labels() {
        String stays = "label launchgate.dev/gate is taken off by launchgate only";
        return Stream.of(
                held("label taken off", Writes.kubectl(Who.DEVELOPER, "label", "launchgate.dev/gate-"))
                        .refused(stays),
                held("label taken off with every right", Writes.kubectl(Who.ADMIN, "label", "launchgate.dev/gate-"))
                        .refused(stays),
                held("label and pause taken off in one write", Writes.patch(Who.DEVELOPER, "merge", """
                        {"metadata": {"labels": {"launchgate.dev/gate": null}}, "spec": {"paused": false}}"""))
                        .refused(ONLY_LAUNCHGATE),
                released(
                                "label and template changed in one write",
                                Writes.patch(Who.DEVELOPER, "strategic", """
                        {"metadata": {"labels": {"launchgate.dev/gate": null}},
                         "spec": {"template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(Workbench.SECOND)))
                        .refused(AT_ONCE),
                held("label of the other kind", label("AfterFirstLaunch")),
                held("label misspelled", label("disabled"))
                        .refused("label launchgate.dev/gate: expected enabled or AfterFirstLaunch, saw disabled"));
    }

    static Stream<Attempt> operator() {
        return Stream.of(
                held("release", (bench, name) -> bench.release(name)).paused(false),
                released(
                                "arm by server-side apply",
                                (bench, name) -> bench.kubectlWith(
                                        """
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: %s}
                                spec: {paused: true}
                                """.formatted(name),
                                        Who.OPERATOR,
                                        "apply",
                                        "--server-side",
                                        "--field-manager=launchgate",
                                        "-f",
                                        "-"))
                        .paused(true),
                held("let go: label, annotations and pause", Writes.patch(Who.OPERATOR, "merge", """
                        {"metadata": {"labels": {"launchgate.dev/gate": null}}, "spec": {"paused": false}}"""))
                        .paused(false),
                held("template by the operator", Writes.image(Who.OPERATOR)).refused(ONLY_PAUSED),
                held("annotation of the template by the operator", Writes.patch(Who.OPERATOR, "merge", """
                        {"spec": {"template": {"metadata": {"annotations": {"a": "b"}}}}}"""))
                        .refused(ONLY_PAUSED),
                held("replicas by the operator", Writes.patch(Who.OPERATOR, "merge", "{\"spec\": {\"replicas\": 9}}"))
                        .refused(ONLY_PAUSED),
                held("strategy by the operator", Writes.patch(Who.OPERATOR, "merge", """
                        {"spec": {"strategy": {"type": "Recreate", "rollingUpdate": null}}}"""))
                        .refused(ONLY_PAUSED));
    }

    @Test
    void aFirstLaunchThatWouldStartAtOnceIsRefused() {
        Finished refused = bench.create(Who.DEVELOPER, bench.manifest(bench.name(), "enabled", false, Workbench.FIRST));
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.err())
                .contains("gated from its first launch; create it with spec.paused true, or with label"
                        + " launchgate.dev/gate: AfterFirstLaunch")
                .contains("In an emergency, with the right to override launchchecklists");
    }

    @Test
    void aFirstLaunchThatIsPausedOrAllowedPasses() {
        Finished paused = bench.create(Who.DEVELOPER, bench.manifest(bench.name(), "enabled", true, Workbench.FIRST));
        assertThat(paused.succeeded()).isTrue();
        assertThat(paused.err()).contains(ACCEPTED);
        Finished allowed =
                bench.create(Who.DEVELOPER, bench.manifest(bench.name(), "AfterFirstLaunch", false, Workbench.FIRST));
        assertThat(allowed.succeeded()).isTrue();
        assertThat(allowed.err()).isEmpty();
    }

    @Test
    void aMisspelledLabelIsRefusedFromTheStart() {
        assertThat(bench.create(Who.DEVELOPER, bench.manifest(bench.name(), "always", true, Workbench.FIRST))
                        .said())
                .contains("expected enabled or AfterFirstLaunch, saw always");
    }

    @Test
    void aDeploymentWithoutTheLabelIsNobodysBusiness() {
        String name = bench.name();
        bench.create(Who.DEVELOPER, bench.manifest(name, "", false, Workbench.FIRST))
                .orThrow();
        bench.kubectl(Who.DEVELOPER, "set", "image", "deployment/" + name, "web=" + Workbench.SECOND)
                .orThrow();
        bench.kubectl(Who.DEVELOPER, "rollout", "pause", "deployment/" + name).orThrow();
        bench.kubectl(Who.DEVELOPER, "rollout", "resume", "deployment/" + name).orThrow();
        Finished labelled = bench.kubectl(Who.DEVELOPER, "label", "deployment/" + name, "launchgate.dev/gate=enabled");
        assertThat(labelled.succeeded()).as(labelled.said()).isTrue();
    }

    @Test
    void theDryRunOfTheOperatorTellsThatOnlyTheGuardIsThere() {
        Finished probe = bench.kubectl(
                Who.OPERATOR,
                "patch",
                "deployment",
                bench.held(),
                "--dry-run=server",
                "--type=merge",
                "-p",
                "{\"metadata\": {\"annotations\": {\"launchgate.dev/probe\": \"dry-run\"}}, \"spec\": {\"paused\": false,"
                        + " \"template\": {\"metadata\": {\"annotations\": {\"launchgate.dev/probe\": \"dry-run\"}}}}}");
        assertThat(probe.err()).contains("launchgate guard/1 is active, spec.paused=false");
        assertThat(probe.err()).doesNotContain(ACCEPTED);
    }

    @Test
    void nobodyStoresTheAnnotationOfTheProbe() {
        Finished stored =
                bench.kubectl(Who.ADMIN, "annotate", "deployment/" + bench.held(), "launchgate.dev/probe=for-real");
        assertThat(stored.err()).contains("annotation launchgate.dev/probe is for dry runs only");
    }

    private static BiFunction<Workbench, String, Finished> breakGlass(Who who, String reason) {
        return Writes.patch(who, "merge", """
                {"metadata": {"annotations": {"launchgate.dev/break-glass": "%s"}}, "spec": {"paused": false}}""".formatted(reason));
    }

    private static BiFunction<Workbench, String, Finished> label(String value) {
        return Writes.kubectl(Who.DEVELOPER, "label", "--overwrite", "launchgate.dev/gate=" + value);
    }
}
