package dev.launchgate.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one {@link ControlPlane} for all test classes of a JVM when the first of them asks, and stops it after the last. */
public final class ControlPlaneExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // What the root store holds is closed when the whole run ends, also when it ends in failure.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ControlPlane.class))
                .computeIfAbsent(ControlPlane.class, key -> ControlPlane.forTests(), ControlPlane.class);
    }
}
