package dev.launchgate.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * An anchored expression that a label is compared with. Lists of plain words, which people make long, are compared as words:
 * everything else is small, because a compiler and a matcher of expressions descend as deep as these are large.
 */
final class LabelExpression {
    /** More instructions than this are refused. */
    static final long LARGEST = 1_000;

    private static final Pattern WORDS =
            Pattern.compile("\\^\\(\\?:([-A-Za-z0-9_/:,@ ]*(?:\\|[-A-Za-z0-9_/:,@ ]*)*)\\)\\$");

    private final Optional<Set<String>> words;
    private final Optional<Pattern> pattern;

    private LabelExpression(Optional<Set<String>> words, Optional<Pattern> pattern) {
        this.words = words;
        this.pattern = pattern;
    }

    /** How much work an expression makes before anybody compiles it. */
    static long size(String expression) {
        return words(expression).isPresent() ? 1 : ExpressionSize.of(expression);
    }

    /** Whether it is one, and as small compiled as it looks. */
    static boolean valid(String expression) {
        try {
            return words(expression).isPresent() || Pattern.compile(expression).programSize() <= 2 * LARGEST;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Of a valid expression. */
    static LabelExpression of(String expression) {
        Optional<Set<String>> words = words(expression);
        return new LabelExpression(
                words, words.isPresent() ? Optional.empty() : Optional.of(Pattern.compile(expression)));
    }

    boolean matches(String value) {
        return words.map(all -> all.contains(value))
                .or(() -> pattern.map(compiled -> compiled.matcher(value).find()))
                .orElse(false);
    }

    /** How much work a comparison makes. */
    long steps(String value) {
        return pattern.map(compiled -> (long) compiled.programSize() * (value.length() + 1))
                .orElse(1L);
    }

    private static Optional<Set<String>> words(String expression) {
        Matcher matcher = WORDS.matcher(expression);
        return matcher.matches()
                ? Optional.of(Set.copyOf(Arrays.asList(matcher.group(1).split("\\|", -1))))
                : Optional.empty();
    }
}
