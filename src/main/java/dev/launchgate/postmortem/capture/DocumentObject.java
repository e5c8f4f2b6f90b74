package dev.launchgate.postmortem.capture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.cluster.Resource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** The ConfigMap that holds a document: how it is called, and how it is known to be ours. */
public final class DocumentObject {
    /** Label of such ConfigMaps; the admission policy knows it too. */
    public static final String LABEL = "launchgate.dev/document";

    static final String LABELLED = "postmortem";
    private static final String PREFIX = "postmortem-";
    private static final int LONGEST = 253;

    private DocumentObject() {}

    /** The name of the ConfigMap of a postmortem. */
    public static String name(String postmortem) {
        return PREFIX + postmortem;
    }

    static boolean possible(String postmortem) {
        return name(postmortem).length() <= LONGEST;
    }

    static ObjectNode of(Postmortem postmortem, Map<String, String> files) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = object.putObject("metadata")
                .put("name", name(postmortem.getMetadata().getName()))
                .put("namespace", postmortem.getMetadata().getNamespace());
        metadata.putObject("labels").put(LABEL, LABELLED).put("app.kubernetes.io/managed-by", "launchgate");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", HasMetadata.getApiVersion(Postmortem.class))
                .put("kind", HasMetadata.getKind(Postmortem.class))
                .put("name", postmortem.getMetadata().getName())
                .put("uid", postmortem.getMetadata().getUid())
                .put("controller", true);
        ObjectNode data = object.putObject("data");
        files.forEach(data::put);
        return object;
    }

    /** Whether it carries the label, and is controlled by this very postmortem. */
    static boolean ours(Resource configMap, Postmortem postmortem) {
        return LABELLED.equals(configMap.labels().get(LABEL))
                && configMap
                        .controller()
                        .filter(owner -> owner.path("uid")
                                .asText()
                                .equals(postmortem.getMetadata().getUid()))
                        .isPresent();
    }

    static Map<String, String> files(Resource configMap) {
        return Resource.strings(configMap.at("/data"));
    }

    /** Whether it holds these files and nothing else. */
    static boolean holds(Resource configMap, Map<String, String> files) {
        return files(configMap).equals(files) && configMap.at("/binaryData").isEmpty();
    }
}
