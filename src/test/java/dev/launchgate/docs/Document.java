package dev.launchgate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A page of the documentation, and the fenced blocks in it. */
public record Document(Path file, List<Block> blocks) {
    private static final Path ROOT = Path.of(System.getProperty("project.dir", ""));

    /** Every page that users read: README and the guide. */
    public static List<Document> all() {
        try (Stream<Path> guide = Files.walk(ROOT.resolve("src/docs/guide"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), guide.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document read(Path file) {
        try {
            List<Block> blocks = new ArrayList<>();
            String language = null;
            StringBuilder text = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("```")) {
                    text.append(line).append('\n');
                } else if (language == null) {
                    language = line.substring(3).strip();
                    text.setLength(0);
                } else {
                    blocks.add(new Block(language, text.toString()));
                    language = null;
                }
            }
            return new Document(file, List.copyOf(blocks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks in a language, in order. */
    public Stream<Block> blocks(String language) {
        return blocks.stream().filter(block -> block.language().equals(language));
    }

    @Override
    public String toString() {
        return ROOT.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
    }

    /** A fenced block. */
    public record Block(String language, String text) {
        /** The commands of a shell block, without comments. */
        public List<String> commands() {
            return text.lines()
                    .map(line -> line.replaceFirst("\\s+# .*$", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
