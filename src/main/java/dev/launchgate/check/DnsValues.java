package dev.launchgate.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.DnsType;
import inet.ipaddr.IPAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * One spelling for every value of a record, so that spec and answer compare as sets: the one in which the prober answers.
 * Case counts only in texts (TXT, and the value of CAA).
 */
final class DnsValues {
    private static final Pattern MX = Pattern.compile("([0-9]{1,5})[ \t]+([^ \t]+)");
    private static final Pattern SRV =
            Pattern.compile("([0-9]{1,5})[ \t]+([0-9]{1,5})[ \t]+([0-9]{1,5})[ \t]+([^ \t]+)");
    private static final Pattern CAA =
            Pattern.compile("([0-9]{1,3})[ \t]+([A-Za-z0-9]{1,15})[ \t]+(\"[^\"]*\"|[^ \t\"]+)");
    private static final String ROOT = ".";

    private DnsValues() {}

    /** Reads a value as a spec writes it; empty if it is none of the type. */
    static Optional<String> canonical(DnsType type, String text) {
        return switch (type) {
            case A -> LiteralAddress.parse(text).filter(IPAddress::isIPv4).map(IPAddress::toCanonicalString);
            case AAAA -> LiteralAddress.parse(text).filter(IPAddress::isIPv6).map(IPAddress::toCanonicalString);
            case CNAME, NS -> name(text);
            case MX -> mx(MX.matcher(text));
            case SRV -> srv(SRV.matcher(text));
            case CAA -> caa(CAA.matcher(text));
            case TXT -> DnsText.read(text);
        };
    }

    /** The same of an answered value; what does not parse stays as it is, and equals nothing that a spec may say. */
    static String answered(DnsType type, String text) {
        return type == DnsType.TXT ? text : canonical(type, text).orElse(text);
    }

    /** What is said of a text that is no value of the type. */
    static String fault(DnsType type) {
        return switch (type) {
            case A -> "not an IPv4 address";
            case AAAA -> "not an IPv6 address";
            case CNAME, NS -> "not a name";
            case MX -> "not a preference and a name, such as 10 mail.example.com";
            case SRV -> "not a priority, weight, port and name, such as 0 5 443 a.example.com";
            case CAA -> "not flags, tag and value, such as 0 issue \"ca.example.net\"";
            case TXT -> "not a text: a quotation mark at its start needs one at its end";
        };
    }

    private static Optional<String> mx(Matcher parts) {
        return parts.matches() && Numbers.within(parts.group(1), 0, 65_535)
                ? name(parts.group(2)).map(name -> parts.group(1) + " " + name)
                : Optional.empty();
    }

    private static Optional<String> srv(Matcher parts) {
        boolean numbers = parts.matches()
                && Numbers.within(parts.group(1), 0, 65_535)
                && Numbers.within(parts.group(2), 0, 65_535)
                && Numbers.within(parts.group(3), 0, 65_535);
        return numbers
                ? name(parts.group(4))
                        .map(name -> String.join(" ", parts.group(1), parts.group(2), parts.group(3), name))
                : Optional.empty();
    }

    private static Optional<String> caa(Matcher parts) {
        if (!parts.matches() || !Numbers.within(parts.group(1), 0, 255)) {
            return Optional.empty();
        }
        String value = parts.group(3);
        String quoted = value.startsWith("\"") ? value : "\"" + value + "\"";
        return Optional.of("%s %s %s".formatted(parts.group(1), parts.group(2).toLowerCase(Locale.ROOT), quoted));
    }

    private static Optional<String> name(String text) {
        return text.equals(ROOT) || HostNames.valid(text) ? Optional.of(HostNames.canonical(text)) : Optional.empty();
    }
}
