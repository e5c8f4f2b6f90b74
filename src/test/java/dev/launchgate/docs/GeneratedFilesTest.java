package dev.launchgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is derived is committed as it is derived: {@code make generate} would change nothing. */
class GeneratedFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("project.dir", ""));

    @Test
    void everyGeneratedFileIsCurrent() throws IOException {
        for (Map.Entry<String, String> file : Generate.files(ROOT).entrySet()) {
            assertThat(ROOT.resolve(file.getKey()))
                    .as("run make generate")
                    .content()
                    .isEqualTo(file.getValue());
        }
    }
}
