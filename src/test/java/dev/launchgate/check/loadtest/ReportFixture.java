package dev.launchgate.check.loadtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reports among the test resources. */
public final class ReportFixture {
    private ReportFixture() {}

    /** @param file folder and name, such as {@code vegeta-12.13.0/good.json} */
    public static byte[] bytes(String file) {
        try (InputStream in = ReportFixture.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
