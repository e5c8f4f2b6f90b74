package dev.launchgate.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a real control plane: left out of {@code mvn test}, run by {@code make e2e}. Its constructor and
 * methods may take the {@link ControlPlane} that all such classes share.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
public @interface ClusterTest {}
