package dev.launchgate.check;

import dev.launchgate.probe.ContentReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes from a document what it looks like, its digest, and which words it lacks.
 *
 * @param mentions words to look for, in any case
 */
record DocumentReader(List<String> mentions) implements ContentReader {
    DocumentReader {
        mentions = List.copyOf(mentions);
    }

    @Override
    public DocumentContent read(int status, byte[] body) {
        if (status < 200 || status > 299) {
            return DocumentContent.NONE;
        }
        Optional<String> text = SourceText.decode(body);
        DocumentLooks.Seen seen = DocumentLooks.of(body, text);
        return new DocumentContent(
                text.filter(String::isBlank).isPresent(),
                seen.look(),
                seen.fault(),
                seen.packed(),
                sha256(body),
                text.map(source -> unmentioned(source, seen.words())).orElse(mentions));
    }

    /** @param words what the source says once references to characters are resolved */
    private List<String> unmentioned(String source, String words) {
        if (mentions.isEmpty()) {
            return mentions;
        }
        String searched = (source + '\n' + words).toLowerCase(Locale.ROOT);
        return mentions.stream()
                .filter(word -> !WordSearch.contains(searched, word.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
