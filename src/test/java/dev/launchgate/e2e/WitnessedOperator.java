package dev.launchgate.e2e;

/** An operator of which every write is seen; when it ends, {@link Invariants} are verified. */
final class WitnessedOperator implements AutoCloseable {
    private final FaultProxy proxy;
    private final OperatorProcess process;

    private WitnessedOperator(FaultProxy proxy, OperatorProcess process) {
        this.proxy = proxy;
        this.process = process;
    }

    /** Starts the operator of an account that has its rights, and waits until it could act. */
    static WitnessedOperator start(ControlPlane cluster, ClusterUser account) {
        FaultProxy proxy = FaultProxy.before(account, cluster.directory());
        return new WitnessedOperator(
                proxy,
                OperatorProcess.start(proxy.kubeconfig(), Operators.settings()).awaitReady());
    }

    @Override
    public void close() {
        process.close();
        proxy.close();
        proxy.verifyInvariants();
    }
}
