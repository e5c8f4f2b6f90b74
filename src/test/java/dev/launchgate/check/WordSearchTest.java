package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordSearchTest {
    @Test
    void findsWhatAPlainSearchFinds() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, 20);
            String word = text(random, 5);
            assertThat(WordSearch.contains(text, word))
                    .as("%s in %s", word, text)
                    .isEqualTo(text.contains(word));
        }
    }

    private static String text(SplittableRandom random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }
}
