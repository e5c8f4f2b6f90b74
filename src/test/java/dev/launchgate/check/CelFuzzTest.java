package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.Seeds;
import dev.launchgate.check.CelExpressions.Compiled;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in an expression, it is refused or comes to an outcome, and no outcome shows a value. */
class CelFuzzTest {
    private static final int CASES = Integer.getInteger("launchgate.fuzz.expressions", 1_000);
    private static final String VALUE = "hunter2";
    private static final List<String> PIECES = List.of(
            "object",
            ".spec",
            ".secret",
            ".list",
            ".map",
            "[0]",
            "['a']",
            "[object.spec.secret]",
            " == ",
            " != ",
            " && ",
            " || ",
            " + ",
            " - ",
            " * ",
            " / ",
            " % ",
            " in ",
            " ? ",
            " : ",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            "!",
            "-",
            "null",
            "true",
            "1",
            "2u",
            "1.5",
            "'a'",
            "b'a'",
            "has(",
            ".all(x, ",
            ".exists(x, ",
            ".map(x, ",
            ".filter(x, ",
            ".exists_one(x, ",
            "x",
            "size(",
            "int(",
            "string(",
            "double(",
            "timestamp(",
            "duration(",
            "type(",
            "dyn(",
            ".matches(",
            ".contains(",
            ".startsWith(",
            ".split(",
            ".substring(1)",
            ".trim()",
            ".lowerAscii()",
            "\n",
            "\u202e");

    private static final List<String> SOUND = List.of(
            "object.spec.list.exists(t, t == \"Ingress\") && object.metadata.namespace == object.spec.secret",
            "has(object.spec.map) && object.spec.map.all(k, object.spec.map[k] > 0 || k.matches('^[a-z]+$'))",
            "object.spec.list.filter(t, t.contains('I')).map(t, t.lowerAscii()).size() == 1",
            "timestamp('2026-01-01T00:00:00Z') + duration('1h') > timestamp(object.spec.secret)");

    private final CelExpressions expressions = new CelExpressions();

    static LongStream seeds() {
        return Seeds.one();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyExpressionIsRefusedOrComesToAnOutcome(long seed) throws JsonProcessingException {
        SplittableRandom random = new SplittableRandom(seed);
        JsonNode object = new ObjectMapper().readTree("""
                {"metadata": {"namespace": "ml"},
                 "spec": {"secret": "%s", "list": ["Ingress", 1, null, true, 1e300, 99999999999999999999],
                          "map": {"a": 1, "b": "%s", "c": {"d": []}}}}
                """.formatted(VALUE, VALUE));
        int evaluated = 0;
        for (int i = 0; i < CASES; i++) {
            String text =
                    random.nextBoolean() ? mutated(SOUND.get(random.nextInt(SOUND.size())), random) : made(random);
            Compiled compiled = expressions.compile(text);
            if (compiled instanceof Compiled.Usable usable) {
                evaluated++;
                CelRun run = new CelRun(new CelBudget(50_000));
                CelOutcome outcome = usable.expression().evaluate(Map.of("object", object, "target", object), run);
                assertThat(outcome.toString()).as(text).doesNotContain(VALUE);
            }
        }
        assertThat(evaluated).isPositive();
    }

    private static String made(SplittableRandom random) {
        StringBuilder text = new StringBuilder("object.spec");
        int count = random.nextInt(1, 30);
        for (int i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String mutated(String sound, SplittableRandom random) {
        StringBuilder text = new StringBuilder(sound);
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.setCharAt(at, (char) random.nextInt(0x20, 0x7f));
            }
        }
        return text.toString();
    }
}
