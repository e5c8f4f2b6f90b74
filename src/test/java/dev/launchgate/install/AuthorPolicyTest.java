package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.ClusterTest;
import dev.launchgate.e2e.ClusterUser;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Finished;
import dev.launchgate.e2e.Installation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody gains power by writing a checklist: its author must be allowed to patch what it can resume. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorPolicyTest {
    private static final String REFUSED =
            "a checklist in mode Pause can resume Deployment web, so its author must be allowed to patch that Deployment";

    private static final String BLOCKING = "{name: talk, blocksLaunch: true}";

    private final AtomicInteger count = new AtomicInteger();
    private ControlPlane cluster;
    private String namespace;
    private ClusterUser writer;
    private ClusterUser editor;

    @BeforeAll
    void install(ControlPlane shared) {
        cluster = shared;
        Installation.operator(cluster);
        Installation.policies(cluster);
        namespace = cluster.namespace("author");
        writer = cluster.serviceAccount(namespace, "writer");
        editor = cluster.serviceAccount(namespace, "editor");
        admin("create", "role", "checklists", "--verb=*", "--resource=launchchecklists.launchgate.dev");
        admin("create", "rolebinding", "writer", "--role=checklists", "--serviceaccount=" + namespace + ":writer");
        admin(
                "create",
                "rolebinding",
                "editor",
                "--clusterrole=launchgate-editor",
                "--serviceaccount=" + namespace + ":editor");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cluster.admin()
                        .kubectl("get", "clusterrole", "admin", "-o", "jsonpath={.rules[*].resources}")
                        .out()
                        .contains("launchchecklists"));
    }

    @Test
    void theShippedRoleMayWriteChecklists() {
        Finished created = apply(editor, name(), "Pause");
        assertThat(created.succeeded()).as(created.said()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Signal", "Audit"})
    void aChecklistThatResumesNothingNeedsNoMoreRights(String mode) {
        Finished created = apply(writer, name(), mode);
        assertThat(created.succeeded()).as(created.said()).isTrue();
    }

    @Test
    void aChecklistThatCanResumeIsRefused() {
        Finished refused = apply(writer, name(), "Pause");
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.err()).contains(REFUSED).contains("ask for the role launchgate-editor or edit");
    }

    @Test
    void pauseIsTheDefault() {
        Finished refused =
                kubectl(writer, manifest(name(), "Pause").replace("  gate: {mode: Pause}\n", ""), "create", "-f", "-");
        assertThat(refused.err()).contains(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"Signal, Pause", "Pause, Signal"})
    void aModeIsNotSlippedInOrOutLater(String before, String after) {
        String name = name();
        apply(editor, name, before).orThrow();
        Finished refused = apply(writer, name, after);
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.err()).contains(REFUSED);
    }

    @Test
    void anItemIsNotTakenOutBySomebodyElse() {
        String name = name();
        apply(editor, name, "Pause").orThrow();
        Finished refused = kubectl(writer, "", "patch", "launchchecklist", name, "--type=merge", "-p", """
                {"spec": {"suspend": true}}""");
        assertThat(refused.err()).contains(REFUSED);
    }

    @Test
    void labelsAndAnnotationsAreFree() {
        String name = name();
        apply(editor, name, "Pause").orThrow();
        Finished annotated =
                kubectl(writer, "", "annotate", "launchchecklist", name, "launchgate.dev/check-now=please");
        assertThat(annotated.succeeded()).as(annotated.said()).isTrue();
    }

    @Test
    void theRightToPatchOneDeploymentIsEnoughForIt() {
        ClusterUser owner = cluster.serviceAccount(namespace, "owner");
        admin("create", "role", "web", "--verb=patch", "--resource=deployments.apps", "--resource-name=web");
        admin("create", "rolebinding", "owner-1", "--role=checklists", "--serviceaccount=" + namespace + ":owner");
        admin("create", "rolebinding", "owner-2", "--role=web", "--serviceaccount=" + namespace + ":owner");

        assertThat(apply(owner, name(), "Pause").succeeded()).isTrue();
        Finished other =
                kubectl(owner, manifest(name(), "Pause").replace("{name: web}", "{name: api}"), "create", "-f", "-");
        assertThat(other.err()).contains("can resume Deployment api");
    }

    @Test
    void whoMayNotWriteChecklistsHoldsNoneByAPostmortem() {
        ClusterUser reporter = cluster.serviceAccount(namespace, "reporter");
        admin("create", "role", "postmortems", "--verb=*", "--resource=postmortems.launchgate.dev");
        admin("create", "rolebinding", "reporter", "--role=postmortems", "--serviceaccount=" + namespace + ":reporter");

        assertThat(report(reporter, "drafted", "{name: web}", "").said()).contains("created");
        assertThat(report(reporter, "advice", "{name: web}", "{name: talk}").said())
                .contains("created");
        assertThat(report(reporter, "nobody", "", BLOCKING).said()).contains("created");

        assertThat(report(reporter, "holding", "{name: web}, {name: pay}", BLOCKING)
                        .err())
                .contains(
                        "Postmortem " + namespace
                                + "/holding: its measures can hold or release the launches of web, pay, so its author must be"
                                + " allowed to update LaunchChecklists in this namespace; ask for the role launchgate-editor or edit");
        assertThat(report(reporter, "drafted", "{name: web}", BLOCKING).err()).contains("the launches of web, so");
        assertThat(report(reporter, "nobody", "{name: web}", BLOCKING).err()).contains("the launches of web, so");
    }

    @Test
    void aMeasureIsNotTakenOutBySomebodyElse() {
        ClusterUser reader = cluster.serviceAccount(namespace, "reader");
        admin("create", "role", "reports", "--verb=*", "--resource=postmortems.launchgate.dev");
        admin("create", "rolebinding", "reader", "--role=reports", "--serviceaccount=" + namespace + ":reader");
        String sixteen = IntStream.rangeClosed(1, 16)
                .mapToObj("{name: app-%d}"::formatted)
                .collect(Collectors.joining(", "));
        String hundred = IntStream.rangeClosed(1, 100)
                .mapToObj("{name: m-%d, blocksLaunch: true}"::formatted)
                .collect(Collectors.joining(", "));

        assertThat(report(editor, "closed", sixteen, hundred).said()).contains("created");
        assertThat(report(reader, "closed", sixteen, "").err()).contains("the launches of app-1, app-2, ");
        assertThat(report(reader, "closed", "", hundred).err()).contains("the launches of app-1, app-2, ");
        assertThat(report(
                                reader,
                                "closed",
                                sixteen,
                                hundred.replace("m-7,", "m-7, doneBy: eve, doneAt: 2026-11-20T09:00:00Z,"))
                        .err())
                .contains("can hold or release");
        assertThat(kubectl(reader, "", "annotate", "postmortem", "closed", "read=yes")
                        .said())
                .contains("annotated");
        assertThat(report(editor, "closed", sixteen, "").said()).contains("configured");
    }

    private Finished report(ClusterUser user, String name, String checklists, String measures) {
        return kubectl(user, """
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: %s, namespace: %s}
                spec:
                  title: Nobody could sign in
                  checklists: [%s]
                  prevention: [%s]
                """.formatted(name, namespace, checklists, measures), "apply", "-f", "-");
    }

    private Finished apply(ClusterUser user, String name, String mode) {
        return kubectl(user, manifest(name, mode), "apply", "-f", "-");
    }

    private String manifest(String name, String mode) {
        return """
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: %s, namespace: %s}
                spec:
                  target: {name: web}
                  gate: {mode: %s}
                  items:
                    - name: told
                      manual: {steps: [Tell support]}
                """.formatted(name, namespace, mode);
    }

    private String name() {
        return "checklist-" + count.incrementAndGet();
    }

    private Finished kubectl(ClusterUser user, String input, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = namespace;
        return user.kubectlWith(input, all);
    }

    private void admin(String... arguments) {
        kubectl(cluster.admin(), "", arguments).orThrow();
    }
}
