package dev.launchgate.docs;

import java.util.List;
import java.util.stream.Collectors;

/** A reference page in the making. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Markdown blank() {
        return line("");
    }

    Markdown head(String... cells) {
        return row(List.of(cells)).line("|" + "---|".repeat(cells.length));
    }

    Markdown row(List<String> cells) {
        return line(cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |")));
    }

    static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
