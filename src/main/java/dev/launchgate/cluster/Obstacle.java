package dev.launchgate.cluster;

import dev.launchgate.status.Reason;

/**
 * Why cluster objects could not be read.
 *
 * @param reason NotMeasuredYet (cache not filled), KindNotInstalled, Forbidden, NamespaceNotShared or NetworkError
 * @param message one sentence with the next step
 */
public record Obstacle(Reason reason, String message) {
    /** The cache for this kind is not filled yet. */
    public static Obstacle notSynced(ResourceKind kind) {
        return new Obstacle(Reason.NotMeasuredYet, "%s are not read yet".formatted(kind.qualifiedPlural()));
    }

    /** Discovery lacks the kind. */
    public static Obstacle notInstalled(ResourceKind kind) {
        return new Obstacle(
                Reason.KindNotInstalled,
                "%s is not installed in this cluster".formatted(kind.kind() + "." + kind.group()));
    }

    /** Discovery was not read yet. */
    public static Obstacle notDiscovered(String apiVersion) {
        return new Obstacle(Reason.NotMeasuredYet, "the kinds of %s are not read yet".formatted(apiVersion));
    }

    /** Discovery lacks a kind that an item names. */
    public static Obstacle notInstalled(String apiVersion, String kind) {
        return new Obstacle(
                Reason.KindNotInstalled, "%s of %s is not installed in this cluster".formatted(kind, apiVersion));
    }

    /** The kind has no objects that could be watched, such as a review that is answered and forgotten. */
    public static Obstacle notWatchable(String apiVersion, String kind) {
        return new Obstacle(
                Reason.KindNotInstalled, "%s of %s has no objects that can be watched".formatted(kind, apiVersion));
    }

    /** RBAC refuses to list and watch; {@code where} is a namespace or empty for the whole cluster. */
    public static Obstacle forbidden(ResourceKind kind, String where) {
        return new Obstacle(
                Reason.Forbidden,
                "may not list %s%s; the operator's role lacks apiGroups [%s] resources [%s] verbs [get, list, watch]"
                        .formatted(
                                kind.qualifiedPlural(),
                                where.isEmpty() ? "" : " in " + where,
                                '"' + kind.group() + '"',
                                kind.plural()));
    }

    /** The administrator did not share the namespace. */
    public static Obstacle notShared(String namespace) {
        return new Obstacle(
                Reason.NamespaceNotShared,
                "namespace %s is not shared; the administrator can add it to launchgate.references.shared-namespaces"
                        .formatted(namespace));
    }

    /** The administrator did not open this kind, whose objects belong to no namespace. */
    public static Obstacle notShared(ResourceKind kind) {
        return new Obstacle(
                Reason.NamespaceNotShared,
                "%s belongs to no namespace and is not shared; the administrator can add %s to launchgate.references.cluster-kinds"
                        .formatted(kind.kind(), kind.qualifiedPlural()));
    }
}
