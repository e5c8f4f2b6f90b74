package dev.launchgate.sandbox.api;

/**
 * How something is written.
 *
 * @param subresource empty for the object itself
 * @param strict refuse unknown fields instead of dropping them
 */
public record Write(String manager, String subresource, boolean dryRun, boolean strict) {
    /** By one of the controllers of the cluster itself. */
    public static final Write CONTROLLER = new Write("kube-controller-manager", "", false, false);

    static Write of(ApiRequest request, String subresource) {
        return new Write(request.manager(), subresource, request.dryRun(), request.strict());
    }

    /** The same through another subresource. */
    public Write through(String other) {
        return new Write(manager, other, dryRun, strict);
    }
}
