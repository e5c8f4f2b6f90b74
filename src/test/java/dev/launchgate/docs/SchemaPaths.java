package dev.launchgate.docs;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import java.util.TreeSet;

/** The fields of LaunchChecklist, for tests of what names them. */
public final class SchemaPaths {
    private static final Set<String> ALL = all();

    private SchemaPaths() {}

    /** Whether there is a field at a path such as {@code .status.items.name}; lists add nothing to a path. */
    public static boolean exists(String path) {
        return path.isEmpty() || path.startsWith(".metadata.") || ALL.contains(path);
    }

    private static Set<String> all() {
        Set<String> paths = new TreeSet<>();
        collect(
                "",
                Serialization.unmarshal(CrdText.generate(LaunchChecklist.class), CustomResourceDefinition.class)
                        .getSpec()
                        .getVersions()
                        .getFirst()
                        .getSchema()
                        .getOpenAPIV3Schema(),
                paths);
        return paths;
    }

    private static void collect(String path, JSONSchemaProps schema, Set<String> paths) {
        paths.add(path);
        schema.getProperties().forEach((name, field) -> collect(path + "." + name, field, paths));
        if (schema.getItems() != null) {
            collect(path, schema.getItems().getSchema(), paths);
        }
    }
}
