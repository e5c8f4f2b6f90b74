package dev.launchgate.postmortem.draft.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.PostmortemState;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KindContext;
import dev.launchgate.gate.kube.Leadership;
import dev.launchgate.postmortem.draft.Drafts;
import dev.launchgate.status.PlainText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Postmortems of the API server. Every change names the version that was read, so that nobody's text is overwritten; managed
 * fields say who wrote what.
 */
public final class KubeDrafts implements Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(KubeDrafts.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MANAGER = "launchgate";
    private static final int WORDS = 300;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Leadership leadership;

    /** @param namespaces those that are watched; none means all */
    public KubeDrafts(KubernetesClient client, Set<String> namespaces, Leadership leadership) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.leadership = leadership;
    }

    @Override
    public Optional<Kept> find(String namespace, String name) {
        return Optional.ofNullable(client.genericKubernetesResources(KindContext.of(ResourceKind.POSTMORTEM))
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(KubeDrafts::kept);
    }

    @Override
    public Written create(String namespace, ObjectNode manifest) {
        return written(
                () -> client.raw(
                        RawObjects.path(ResourceKind.POSTMORTEM, namespace) + "?fieldManager=" + MANAGER,
                        "POST",
                        manifest),
                new Written.Refused("kind Postmortem is not served; apply its definition from crds/"));
    }

    @Override
    public Written update(Kept read, ObjectNode changes) {
        ObjectNode bound = changes.deepCopy();
        bound.withObject("/metadata").put("uid", read.uid()).put("resourceVersion", read.resourceVersion());
        PatchContext merge = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(MANAGER)
                .build();
        return written(
                () -> client.genericKubernetesResources(KindContext.of(ResourceKind.POSTMORTEM))
                        .inNamespace(read.namespace())
                        .withName(read.name())
                        .patch(merge, bound.toString()),
                new Written.Conflict());
    }

    /** @param missing what it means that nothing is found where it is written to */
    private Written written(Supplier<@Nullable Object> write, Written missing) {
        if (!leadership.holds()) {
            return new Written.Conflict();
        }
        try {
            return write.get() == null ? missing : new Written.Stored();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> new Written.Conflict();
                case HttpURLConnection.HTTP_NOT_FOUND -> missing;
                case HttpURLConnection.HTTP_FORBIDDEN ->
                    new Written.Refused(
                            "the API server forbids it; grant create and patch on postmortems.launchgate.dev");
                case 400, 413, 422 -> new Written.Refused("the API server refuses it: " + words(e));
                default -> throw e;
            };
        }
    }

    private static String words(KubernetesClientException e) {
        String said = e.getStatus() == null || e.getStatus().getMessage() == null
                ? "code " + e.getCode()
                : e.getStatus().getMessage();
        return PlainText.of(said, WORDS);
    }

    @Override
    public List<Kept> list(String namespace) {
        return client
                .genericKubernetesResources(KindContext.of(ResourceKind.POSTMORTEM))
                .inNamespace(namespace)
                .withLabel(DRAFTED_FOR)
                .list()
                .getItems()
                .stream()
                .map(KubeDrafts::kept)
                .toList();
    }

    @Override
    public List<Kept> everywhere() {
        if (!namespaces.isEmpty()) {
            List<Kept> all = new ArrayList<>();
            namespaces.forEach(namespace -> all.addAll(list(namespace)));
            return all;
        }
        return client
                .genericKubernetesResources(KindContext.of(ResourceKind.POSTMORTEM))
                .inAnyNamespace()
                .withLabel(DRAFTED_FOR)
                .list()
                .getItems()
                .stream()
                .map(KubeDrafts::kept)
                .toList();
    }

    @Override
    public void delete(Kept read) {
        if (!leadership.holds()) {
            return;
        }
        ObjectNode options = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.putObject("preconditions").put("uid", read.uid()).put("resourceVersion", read.resourceVersion());
        try {
            client.raw(
                    RawObjects.path(ResourceKind.POSTMORTEM, read.namespace()) + "/" + read.name(), "DELETE", options);
            LOG.info("Postmortem {}/{} was a draft that nobody touched, and is deleted", read.namespace(), read.name());
        } catch (KubernetesClientException e) {
            LOG.warn("a draft that nobody touched could not be deleted: code {}", e.getCode());
        }
    }

    private static Kept kept(GenericKubernetesResource object) {
        ObjectNode json = MAPPER.valueToTree(object);
        String state = json.at("/spec/state").asText(PostmortemState.Draft.name());
        List<String> managers = Resource.elements(json.at("/metadata/managedFields"))
                .map(entry -> entry.path("manager").asText())
                .toList();
        boolean ours = !managers.isEmpty() && managers.stream().allMatch(MANAGER::equals);
        return new Kept(json, ours && state.equals(PostmortemState.Draft.name()));
    }
}
