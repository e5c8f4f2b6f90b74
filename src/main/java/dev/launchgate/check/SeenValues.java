package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DnsType;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How answered values appear in a message: public addresses as they are, and what the spec itself names; everything else
 * only counted, for who writes a checklist may not read internal zones through it.
 */
final class SeenValues {
    private SeenValues() {}

    static String text(DnsType type, Collection<String> values, Set<String> named) {
        boolean addresses = type == DnsType.A || type == DnsType.AAAA;
        List<String> shown = new ArrayList<>();
        long hidden = 0;
        for (String value : values) {
            if (addresses ? isPublic(value) : named.contains(value)) {
                shown.add(value);
            } else {
                hidden++;
            }
        }
        if (hidden == 0) {
            return Wording.list(shown);
        }
        String count = Wording.count(hidden, addresses ? "private address" : "other record");
        return shown.isEmpty() ? count : Wording.list(shown) + " and " + count;
    }

    private static boolean isPublic(String value) {
        Optional<IPAddress> address = LiteralAddress.parse(value);
        return address.isPresent() && AddressRanges.isPublic(address.get());
    }
}
