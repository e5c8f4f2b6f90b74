package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AddressSource;
import dev.launchgate.api.v1alpha1.DnsExpectation;
import dev.launchgate.api.v1alpha1.DnsMatch;
import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import inet.ipaddr.IPAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a name must answer.
 *
 * @param text how messages call it
 * @param named values that the spec itself names, so that they may be shown when they are answered
 * @param met whether a set of answered values, in canonical form and not empty, is as expected
 * @param obstacle why that cannot be told; null if it can
 */
record DnsExpected(
        String text,
        Set<String> named,
        Predicate<Set<String>> met,
        @Nullable Judgement obstacle) {

    static DnsExpected of(DnsParams params, Facts facts) {
        DnsExpectation expect = params.expect();
        if (expect == null) {
            return new DnsExpected("a record", Set.of(), seen -> true, null);
        }
        AddressSource sameAs = expect.sameAs();
        if (sameAs != null) {
            return sameAs(sameAs, params.type(), facts);
        }
        return expect.values().isEmpty() ? within(expect.cidrs()) : values(params.type(), expect);
    }

    private static DnsExpected values(DnsType type, DnsExpectation expect) {
        Set<String> values = expect.values().stream()
                .map(value -> DnsValues.canonical(type, value).orElse(value))
                .collect(Collectors.toCollection(TreeSet::new));
        String list = Wording.list(expect.values());
        DnsMatch match = expect.match() == null ? DnsMatch.Exact : expect.match();
        return switch (match) {
            case Exact -> new DnsExpected(list, values, values::equals, null);
            case Contains -> new DnsExpected("at least " + list, values, seen -> seen.containsAll(values), null);
            case Within -> new DnsExpected("nothing but " + list, values, values::containsAll, null);
        };
    }

    private static DnsExpected within(List<String> cidrs) {
        List<IPAddress> ranges = cidrs.stream()
                .flatMap(cidr -> LiteralAddress.parseRange(cidr).stream())
                .toList();
        return new DnsExpected(
                "addresses within " + Wording.list(cidrs),
                Set.of(),
                seen -> seen.stream()
                        .allMatch(value -> LiteralAddress.parse(value)
                                .filter(address -> ranges.stream().anyMatch(range -> range.contains(address)))
                                .isPresent()),
                null);
    }

    private static DnsExpected sameAs(AddressSource source, DnsType type, Facts facts) {
        String label = Addresses.label(source);
        return switch (ObjectRecords.of(source, type, facts)) {
            case Unresolved<Set<String>>(Judgement why) ->
                new DnsExpected("the addresses of " + label, Set.of(), seen -> false, why);
            case Resolved<Set<String>>(Set<String> addresses) ->
                new DnsExpected(
                        SeenValues.text(type, addresses, Set.of()) + " of " + label, Set.of(), addresses::equals, null);
        };
    }

    /** Why nothing can be compared. */
    Optional<Judgement> unknowable() {
        return Optional.ofNullable(obstacle);
    }
}
