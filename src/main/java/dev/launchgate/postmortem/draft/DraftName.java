package dev.launchgate.postmortem.draft;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Names of a draft: the same facts give the same name, so that one that is written twice, across a crash, is there once. A
 * name that somebody else took is followed by a number.
 */
final class DraftName {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Names of a label's length are shown whole everywhere. */
    private static final int LIMIT = 63;

    private static final int HASH = 4;
    private static final int TRIES = 5;

    private DraftName() {}

    /** In the order in which they are tried. */
    static List<String> candidates(String checklist, Incident incident) {
        String hash = incident.templateHash()
                .substring(0, Math.min(HASH, incident.templateHash().length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^0-9a-z]", "0");
        return IntStream.rangeClosed(1, TRIES)
                .mapToObj(number -> {
                    String end = "-%s-%s%s"
                            .formatted(MINUTE.format(incident.began()), hash, number == 1 ? "" : "-" + number);
                    return start(checklist, LIMIT - end.length()) + end;
                })
                .toList();
    }

    private static String start(String checklist, int limit) {
        String start = checklist.substring(0, Math.min(limit, checklist.length()));
        while (start.endsWith("-") || start.endsWith(".")) {
            start = start.substring(0, start.length() - 1);
        }
        return start;
    }
}
