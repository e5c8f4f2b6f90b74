package dev.launchgate.e2e;

import java.util.HashMap;
import java.util.Map;

/** The operator as it is shipped: its CRD, its ServiceAccount, its roles from {@code deploy/}, and nothing more. */
public final class Operators {
    private Operators() {}

    /** Installs CRD, account and roles; the process is ours, since pretend nodes run no container. */
    public static ClusterUser install(ControlPlane cluster) {
        Installation.operator(cluster);
        return cluster.serviceAccount(Installation.NAMESPACE, Installation.ACCOUNT);
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
        settings.put("LAUNCHGATE_LEADER_ELECTION_NAMESPACE", Installation.NAMESPACE);
        settings.put("LAUNCHGATE_INSTANCE", name);
        return settings;
    }
}
