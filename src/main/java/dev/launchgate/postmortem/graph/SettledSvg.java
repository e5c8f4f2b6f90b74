package dev.launchgate.postmortem.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what the chart library writes the same each time, and small: numbered ids, rounded coordinates, a view box. */
final class SettledSvg {
    private static final Pattern ID = Pattern.compile(" id=\"([A-Za-z0-9]{1,20})\"");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern FRACTION = Pattern.compile("(\\.[0-9]{2})[0-9]+(?![0-9]*[eE%])|\\.0(?![0-9])");
    private static final Pattern SIZE = Pattern.compile("(<svg [^>]*)width=\"([0-9]+)\" height=\"([0-9]+)\"");
    private static final Pattern INDENT = Pattern.compile("\\n\\s*");

    private SettledSvg() {}

    static String of(String svg) {
        String rounded = TAG.matcher(svg)
                .replaceAll(tag ->
                        Matcher.quoteReplacement(FRACTION.matcher(tag.group()).replaceAll(SettledSvg::hundredths)));
        String numbered = rounded;
        for (Map.Entry<String, String> id : ids(rounded).entrySet()) {
            numbered = numbered.replace(" id=\"" + id.getKey() + "\"", " id=\"" + id.getValue() + "\"")
                    .replace("url(#" + id.getKey() + ")", "url(#" + id.getValue() + ")")
                    .replace("\n#" + id.getKey() + " ", "\n#" + id.getValue() + " ");
        }
        String sized = SIZE.matcher(numbered).replaceFirst("$1viewBox=\"0 0 $2 $3\" width=\"$2\" height=\"$3\"");
        return INDENT.matcher(sized).replaceAll("\n").strip() + "\n";
    }

    private static String hundredths(MatchResult fraction) {
        return fraction.group(1) == null ? "" : fraction.group(1);
    }

    private static Map<String, String> ids(String svg) {
        Map<String, String> ids = new LinkedHashMap<>();
        ID.matcher(svg).results().forEach(id -> ids.putIfAbsent(id.group(1), "i" + ids.size()));
        return ids;
    }
}
