package dev.launchgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The faults that guard "closed unless proven open" and the liveness of the whole, by the numbers that their tests carry as
 * tags. A number that nobody carries any more is a promise without proof.
 */
class FaultNumbersTest {
    private static final Path TESTS = Path.of(System.getProperty("project.dir", ""), "src/test/java");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([FN][0-9]{2})\"\\)");
    private static final Set<String> PROMISED = Set.of(
            "F01", "F02", "F06", "F08", "F11", "F14", "F18", "F25", "F26", "F32", "F33", "F36", "F38", "F44", "N14");

    @Test
    void everyPromisedFaultHasATest() throws IOException {
        Set<String> carried = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                TAG.matcher(Files.readString(file)).results().forEach(match -> carried.add(match.group(1)));
            }
        }
        assertThat(carried).containsAll(PROMISED);
    }
}
