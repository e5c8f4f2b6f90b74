package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the cache keeps of a template names the same objects, and no values; and any template is answered. */
class CachedTemplateTest {
    private static final String TEMPLATE = TemplateReferencesTest.EVERYTHING.replace("value: info", "value: CANARY");

    @Test
    void theReferencesOfACachedTemplateAreTheSame() {
        PodTemplate cached = cached(yaml(TEMPLATE));
        assertThat(cached.referencesCut()).isFalse();
        assertThat(TemplateReferences.of(cached)).isEqualTo(TemplateReferences.of(PodTemplate.of(yaml(TEMPLATE))));
        assertThat(cached.json().toString()).doesNotContain("CANARY", "emptyDir");
        assertThat(cached.images()).containsExactly("registry.example.com/ml/scoring:v2");
    }

    /** Each of a thousand templates differs from a good one in a node or two; none breaks a check, the cache or a message. */
    @Test
    void oddTemplatesAndObjectsAreAnswered() {
        Random random = new Random(20261120);
        List<String> odd =
                List.of("null", "true", "-1", "99999999999", "\"\\u202e\\n../a\"", "[]", "[[]]", "{}", "{\"a\": 1}");
        String map =
                "metadata: {name: ml-db, namespace: ml, labels: {a: b}}\ndata: {url: CANARY}\nlaunchgate.dev/dataWriters: [{manager: kubectl-edit, at: x, keys: [url]}]";
        for (int i = 0; i < 1_000; i++) {
            JsonNode template = mutated(yaml(TEMPLATE), random, odd);
            JsonNode object = mutated(yaml(map), random, odd);
            ((ObjectNode) object).set("metadata", yaml("{name: ml-db, namespace: ml}"));
            PodTemplate cached = cached(template);
            FakeFacts facts = new FakeFacts()
                    .candidate(template.toString())
                    .running(cached.json().toString())
                    .with(ResourceKind.CONFIG_MAP, object.toString())
                    .answer(
                            new SecretLook("ml-db"),
                            new SecretSeen(Set.of("url"), Map.of(), Map.of(), List.of(), List.of()));
            for (String params : List.of(
                    "{references: Managed, settings: [{name: DATABASE_URL, matches: x}]}",
                    "{secrets: Skip, settings: [{name: A}]}")) {
                Judgement judgement = Spec.judge(new ConfigCheck(), params, facts);
                assertThat(judgement.message()).isNotEmpty().doesNotContain("CANARY", "\n", "\u202e");
                new ConfigCheck().risks(Spec.of(new ConfigCheck().params(), params), facts);
                Spec.plan(new ConfigCheck(), params, facts);
            }
        }
    }

    private static JsonNode mutated(JsonNode root, Random random, List<String> odd) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<JsonPointer> pointers = new ArrayList<>();
            collect(root, JsonPointer.empty(), pointers);
            JsonPointer at = pointers.get(random.nextInt(pointers.size()));
            JsonNode value = Serialization.unmarshal("---\n" + odd.get(random.nextInt(odd.size())), JsonNode.class);
            JsonNode parent = root.at(at.head());
            if (parent instanceof ArrayNode array) {
                array.set(at.last().getMatchingIndex(), value);
            } else {
                ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
            }
        }
        return root;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> all) {
        if (!at.matches()) {
            all.add(at);
        }
        node.properties().forEach(member -> collect(member.getValue(), at.appendProperty(member.getKey()), all));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), all);
        }
    }

    private static PodTemplate cached(JsonNode template) {
        ObjectNode set = (ObjectNode) yaml("metadata: {name: x}");
        set.putObject("spec").set("template", template.deepCopy());
        PodTemplate.keepDigest(set);
        set.remove("spec");
        return PodTemplate.ofReplicaSet(new Resource(ResourceKind.REPLICA_SET, set));
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
