package dev.launchgate.check;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Host names as a spec or a status may write them; underscores as in service records, trailing dot optional. */
final class HostNames {
    private static final String LABEL = "[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");

    private HostNames() {}

    /** Whether the text is a name, and nothing that could be taken for an address. */
    static boolean valid(String text) {
        return text.length() <= 253 && NAME.matches(text) && !LiteralAddress.spelledBy(text);
    }

    /** Whether the text is a name of at least two labels. */
    static boolean absolute(String text) {
        return valid(text) && text.substring(0, text.length() - 1).indexOf('.') > 0;
    }

    /** Whether the text is a name, or an address in the one spelling that is understood. */
    static boolean validOrAddress(String host) {
        return valid(host) || LiteralAddress.parse(host).isPresent();
    }

    /** The form by which names compare: lower case, no trailing dot. */
    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") && lower.length() > 1 ? lower.substring(0, lower.length() - 1) : lower;
    }
}
