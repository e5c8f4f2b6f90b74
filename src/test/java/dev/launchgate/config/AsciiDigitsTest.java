package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.LOCALE)
class AsciiDigitsTest {
    private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

    @AfterEach
    void restore() {
        Locale.setDefault(Locale.Category.FORMAT, before);
    }

    @Test
    void numbersAreAsciiWhateverTheMachineSpeaks() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.of("ar", "EG"));
        assertThat("%d".formatted(1_234)).isNotEqualTo("1234");

        new AsciiDigits().start(new StartupEvent());

        assertThat("%d, %05.1f".formatted(1_234, 2.5)).isEqualTo("1234, 002.5");
    }
}
