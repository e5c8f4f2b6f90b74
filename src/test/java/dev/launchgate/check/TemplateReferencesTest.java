package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.cluster.PodTemplate;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReferencesTest {
    static final String EVERYTHING = """
            metadata: {labels: {app: ml-scoring}}
            spec:
              serviceAccountName: scoring
              imagePullSecrets: [{name: registry}]
              containers:
                - name: app
                  image: registry.example.com/ml/scoring:v2
                  env:
                    - {name: LEVEL, value: info}
                    - {name: DATABASE_URL, valueFrom: {configMapKeyRef: {name: ml-db, key: url}}}
                    - {name: PASSWORD, valueFrom: {secretKeyRef: {name: ml-db, key: password, optional: true}}}
                    - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                  envFrom:
                    - {configMapRef: {name: ml-env}, prefix: ML_}
                    - {secretRef: {name: ml-more, optional: true}}
              initContainers:
                - {name: migrate, env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: tokens, key: t}}}]}
              volumes:
                - {name: config, configMap: {name: ml-files}}
                - {name: some, configMap: {name: ml-files, optional: true, items: [{key: a.json, path: a}, {key: b.json, path: b}]}}
                - {name: certs, secret: {secretName: ml-tls}}
                - name: all
                  projected:
                    sources:
                      - {configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}}
                      - {secret: {name: ml-key, optional: true}}
                      - {serviceAccountToken: {path: token}}
                - {name: data, persistentVolumeClaim: {claimName: ml-data}}
                - {name: vault, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: ml-vault}, nodePublishSecretRef: {name: vault-login}}}
                - {name: other, csi: {driver: nfs.csi.k8s.io, volumeAttributes: {secretProviderClass: nothing}}}
                - {name: scratch, emptyDir: {}}
            """;

    @Test
    void everythingThatATemplateNamesIsListedInItsOrder() {
        assertThat(of(EVERYTHING))
                .containsExactly(
                        variable(Kind.ConfigMap, "ml-db", "url", false, "env DATABASE_URL of app"),
                        variable(Kind.Secret, "ml-db", "password", true, "env PASSWORD of app"),
                        new TemplateReference(Kind.ConfigMap, "ml-env", null, true, false, "envFrom of app"),
                        new TemplateReference(Kind.Secret, "ml-more", null, true, true, "envFrom of app"),
                        variable(Kind.Secret, "tokens", "t", false, "env TOKEN of init container migrate"),
                        file(Kind.ConfigMap, "ml-files", null, false, "volume config"),
                        file(Kind.ConfigMap, "ml-files", "a.json", true, "volume some"),
                        file(Kind.ConfigMap, "ml-files", "b.json", true, "volume some"),
                        file(Kind.Secret, "ml-tls", null, false, "volume certs"),
                        file(Kind.ConfigMap, "kube-root-ca.crt", "ca.crt", false, "volume all"),
                        file(Kind.Secret, "ml-key", null, true, "volume all"),
                        file(Kind.PersistentVolumeClaim, "ml-data", null, false, "volume data"),
                        file(Kind.SecretProviderClass, "ml-vault", null, false, "volume vault"),
                        file(Kind.Secret, "vault-login", null, false, "volume vault"),
                        file(Kind.Secret, "registry", null, false, "imagePullSecrets"),
                        file(Kind.ServiceAccount, "scoring", null, false, "serviceAccountName"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            azureFile: {secretName: login}
            cephfs: {secretRef: {name: login}}
            cinder: {secretRef: {name: login}}
            flexVolume: {secretRef: {name: login}}
            iscsi: {secretRef: {name: login}}
            rbd: {secretRef: {name: login}}
            scaleIO: {secretRef: {name: login}}
            storageos: {secretRef: {name: login}}
            csi: {driver: smb, nodePublishSecretRef: {name: login}}
            """)
    void driversOfVolumesLogInWithSecrets(String source) {
        assertThat(of("spec: {volumes: [{name: data, %s}]}".formatted(source)))
                .containsExactly(file(Kind.Secret, "login", null, false, "volume data"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            spec: {}
            spec: []
            spec: {containers: {a: b}, volumes: text, imagePullSecrets: [a, 1, []], serviceAccountName: ''}
            spec: {containers: [{name: app, env: [{name: A, valueFrom: {configMapKeyRef: {name: a}}}]}]}
            spec: {containers: [{name: app, env: [{name: A, valueFrom: {configMapKeyRef: {name: '', key: k}}}]}]}
            spec: {containers: [{name: app, env: [{name: A, valueFrom: {secretKeyRef: {name: 1, key: k}}}]}]}
            spec: {containers: [{name: app, envFrom: [{configMapRef: a}, {secretRef: [a]}]}]}
            spec: {volumes: [{name: a, secret: {secretName: {}}}, {projected: {sources: {configMap: {name: a}}}}]}
            spec: {volumes: [{name: a, configMap: {name: m, items: [1, {}, {key: 1}]}}]}
            """)
    void whatIsNotThereAsKubernetesReadsItIsNoReference(String template) {
        assertThat(of(template)).isEmpty();
    }

    @Test
    void namesOfStrangersAreShownOnOneBoundedLine() {
        String long300 = "x".repeat(300);
        List<TemplateReference> references = of("""
                spec:
                  containers:
                    - name: "a\\u202e\\n%1$s"
                      env: [{name: "B\\r%1$s", valueFrom: {configMapKeyRef: {name: "../c\\n%1$s", key: "k\\t%1$s"}}}]
                """.formatted(long300));
        TemplateReference one = references.getFirst();
        assertThat(one.label())
                .isEqualTo(
                        "ConfigMap ../c%s (env B%s of a%s)".formatted("x".repeat(249), "x".repeat(99), "x".repeat(99)));
        assertThat(one.shownKey()).isEqualTo("k" + "x".repeat(252));
    }

    /** Any tree that grows from the words of a template, and any that is none. */
    @Test
    void whateverATemplateIsItIsRead() {
        Random random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            JsonNode tree = tree(random, 0);
            TemplateReferences.of(PodTemplate.of(tree))
                    .forEach(reference -> assertThat(reference.label().length()).isLessThan(600));
        }
    }

    private static final List<String> WORDS = List.of(
            "metadata",
            "spec",
            "containers",
            "initContainers",
            "name",
            "env",
            "envFrom",
            "valueFrom",
            "configMapKeyRef",
            "secretKeyRef",
            "configMapRef",
            "secretRef",
            "key",
            "optional",
            "volumes",
            "configMap",
            "secret",
            "secretName",
            "items",
            "projected",
            "sources",
            "csi",
            "driver",
            "volumeAttributes",
            "secretProviderClass",
            "imagePullSecrets",
            "serviceAccountName",
            "persistentVolumeClaim",
            "claimName",
            "iscsi");

    private static JsonNode tree(Random random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        int choice = depth > 8 ? 4 + random.nextInt(4) : random.nextInt(8);
        switch (choice) {
            case 0, 1, 2 -> {
                ObjectNode object = json.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(WORDS.get(random.nextInt(WORDS.size())), tree(random, depth + 1));
                }
                return object;
            }
            case 3 -> {
                ArrayNode array = json.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(tree(random, depth + 1));
                }
                return array;
            }
            case 4 -> {
                return json.textNode("\u202e\nx".repeat(random.nextInt(300)));
            }
            case 5 -> {
                return json.numberNode(random.nextLong());
            }
            case 6 -> {
                return json.booleanNode(random.nextBoolean());
            }
            default -> {
                return json.nullNode();
            }
        }
    }

    private static TemplateReference variable(Kind kind, String name, String key, boolean optional, String place) {
        return new TemplateReference(kind, name, key, true, optional, place);
    }

    private static TemplateReference file(Kind kind, String name, String key, boolean optional, String place) {
        return new TemplateReference(kind, name, key, false, optional, place);
    }

    private static List<TemplateReference> of(String yaml) {
        return TemplateReferences.of(PodTemplate.of(Serialization.unmarshal("---\n" + yaml, JsonNode.class)));
    }
}
