package dev.launchgate.check;

import dev.launchgate.probe.ProbeAnswer.DataWriter;
import dev.launchgate.status.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key that a person wrote last: kubectl and browser consoles name themselves as field managers. A key that a tool applied
 * since, or with the same value, is the tool's.
 *
 * @param date of the write, the day in UTC as the API server wrote it
 */
record HandEdit(String key, String manager, String date) {
    private static final Set<String> BY_HAND = Set.of(
            "kubectl-edit",
            "kubectl-patch",
            "kubectl-set",
            // browsers, through consoles that pass their name on
            "Mozilla",
            "dashboard",
            // a desktop console
            "node-fetch");

    private static final int LONGEST = 128;
    private static final int DAY = 10;

    /** @param key the key that is asked for; null for any */
    static Optional<HandEdit> of(ReferencedObject object, @Nullable String key) {
        Set<String> tools = new TreeSet<>();
        object.writers().stream()
                .filter(writer -> !BY_HAND.contains(writer.manager()))
                .forEach(writer -> tools.addAll(writer.keys()));
        return object.writers().stream()
                .filter(writer -> BY_HAND.contains(writer.manager()))
                .flatMap(writer -> first(writer, tools, key).stream())
                .findFirst();
    }

    private static Optional<HandEdit> first(DataWriter writer, Set<String> tools, @Nullable String key) {
        List<String> keys = writer.keys().stream()
                .filter(written -> key == null || key.equals(written))
                .filter(written -> !tools.contains(written))
                .sorted()
                .toList();
        return keys.stream()
                .findFirst()
                .map(written -> new HandEdit(
                        PlainText.of(written, LONGEST),
                        PlainText.of(writer.manager(), LONGEST),
                        writer.at().length() < DAY
                                ? "an unknown day"
                                : PlainText.of(writer.at().substring(0, DAY), DAY)));
    }
}
