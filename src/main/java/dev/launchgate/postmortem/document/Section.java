package dev.launchgate.postmortem.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sections that are there even if nobody filled them in. */
final class Section {
    private static final String NOTHING = "*Missing: not filled in.*";

    private Section() {}

    static void text(Page page, int level, String title, @Nullable String text, Room room) {
        page.heading(level, title);
        String block = text == null ? "" : MarkdownText.block(text, room.text(), "");
        page.block(block.isEmpty() ? NOTHING : block);
    }

    static void bullets(Page page, int level, String title, List<String> texts, Room room) {
        page.heading(level, title);
        List<String> items = texts.stream()
                .map(text -> MarkdownText.block(text, room.text(), "  "))
                .filter(item -> !item.isEmpty())
                .toList();
        if (items.isEmpty()) {
            page.block(NOTHING);
        } else {
            page.bullets(items);
        }
    }

    static void nothing(Page page) {
        page.block(NOTHING);
    }

    /** What a table leaves out. */
    static void rest(Page page, int rows, int shown) {
        if (rows > shown) {
            page.block("%d further rows are in the object.".formatted(rows - shown));
        }
    }
}
