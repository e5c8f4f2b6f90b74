package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses again what the schema refuses of sizes, unions and ages. */
public final class SpecBounds {
    private static final int LONGEST_AGE = 16;
    private static final int LONGEST_LINK = 2048;
    private static final Pattern LINK = Pattern.compile(Patterns.HTTPS_LINK);
    private static final Pattern PLAIN = Pattern.compile(Patterns.PLAIN_TEXT);
    private static final Pattern LINES = Pattern.compile(Patterns.TEXT);

    private SpecBounds() {}

    public static void count(Collection<?> elements, int least, int most, String path, Refusals refusals) {
        refusals.require(
                elements.size() >= least && elements.size() <= most,
                path,
                "%d to %d elements, saw %d".formatted(least, most, elements.size()));
    }

    /** Text for people, counted as the schema counts; null where it may be left out. */
    public static void text(@Nullable String text, int least, int most, String path, Refusals refusals) {
        int length = text == null ? least : text.codePointCount(0, text.length());
        refusals.require(
                length >= least && length <= most && (text == null || PLAIN.matches(text)),
                path,
                "must be %d to %d characters without control characters".formatted(least, most));
    }

    /** The same for text in several lines. */
    public static void lines(@Nullable String text, int least, int most, String path, Refusals refusals) {
        int length = text == null ? least : text.codePointCount(0, text.length());
        refusals.require(
                length >= least && length <= most && (text == null || LINES.matches(text)),
                path,
                "must be %d to %d characters without control characters but line breaks".formatted(least, most));
    }

    /** A link for people; null where it may be left out. */
    public static void link(@Nullable String link, String path, Refusals refusals) {
        refusals.require(
                link == null || (LINK.matches(link) && link.codePointCount(0, link.length()) <= LONGEST_LINK),
                path,
                "must be an https link");
    }

    /** A URL that is fetched. */
    public static void url(String url, String path, Refusals refusals) {
        SpecUrl.fault(url).ifPresent(fault -> refusals.refuse(path, fault));
    }

    /** @param names the members of the union, for the message: the schema says the same */
    public static void exactlyOne(String names, String path, Refusals refusals, @Nullable Object... members) {
        refusals.require(
                Stream.of(members).filter(Objects::nonNull).count() == 1,
                path,
                "exactly one of %s must be set".formatted(names));
    }

    /** An age or span, days allowed, from nothing to {@code most}. */
    static void age(String text, Duration most, String path, Refusals refusals) {
        refusals.require(
                text.length() <= LONGEST_AGE
                        && Durations.valid(text)
                        && Durations.parse(text).compareTo(most) <= 0,
                path,
                "must be a duration from 0s to " + Durations.format(most));
    }
}
