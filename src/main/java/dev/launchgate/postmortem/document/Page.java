package dev.launchgate.postmortem.document;

import java.util.List;
import java.util.stream.Collectors;

/** Markdown as it grows, block by block. Everything that is handed in is Markdown already. */
final class Page {
    /** Most numbers of one list: two digits are as wide as the indent. */
    static final int MOST_STEPS = 99;

    private final StringBuilder text = new StringBuilder();

    /** A block of its own, unless it is empty. */
    Page block(String markdown) {
        if (!markdown.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(markdown).append('\n');
        }
        return this;
    }

    Page heading(int level, String title) {
        return block("#".repeat(level) + " " + title);
    }

    /** A list with dots; each item may have lines, indented by two. */
    Page bullets(List<String> items) {
        return block(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
    }

    /** A list with numbers; each item may have lines, indented by four. */
    Page steps(List<String> items) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String number = (i + 1) + ".";
            steps.append(i == 0 ? "" : "\n")
                    .append(number)
                    .append(" ".repeat(4 - number.length()))
                    .append(items.get(i));
        }
        return block(steps.toString());
    }

    Page table(List<String> head, List<List<String>> rows) {
        return block(row(head) + "\n" + row(head.stream().map(cell -> "---").toList())
                + rows.stream().map(row -> "\n" + row(row)).collect(Collectors.joining()));
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    String text() {
        return text.toString();
    }
}
