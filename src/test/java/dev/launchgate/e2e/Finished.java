package dev.launchgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that ran to its end: exit code, standard output and standard error. */
public record Finished(int exit, String out, String err) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * Runs a program and waits for it.
     *
     * @param environment set in addition to this process's own
     * @param input what it reads from standard input
     * @throws IllegalStateException if it cannot be started or does not end in time
     */
    public static Finished run(List<String> command, Map<String, String> environment, String input) {
        return run(command, environment, input, PATIENCE);
    }

    /** The same with patience of its own. */
    static Finished run(List<String> command, Map<String, String> environment, String input, Duration patience) {
        @Nullable Path out = null;
        @Nullable Path err = null;
        try {
            // Files, not pipes: a program that leaves children behind would keep a pipe open.
            out = Files.createTempFile("launchgate-", ".out");
            err = Files.createTempFile("launchgate-", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + ": expected to end within " + patience.toSeconds() + " s");
            }
            return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new IllegalStateException(command.getFirst() + ": cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command.getFirst() + ": interrupted", e);
        } finally {
            delete(out);
            delete(err);
        }
    }

    /** Whether it exited with 0. */
    public boolean succeeded() {
        return exit == 0;
    }

    /** Everything it said, output first. */
    public String said() {
        return out + err;
    }

    /** Its output, of a run that must have succeeded. */
    public String orThrow() {
        if (exit != 0) {
            throw new IllegalStateException("expected success, saw exit " + exit + ": " + said());
        }
        return out;
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
