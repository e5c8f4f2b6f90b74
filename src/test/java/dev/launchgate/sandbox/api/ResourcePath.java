package dev.launchgate.sandbox.api;

import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import java.util.List;
import java.util.Optional;

/**
 * What a path names: a kind, and perhaps a namespace, an object, a subresource.
 *
 * @param namespace empty for all namespaces, or when the kind has none
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
record ResourcePath(Kind kind, String namespace, String name, String subresource) {

    static Optional<ResourcePath> of(List<String> segments, Kinds kinds) {
        boolean core = segments.size() > 2 && segments.getFirst().equals("api");
        boolean named = segments.size() > 3 && segments.getFirst().equals("apis");
        if (!core && !named) {
            return Optional.empty();
        }
        String group = core ? "" : segments.get(1);
        String version = segments.get(core ? 1 : 2);
        List<String> rest = segments.subList(core ? 2 : 3, segments.size());
        boolean inNamespace = rest.size() > 2
                && rest.getFirst().equals("namespaces")
                && kinds.byPlural(group, version, rest.get(2)).isPresent();
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> resource = inNamespace ? rest.subList(2, rest.size()) : rest;
        if (resource.size() > 3) {
            return Optional.empty();
        }
        return kinds.byPlural(group, version, resource.getFirst())
                .filter(kind -> kind.namespaced() || !inNamespace)
                .map(kind -> new ResourcePath(
                        kind,
                        namespace,
                        resource.size() > 1 ? resource.get(1) : "",
                        resource.size() > 2 ? resource.get(2) : ""))
                .filter(path -> path.subresource().isEmpty()
                        || path.kind().subresources().contains(path.subresource()));
    }
}
