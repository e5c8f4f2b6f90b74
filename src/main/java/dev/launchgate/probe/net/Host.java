package dev.launchgate.probe.net;

import java.net.IDN;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** A host as a checklist writes it: an address, a name, or something that neither may be taken for. */
sealed interface Host {
    /** An address in its one spelling. */
    record Address(InetAddress address) implements Host {}

    /** An absolute name of at most 253 letters, ASCII, lower-case. */
    record Named(Name name) implements Host {}

    /** Neither; also an address in a spelling that programs read differently. */
    record Unclear() implements Host {}

    /** Reads a host with or without brackets and final dot; an internationalised name becomes its A-labels. */
    static Host read(String text) {
        if (text.length() > 512) {
            return new Unclear();
        }
        if (text.indexOf(':') >= 0) {
            return address(unbracketed(text));
        }
        Optional<String> ascii = ascii(text);
        if (ascii.isEmpty()) {
            return new Unclear();
        }
        String host =
                ascii.get().endsWith(".") ? ascii.get().substring(0, ascii.get().length() - 1) : ascii.get();
        List<String> labels = List.of(host.split("\\.", -1));
        // A last label of digits is an address to one program or another (WHATWG URL, "ends in a number").
        return number(labels.getLast()) ? address(host) : named(host, labels);
    }

    private static Host address(String text) {
        return AddressLiteral.parse(text).<Host>map(Address::new).orElseGet(Unclear::new);
    }

    private static String unbracketed(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<String> ascii(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(text);
        }
        try {
            return Optional.of(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean number(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9') || label.startsWith("0x") || label.startsWith("0X");
    }

    private static Host named(String host, List<String> labels) {
        if (host.length() > 253 || !labels.stream().allMatch(Host::isLabel)) {
            return new Unclear();
        }
        try {
            return new Named(Name.fromString(host.toLowerCase(Locale.ROOT), Name.root));
        } catch (TextParseException e) {
            return new Unclear();
        }
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= 63
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(Host::isLabelCharacter);
    }

    private static boolean isLabelCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
