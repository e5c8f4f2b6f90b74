package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchExpressionTest {
    private static final String TOO_LARGE = "too large an expression: use fewer or smaller repetitions";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok",
                "\"status\":\\s*\"ok\"",
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "(?i)ready|steady",
                "\\Q((({1000}\\E",
                "[]({1000}]",
                "a{,9999}",
                "{a}x{y}",
                "\\{1000}",
                "(x+x+)+y",
                "(a|a)*$"
            })
    void accepts(String expression) {
        assertThat(SearchExpression.fault(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    a(b        ; missing closing )                     ; 3
                    ((a)       ; missing closing )                     ; 4
                    a[b        ; missing closing ]                     ; 3
                    ab)c       ; unexpected )                          ; 3
                    (a)b)c)    ; unexpected )                          ; 5
                    a**        ; invalid nested repetition operator    ; 2
                    *a         ; missing argument to repetition operator ; 1
                    a|*        ; missing argument to repetition operator ; 3
                    x(?=y)     ; invalid or unsupported Perl syntax    ; 2
                    x(?<=y)    ; invalid named capture                 ; 2
                    (a)\\1     ; invalid escape sequence               ; 4
                    ab[z-a]    ; invalid character class range         ; 4
                    x{2,1}     ; invalid repeat count                  ; 2
                    ab\\       ; trailing backslash at end of expression ; 3
                    """)
    void refusesWhatRe2DoesNotKnowWithThePosition(String expression, String what, int position) {
        assertThat(SearchExpression.fault(expression))
                .contains("not an RE2 expression: %s (position %d)".formatted(what, position));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x{600}",
                ".{0,400}",
                "(x{1000}){1000}",
                "((((x{1000}){1000}){1000}){1000}){1000}",
                "(?:a{1000}|b){1000}",
                "((){1000}){1000}",
                "(a{1000}\\Q(\\E){1000}",
                "([)]a{1000}){1000}",
                "([^]]{1000}){1000}",
                "([[:alpha:])]{1000}){1000}",
                "([\\])]{1000}){1000}",
                "(\\)a{1000}){1000}",
                "(a{1000,}){1000}",
                "(a{0,1000}){1,1000}"
            })
    void refusesWhatWouldGrowTooLarge(String expression) {
        assertThat(SearchExpression.fault(expression)).contains(TOO_LARGE);
    }

    @Test
    void refusesWhatIsTooShortOrTooLong() {
        assertThat(SearchExpression.fault("")).contains("must have 1 to 256 characters");
        assertThat(SearchExpression.fault("a".repeat(256))).isEmpty();
        assertThat(SearchExpression.fault("a".repeat(257))).contains("must have 1 to 256 characters");
    }

    /** The estimate is what keeps a compiler from writing out a billion instructions, so it must not be far too low. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void estimatesNotFarBelowTheRealSize(long seed) {
        Random random = new Random(seed);
        int compiled = 0;
        for (int i = 0; i < 2_000; i++) {
            String expression = expression(random);
            long estimate = ExpressionSize.of(expression);
            if (estimate <= 2_000) {
                try {
                    assertThat(Pattern.compile(expression).programSize())
                            .as(expression)
                            .isLessThanOrEqualTo((int) (estimate * 4 + 10));
                    compiled++;
                } catch (PatternSyntaxException e) {
                    // broken ones are read too, and must not throw anything else
                }
            }
        }
        assertThat(compiled).isGreaterThan(100);
    }

    private static String expression(Random random) {
        String[] pieces = {
            "a",
            ".",
            "(",
            ")",
            "(",
            ")",
            "[",
            "]",
            "[^",
            "\\",
            "\\Q",
            "\\E",
            "{3}",
            "{2,5}",
            "{4,}",
            "{",
            "}",
            "*",
            "+?",
            "|",
            "(?:",
            "[:alpha:]",
            "[a-z]",
            "\\pL",
            "^",
            "\u00e9",
            "\\)",
            "\\]",
            ","
        };
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(14);
        for (int i = 0; i < length; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
