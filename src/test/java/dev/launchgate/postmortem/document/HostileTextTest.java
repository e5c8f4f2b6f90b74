package dev.launchgate.postmortem.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in the fields of a postmortem: the page has the same blocks, and no markup of theirs. */
@Timeout(120)
class HostileTextTest {
    private static final int LIMIT = 900 * 1024;
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]");
    private static final Pattern MENTION =
            Pattern.compile("(^|[^A-Za-z0-9])@[A-Za-z0-9]|#[0-9]|[A-Za-z]://|(?i)www\\.|GH-[0-9]");

    private static final ParsedPage HARMLESS = ParsedPage.of(MarkdownDocument.of(Samples.everywhere(() -> "x"), LIMIT))
            .onlyWhatWeMade();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<!-- x",
                "<?php x ?>",
                "</picture><img src=x onerror=alert(1)>",
                "<https://evil.example>",
                "[a](https://evil.example)",
                "![a](https://evil.example/x.png)",
                "[a]: https://evil.example\n[a]",
                "[^1]\n\n[^1]: foot",
                "https://evil.example/x www.evil.example ftp://evil.example mailto:a@evil.example a@evil.example",
                "javascript:alert(1)",
                "# heading",
                "x\n===\ny\n---\nz",
                "x\n\n---\n\n***\n\n___",
                "- list\n- list\n\n* list\n+ list\n1. list\n2) list\n- [ ] task",
                "> quote\n> [!NOTE]",
                "    code\n\n\tcode",
                "```\ncode\n```",
                "~~~\ncode\n~~~",
                "`code` ``code``",
                "a | b\n--- | ---\nc | d",
                "|\n|-|\n|x|",
                "\\| a \\\\| b \\",
                "a\n:-\nb\n:-:",
                "*a* **b** _c_ __d__ ~~e~~ ~f~",
                "&lt;script&gt; &#60;b&#62; &copy; &amp;amp;",
                "@everyone @octo/team #123 octo/repo#1 GH-12",
                "{{ .Values.x }} {% include x %} ${env:X} #{x} <%= x %> $$x$$ $`x`$",
                "---\ntitle: x\n---",
                "\"\\\" : { x: [y]} # z ' !!js/function &a *a",
                "a\u202eb\u2066c\u200bd\u0000e\u0007f\u001b[31mg\ud800h\u2028i\u2029j\ufffek",
                "\n\n\n",
                "a  \nb\\\nc\r\nd\re\u0085f\u000bg\u000ch",
                "https://evil.example/)|[x](y)<z>\"'`{{x}}$",
                "https://user:secret@evil.example/x",
                "https://e\u0445ample.org/x",
                "https://example.org/a b\u202e%20\u00fc?x=1&copy=2#[y]*_~",
                ":+1: :smile: <br> <br><br>",
                "2026-11-20T22:05:00Z",
                "\u4e8b\u6545 \ud83d\ude31 \u0627\u0644\u0639\u0631"
            })
    void hostileTextIsText(String text) {
        check(
                MarkdownDocument.of(Samples.everywhere(() -> text), LIMIT),
                text.strip().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyMixtureIsText(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String letters = "ab 1.)(-+=*_~`#>|<&;:/\\[]!{}$%@\"'^\n\n\r\t\u202e\u0000\u2028x";
        List<String> words = List.of(
                "https://",
                "www.",
                "<br>",
                "```",
                "---",
                "<!--",
                "-->",
                "](",
                "&lt;",
                "|-|",
                "\n    ",
                "{{",
                "@a",
                "\n# ",
                "\n1. ");
        for (int round = 0; round < 25; round++) {
            check(
                    MarkdownDocument.of(
                            Samples.everywhere(() -> {
                                StringBuilder text = new StringBuilder("x");
                                for (int i = random.nextInt(25); i > 0; i--) {
                                    text.append(
                                            random.nextInt(4) == 0
                                                    ? words.get(random.nextInt(words.size()))
                                                    : letters.charAt(random.nextInt(letters.length())));
                                }
                                return text.toString();
                            }),
                            LIMIT),
                    false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@a.", "*", "www.", "# "})
    void muchOfItTakesLittleTime(String text) {
        check(
                MarkdownDocument.of(Samples.everywhere(() -> text.repeat(16_384 / text.length())), 300 * 1024),
                text.isBlank());
    }

    private static void check(String markdown, boolean empty) {
        ParsedPage page = ParsedPage.of(markdown).onlyWhatWeMade();
        assertThat(markdown).doesNotContainPattern(UNSEEN.pattern());
        assertThat(markdown).doesNotContain("{{", "{%", "${", "<%", "<!--");
        String body = markdown.substring(markdown.indexOf("\n---\n", 4));
        // a cell too many would be dropped without a trace
        assertThat(body.lines().map(line -> line.chars().filter(c -> c == '|').count()))
                .allMatch(bars -> bars == 0 || bars == 3 || bars == 4 || bars == 8);
        assertThat(page.rows().stream().map(List::size)).allMatch(size -> size == 2 || size == 3 || size == 7);
        assertThat(MENTION.matcher(page.written()).find()).isFalse();
        if (!empty) {
            assertThat(page.tables()).isEqualTo(HARMLESS.tables());
            assertThat(page.headings()).hasSameSizeAs(HARMLESS.headings());
            assertThat(page.rows()).hasSameSizeAs(HARMLESS.rows());
        }
        assertThat(Samples.frontMatter(markdown))
                .containsOnlyKeys(
                        "title",
                        "namespace",
                        "name",
                        "state",
                        "severity",
                        "startedAt",
                        "detectedAt",
                        "mitigatedAt",
                        "resolvedAt",
                        "duration",
                        "authors",
                        "checklists");
        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isLessThan(LIMIT);
    }
}
