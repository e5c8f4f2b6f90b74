package dev.launchgate.postmortem.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.launchgate.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateDifferenceTest {
    private static JsonNode tree(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}|{a: 1}|",
                "{a: 1}|{a: 2}|a changed",
                "{a: 1}|{b: 1}|a removed; b added",
                "{a: [x]}|{a: [x, y]}|a[1] added",
                "{a: [x]}|{a: {x: y}}|a changed",
                "{c: [{name: app, image: a}, {name: log}]}|{c: [{name: log}, {name: app, image: b}]}|c[app].image changed",
                "{c: [{name: app}]}|{c: [{name: app}, {name: log, args: [s3cret]}]}|c[log] added",
                "{c: [{name: a}, {name: a, x: 1}]}|{c: [{name: a}, {name: a, x: 2}]}|c[1].x changed",
                "{env: [{name: URL, value: s3cret}]}|{env: [{name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]}|"
                        + "env[URL].value removed; env[URL].valueFrom added",
                "{configMapKeyRef: {name: a, key: k}}|{configMapKeyRef: {name: b, key: l}}|"
                        + "configMapKeyRef.key changed; configMapKeyRef.name changed from a to b",
                "{v: [{name: c, secret: {secretName: a}}]}|{v: [{name: c, secret: {secretName: b}}]}|"
                        + "v[c].secret.secretName changed from a to b",
                "{spec: {serviceAccountName: a}}|{spec: {serviceAccountName: b}}|spec.serviceAccountName changed from a to b",
                "{secretRef: {name: not A name}}|{secretRef: {name: b}}|secretRef.name changed b"
            })
    void pathsAndWhatBecameOfThem(String before, String after, String expected) {
        assertThat(TemplateDifference.between(tree(before), tree(after)))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split("; ")));
    }

    private static LongStream seeds() {
        return Seeds.few();
    }

    /** Whatever the templates are: no text that stands in one as a value is in what is said. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noValueIsEverShown(long seed) {
        Random random = new Random(seed);
        List<String> values = new ArrayList<>();
        for (int run = 0; run < 300; run++) {
            JsonNode before = made(random, 0, values);
            JsonNode after = made(random, 0, values);
            String said = String.join("\n", TemplateDifference.between(before, after));
            assertThat(values).allSatisfy(value -> assertThat(said).doesNotContain(value));
            values.clear();
        }
    }

    private static JsonNode made(Random random, int depth, List<String> values) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        int shape = depth == 0 ? 1 : depth > 5 ? 0 : random.nextInt(4);
        if (shape == 0) {
            values.add("VALUE-" + random.nextLong());
            return json.textNode(values.getLast());
        }
        if (shape == 1) {
            ObjectNode object = json.objectNode();
            List<String> members =
                    List.of("env", "args", "value", "annotations", "secretKeyRef", "spec", "serviceAccountName", "key");
            for (int member = random.nextInt(5); member >= 0; member--) {
                object.set(members.get(random.nextInt(members.size())), made(random, depth + 1, values));
            }
            return object;
        }
        ArrayNode array = json.arrayNode();
        for (int element = random.nextInt(4); element > 0; element--) {
            if (shape == 2) {
                array.addObject().put("name", "N" + element).set("value", made(random, depth + 1, values));
            } else {
                array.add(made(random, depth + 1, values));
            }
        }
        return array;
    }

    @Test
    void whatIsDeepOrLongOrForgedIsPlainAndBounded() {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        ObjectNode deep = before;
        for (int depth = 0; depth < 500; depth++) {
            deep = deep.putObject("m");
        }
        JsonNode after = before.deepCopy();
        deep.put("x", 1);
        assertThat(TemplateDifference.between(before, after)).hasSize(1);

        JsonNode forged = JsonNodeFactory.instance.objectNode().put("a\nb\u202e" + "x".repeat(1 << 20), 1);
        assertThat(TemplateDifference.between(JsonNodeFactory.instance.objectNode(), forged))
                .singleElement()
                .asString()
                .startsWith("abx")
                .hasSizeLessThan(400);
    }
}
