package dev.launchgate.e2e;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The operator as it is shipped: its CRD, its ServiceAccount, its roles from {@code deploy/}, and nothing more. */
public final class Operators {
    private static final String NAMESPACE = "launchgate-system";
    private static final String ACCOUNT = "launchgate";

    private Operators() {}

    /** Installs CRD, account and roles, without the Deployment that would run it in a cluster. */
    public static ClusterUser install(ControlPlane cluster) {
        ClusterUser admin = cluster.admin();
        Path project = Path.of(System.getProperty("project.dir", ""));
        admin.kubectl(
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "-k",
                        project.resolve("deploy").toString())
                .orThrow();
        admin.kubectl("-n", NAMESPACE, "scale", "deployment", ACCOUNT, "--replicas=0")
                .orThrow();
        admin.kubectl("wait", "--for=condition=Established", "crd/launchchecklists.launchgate.dev", "--timeout=30s")
                .orThrow();
        return cluster.serviceAccount(NAMESPACE, ACCOUNT);
    }

    /** Installs and starts it. */
    public static OperatorProcess start(ControlPlane cluster) {
        return OperatorProcess.start(install(cluster).kubeconfig(), settings()).awaitReady();
    }

    /** Settings of every test: loopback is open, because every server of a test is there. */
    public static Map<String, String> settings() {
        return new HashMap<>(Map.of("LAUNCHGATE_EGRESS_ALLOW", "127.0.0.1/32,::1/128"));
    }

    /** Settings of one of several replicas. */
    public static Map<String, String> replica(String name) {
        Map<String, String> settings = settings();
        settings.put("LAUNCHGATE_LEADER_ELECTION_ENABLED", "true");
        settings.put("LAUNCHGATE_LEADER_ELECTION_NAMESPACE", NAMESPACE);
        settings.put("LAUNCHGATE_INSTANCE", name);
        return settings;
    }
}
