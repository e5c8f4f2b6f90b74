package dev.launchgate.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Puts what a user installs into a control plane, the way a user does it: {@code kubectl apply -k}. Each may be called by
 * every test class that needs it; what is there already stays.
 */
public final class Installation {
    /** Namespace and ServiceAccount of the operator as shipped. */
    public static final String NAMESPACE = "launchgate-system";

    public static final String ACCOUNT = "launchgate";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROBE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: probe
              namespace: default
              labels: {launchgate.dev/gate: enabled}
              annotations: {launchgate.dev/probe: installation}
            spec:
              selector: {matchLabels: {app: probe}}
              template:
                metadata: {labels: {app: probe}}
                spec: {containers: [{name: app, image: example.com/app:1}]}
            """;

    private Installation() {}

    /** The CRD alone. */
    public static void crds(ControlPlane cluster) {
        apply(cluster, "crds");
        served(cluster);
    }

    /** The CRD as a server without validation would have it: anything is stored. {@link #crds} tightens it again. */
    public static void looseCrd(ControlPlane cluster) {
        cluster.admin()
                .kubectl("patch", "crd", "launchchecklists.launchgate.dev", "--type=json", "-p", """
                        [{"op":"remove","path":"/spec/versions/0/selectableFields"},
                         {"op":"replace","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec",
                          "value":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}]""")
                .orThrow();
    }

    /** CRD, operator and roles, without policies: {@code deploy}. */
    public static void operator(ControlPlane cluster) {
        apply(cluster, "deploy");
        served(cluster);
    }

    /** The guard, notice and author policies; returns when they are in force, which takes the server about a second. */
    public static void guard(ControlPlane cluster) {
        apply(cluster, "deploy/policies/guard");
        await("guard in force").atMost(PATIENCE).until(() -> probe(cluster).contains("guard/1 is active"));
    }

    /** All policies; returns when they are in force. */
    public static void policies(ControlPlane cluster) {
        apply(cluster, "deploy/policies");
        await("guard and auto-hold in force")
                .atMost(PATIENCE)
                .until(() -> probe(cluster).contains("guard/1 is active, spec.paused=true"));
    }

    /** Takes all policies away; returns when they are out of force. */
    public static void withoutPolicies(ControlPlane cluster) {
        cluster.admin()
                .kubectl("delete", "--ignore-not-found", "-k", file("deploy/policies"))
                .orThrow();
        await("no policy in force").atMost(PATIENCE).until(() -> !probe(cluster).contains("guard/1 is active"));
    }

    /** The right to keep documents, and its policy; returns when both are in force. */
    static void documents(ControlPlane cluster) {
        apply(cluster, "deploy/rbac/documents");
        await("documents policy in force")
                .atMost(PATIENCE)
                .until(() -> foreign(cluster)
                        .contains("launchgate writes no ConfigMap but those that hold the document of a postmortem"));
    }

    /** Takes the right away again; returns when it is gone. */
    static void withoutDocuments(ControlPlane cluster) {
        cluster.admin()
                .kubectl("delete", "--ignore-not-found", "-k", file("deploy/rbac/documents"))
                .orThrow();
        await("no right to write ConfigMaps")
                .atMost(PATIENCE)
                .until(() -> foreign(cluster).contains("cannot create resource \"configmaps\""));
    }

    private static String foreign(ControlPlane cluster) {
        return cluster.serviceAccount(NAMESPACE, ACCOUNT)
                .kubectl("-n", NAMESPACE, "create", "configmap", "foreign", "--dry-run=server")
                .said();
    }

    private static void apply(ControlPlane cluster, String folder) {
        cluster.admin().kubectl("apply", "-k", file(folder)).orThrow();
    }

    private static void served(ControlPlane cluster) {
        cluster.admin()
                .kubectl(
                        "wait",
                        "--for=condition=Established",
                        "crd/launchchecklists.launchgate.dev",
                        "crd/postmortems.launchgate.dev",
                        "--timeout=30s")
                .orThrow();
    }

    private static String probe(ControlPlane cluster) {
        return cluster.admin()
                .kubectlWith(PROBE, "create", "--dry-run=server", "-f", "-")
                .said();
    }

    private static String file(String folder) {
        return Path.of(System.getProperty("project.dir", ""), folder).toString();
    }
}
