package dev.launchgate.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain ASCII", "held by 1 item: a (b)", "held by 1 item: a (b)"),
                Arguments.of("letters of any script", "gr\u00fcn \u503c \u00e9", "gr\u00fcn \u503c \u00e9"),
                Arguments.of("a line break", "a\nb", "ab"),
                Arguments.of("a carriage return", "a\r\nb", "ab"),
                Arguments.of("an escape sequence", "a\u001b[31mb", "a[31mb"),
                Arguments.of("a bidi override", "a\u202eb", "ab"),
                Arguments.of("a zero width joiner", "a\u200db", "ab"),
                Arguments.of("a line separator", "a\u2028b", "ab"),
                Arguments.of("a paragraph separator", "a\u2029b", "ab"),
                Arguments.of("a lone surrogate", "a\ud83db", "ab"),
                Arguments.of("a delete", "a\u007fb", "ab"),
                Arguments.of("an emoji", "a\ud83d\ude80b", "a\ud83d\ude80b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void keepsWhatCanBeSeen(String name, String text, String expected) {
        assertThat(PlainText.of(text, 100)).isEqualTo(expected);
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(PlainText.of("abcdef", 3)).isEqualTo("abc");
        assertThat(PlainText.of("ab\uD83D\uDE80", 4)).isEqualTo("ab\uD83D\uDE80");
        assertThat(PlainText.of("ab\uD83D\uDE80", 3)).isEqualTo("ab");
        assertThat(PlainText.of("\n".repeat(5) + "abc", 3)).isEqualTo("abc");
        assertThat(PlainText.of("", 3)).isEmpty();
    }
}
