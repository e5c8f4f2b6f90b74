package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ConfigParams;
import dev.launchgate.api.v1alpha1.ConfigurationTool;
import dev.launchgate.check.ManagerMark.Application;
import dev.launchgate.check.ManagerMark.Claimed;
import dev.launchgate.check.ManagerMark.Flux;
import dev.launchgate.cluster.Marks;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The marks of configuration management on an object, those that count for an item. */
final class ManagerMarks {
    private static final int LONGEST = 253;

    private final ConfigParams params;
    private final ArgoCd argoCd;
    private final String namespace;

    ManagerMarks(ConfigParams params, Facts facts) {
        this.params = params;
        this.argoCd = facts.argoCd();
        this.namespace = facts.namespace();
    }

    List<ManagerMark> of(TemplateReference reference, ReferencedObject object) {
        List<ManagerMark> marks = new ArrayList<>();
        for (ConfigurationTool manager : params.managers()) {
            marks.addAll(
                    switch (manager) {
                        case ArgoCD -> argo(reference, object);
                        case Flux -> flux(object);
                        case Helm -> helm(object);
                        case ExternalSecrets -> owner(object, "external-secrets.io", "ExternalSecret");
                        case SealedSecrets -> owner(object, "bitnami.com", "SealedSecret");
                    });
        }
        params.managerLabels().entrySet().stream()
                .filter(label -> label.getValue().equals(object.labels().get(label.getKey())))
                .map(label -> new Claimed("label %s=%s".formatted(label.getKey(), label.getValue())))
                .forEach(marks::add);
        return marks;
    }

    /** The marks that count, for messages. */
    String accepted() {
        return Wording.list(Stream.concat(
                        params.managers().stream().map(ConfigurationTool::name),
                        new TreeMap<>(params.managerLabels())
                                .entrySet().stream()
                                        .map(label -> "label %s=%s".formatted(label.getKey(), label.getValue())))
                .toList());
    }

    /**
     * The annotation also says which object it was made for, {@code application:group/Kind:namespace/name}: a copy of another
     * object carries it too, and Argo CD does not take it for its own.
     */
    private List<ManagerMark> argo(TemplateReference reference, ReferencedObject object) {
        String id = object.annotations().getOrDefault(Marks.ARGO_TRACKING_ID, "");
        String own = ":/%s:%s/%s".formatted(reference.kind(), namespace, reference.name());
        if (id.endsWith(own) && id.length() > own.length()) {
            return List.of(application(id.substring(0, id.length() - own.length())));
        }
        return argoCd.instanceLabel()
                .map(label -> object.labels().getOrDefault(label, ""))
                .filter(name -> !name.isEmpty())
                .map(name -> List.<ManagerMark>of(application(name)))
                .orElse(List.of());
    }

    /** Applications outside Argo CD's own namespace are named with theirs: {@code namespace_name}. */
    private Application application(String text) {
        String name = PlainText.of(text, 2 * LONGEST);
        int separator = name.indexOf('_');
        return separator < 0
                ? new Application(argoCd.namespace().orElse(""), name)
                : new Application(name.substring(0, separator), name.substring(separator + 1));
    }

    private static List<ManagerMark> flux(ReferencedObject object) {
        return Stream.of(
                        flux(
                                object.labels(),
                                ResourceKind.KUSTOMIZATION,
                                Marks.KUSTOMIZATION_NAME,
                                Marks.KUSTOMIZATION_NAMESPACE),
                        flux(
                                object.labels(),
                                ResourceKind.HELM_RELEASE,
                                Marks.HELM_RELEASE_NAME,
                                Marks.HELM_RELEASE_NAMESPACE))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ManagerMark> flux(
            Map<String, String> labels, ResourceKind kind, String name, String namespace) {
        String marked = labels.getOrDefault(name, "");
        return marked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Flux(kind, labels.getOrDefault(namespace, ""), marked));
    }

    private static List<ManagerMark> helm(ReferencedObject object) {
        String release = object.annotations().getOrDefault(Marks.HELM_RELEASE, "");
        return object.labels().getOrDefault(Marks.MANAGED_BY, "").equals("Helm") && !release.isEmpty()
                ? List.of(new Claimed("Helm release " + PlainText.of(release, LONGEST)))
                : List.of();
    }

    private static List<ManagerMark> owner(ReferencedObject object, String group, String kind) {
        return object.owners().stream()
                .filter(owner -> owner.kind().equals(kind) && owner.apiVersion().startsWith(group + "/"))
                .<ManagerMark>map(owner -> new Claimed(kind + " " + PlainText.of(owner.name(), LONGEST)))
                .limit(1)
                .toList();
    }
}
