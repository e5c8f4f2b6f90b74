package dev.launchgate.api.v1alpha1;

/** Item kind dependency. */
public record DependencyParams() implements CheckParams {
    @Override
    public String kind() {
        return "dependency";
    }
}
