package dev.launchgate.check;

/**
 * Finds a word by looking at each character of the text once (Knuth, Morris, Pratt): the text is hostile, and so may the
 * word be, while a plain search takes the product of their lengths.
 */
final class WordSearch {
    private WordSearch() {}

    static boolean contains(String text, String word) {
        int[] borders = borders(word);
        int matched = 0;
        for (int i = 0; i < text.length() && matched < word.length(); i++) {
            matched = next(borders, word, matched, text.charAt(i));
        }
        return matched == word.length();
    }

    /** For each beginning of the word, the length of its longest proper beginning that it also ends with. */
    private static int[] borders(String word) {
        int[] borders = new int[word.length() + 1];
        for (int i = 1; i < word.length(); i++) {
            borders[i + 1] = next(borders, word, borders[i], word.charAt(i));
        }
        return borders;
    }

    private static int next(int[] borders, String word, int matched, char c) {
        int length = matched;
        while (length > 0 && word.charAt(length) != c) {
            length = borders[length];
        }
        return word.charAt(length) == c ? length + 1 : length;
    }
}
