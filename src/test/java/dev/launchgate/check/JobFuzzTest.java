package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.Seeds;
import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas change and anybody may write a status: whatever stands in a job, there is an answer, and none that is too good. */
class JobFuzzTest {
    private static final int CASES = Integer.getInteger("launchgate.fuzz.jobs", 500);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FAILED = JobWorld.failed("2026-11-19T10:00:00Z");
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "99999999999999999999",
            "1e400",
            "\"\\u202e\\n\"",
            "\"2026-11-19T10:00:00Z\"",
            "[]",
            "[[]]",
            "{}",
            "{\"a\": 1}",
            "\"" + "9".repeat(5_000) + "\"");

    static LongStream seeds() {
        return Seeds.one();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverStandsThereIsAnswered(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            String cronJob = mutated(JobWorld.cronJob(""), random);
            String failed = mutated(JobWorld.run("bad", JobWorld.V2, FAILED), random);
            String once = mutated(JobWorld.job("ml-init", JobWorld.V2, FAILED), random);
            FakeFacts facts = JobWorld.world()
                    .with(ResourceKind.CRON_JOB, cronJob)
                    .with(ResourceKind.JOB, failed)
                    .with(ResourceKind.JOB, once)
                    .evidence(new Evidence(null, odd(random), odd(random), odd(random)));
            for (String item : List.of(
                    "workload: {cronJob: {name: ml-reports}}",
                    "workload: {cronJob: {name: ml-reports}}\nbind: Image\nrun: AdHoc\nmaxAge: 30d",
                    "workload: {job: {name: ml-init}}")) {
                Judgement judgement = JobWorld.judge(item, facts);
                assertThat(judgement.verdict())
                        .as("%s of %s, %s, %s", judgement, cronJob, failed, once)
                        .isNotEqualTo(Verdict.Pass);
                assertThat(judgement.evidence()).isEmpty();
            }
        }
    }

    private static String odd(SplittableRandom random) {
        return ODD.get(random.nextInt(ODD.size()));
    }

    /** The object with one or two nodes of spec or status replaced; what the API server wrote is left alone. */
    private static String mutated(String yaml, SplittableRandom random) throws IOException {
        ObjectNode root = (ObjectNode) Serialization.unmarshal("---\n" + yaml, JsonNode.class);
        int count = random.nextInt(1, 3);
        for (int i = 0; i < count; i++) {
            List<Runnable> places = new ArrayList<>();
            JsonNode value = MAPPER.readTree(odd(random));
            places(root, value, places);
            places.get(random.nextInt(places.size())).run();
        }
        return JsonNodeFactory.instance.objectNode().setAll(root).toString();
    }

    private static void places(JsonNode node, JsonNode value, List<Runnable> into) {
        node.properties().forEach(member -> {
            if (!member.getKey().equals("metadata")) {
                into.add(() -> ((ObjectNode) node).set(member.getKey(), value));
                places(member.getValue(), value, into);
            }
        });
        for (int i = 0; node instanceof ArrayNode array && i < array.size(); i++) {
            int at = i;
            into.add(() -> array.set(at, value));
            places(array.get(i), value, into);
        }
    }
}
