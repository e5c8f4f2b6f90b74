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
}
