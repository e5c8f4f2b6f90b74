package dev.launchgate.api.v1alpha1;

/** Item kind rollback. */
public record RollbackParams() implements CheckParams {
    @Override
    public String kind() {
        return "rollback";
    }
}
