package dev.launchgate.gate.kube;

/** Port to the lease: whether this process may write. */
@FunctionalInterface
public interface Leadership {
    /** Whether the lease was renewed so recently that no other process can hold it. Asked right before every write. */
    boolean holds();
}
