package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import java.util.List;
import java.util.Optional;

/** Tells which groups, versions and kinds are served. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    Optional<ObjectNode> of(List<String> segments) {
        return switch (String.join("/", segments)) {
            case "version" -> Optional.of(version());
            case "api" -> Optional.of(core());
            case "apis" -> Optional.of(groups());
            case "api/v1" -> Optional.of(resources("v1"));
            default ->
                switch (segments.size()) {
                    case 2 ->
                        group(segments.get(1))
                                .filter(group -> segments.getFirst().equals("apis"));
                    case 3 -> versionOf(segments);
                    default -> Optional.empty();
                };
        };
    }

    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "36")
                .put("gitVersion", "v1.36.0-sandbox")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "");
    }

    private static ObjectNode core() {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groupNames().forEach(name -> group(name).ifPresent(groups::add));
        return list;
    }

    private List<String> groupNames() {
        return kinds.all().stream()
                .map(Kind::group)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<ObjectNode> group(String name) {
        List<String> versions = kinds.all().stream()
                .filter(kind -> kind.group().equals(name) && !name.isEmpty())
                .map(Kind::version)
                .distinct()
                .toList();
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode group =
                Json.object().put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version -> list.add(groupVersion(name, version)));
        group.set("preferredVersion", groupVersion(name, versions.getFirst()));
        return Optional.of(group);
    }

    private static ObjectNode groupVersion(String group, String version) {
        return Json.object().put("groupVersion", group + "/" + version).put("version", version);
    }

    private Optional<ObjectNode> versionOf(List<String> segments) {
        String groupVersion = segments.get(1) + "/" + segments.get(2);
        return segments.getFirst().equals("apis")
                ? Optional.of(resources(groupVersion))
                        .filter(list -> !list.path("resources").isEmpty())
                : Optional.empty();
    }

    private ObjectNode resources(String groupVersion) {
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", groupVersion);
        ArrayNode resources = list.putArray("resources");
        kinds.all().stream()
                .filter(kind -> kind.apiVersion().equals(groupVersion))
                .forEach(kind -> add(resources, kind));
        return list;
    }

    private static void add(ArrayNode resources, Kind kind) {
        ObjectNode resource = entry(resources, kind.plural(), kind.singular(), kind, kind.kind(), VERBS);
        if (!kind.shortNames().isEmpty()) {
            kind.shortNames().forEach(resource.putArray("shortNames")::add);
        }
        if (!kind.categories().isEmpty()) {
            kind.categories().forEach(resource.putArray("categories")::add);
        }
        for (String subresource : kind.subresources()) {
            boolean scale = subresource.equals("scale");
            ObjectNode sub = entry(
                    resources,
                    kind.plural() + "/" + subresource,
                    "",
                    kind,
                    scale ? "Scale" : kind.kind(),
                    List.of("get", "patch", "update"));
            if (scale) {
                sub.put("group", "autoscaling").put("version", "v1");
            }
        }
    }

    private static ObjectNode entry(
            ArrayNode resources, String name, String singular, Kind kind, String kindName, List<String> verbs) {
        ObjectNode entry = resources
                .addObject()
                .put("name", name)
                .put("singularName", singular)
                .put("namespaced", kind.namespaced())
                .put("kind", kindName);
        verbs.forEach(entry.putArray("verbs")::add);
        return entry;
    }
}
