package dev.launchgate.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns, three blanks apart, as kubectl prints them; the last column is broken into lines where it is too long. */
final class Grid {
    private static final int GAP = 3;
    private static final int LEAST = 40;

    private Grid() {}

    /** @param width of the terminal; lines are not broken when it is 0 */
    static List<String> lines(List<List<String>> rows, int width) {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        int indent =
                IntStream.of(widths).limit(columns - 1).map(each -> each + GAP).sum();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns - 1; column++) {
                line.append(row.get(column))
                        .repeat(' ', widths[column] + GAP - row.get(column).length());
            }
            List<String> last =
                    width == 0 ? List.of(row.getLast()) : broken(row.getLast(), Math.max(LEAST, width - indent));
            lines.add((line + last.getFirst()).stripTrailing());
            last.stream().skip(1).forEach(more -> lines.add(" ".repeat(indent) + more));
        }
        return lines;
    }

    private static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
