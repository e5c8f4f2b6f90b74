package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DnsExpectation;
import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.api.v1alpha1.DnsType;
import java.time.Duration;
import java.util.List;

/** What is refused of dns parameters. */
final class DnsRefusals {
    private static final int MOST_NAMES = 10;
    private static final int MOST_RESOLVERS = 8;
    private static final int MOST_EXPECTED = 20;
    private static final int LONGEST_VALUE = 1024;
    private static final Duration LONGEST_TTL = Duration.ofDays(7);

    private DnsRefusals() {}

    static void refuse(DnsParams params, Refusals refusals) {
        List<String> names = params.names();
        SpecBounds.count(names, 1, MOST_NAMES, "names", refusals);
        for (int i = 0; i < names.size(); i++) {
            refusals.require(
                    HostNames.absolute(names.get(i)),
                    "names[" + i + "]",
                    "must be an absolute name of at least two labels; no wildcard, no address");
        }
        if (params.expect() != null) {
            refuse(params.expect(), params.type(), refusals);
        }
        List<String> resolvers = params.resolvers();
        SpecBounds.count(resolvers, 1, MOST_RESOLVERS, "resolvers", refusals);
        for (int i = 0; i < resolvers.size(); i++) {
            refusals.require(
                    isResolver(resolvers.get(i)),
                    "resolvers[" + i + "]",
                    "must be System, Authoritative, or an address, optionally with a port from 1 to 65535");
        }
        if (params.maxTtl() != null) {
            SpecBounds.age(params.maxTtl(), LONGEST_TTL, "maxTtl", refusals);
            refusals.require(resolvers.contains(DnsParams.AUTHORITATIVE), "maxTtl", DnsParams.TTL_AT_AUTHORITY);
        }
    }

    private static void refuse(DnsExpectation expect, DnsType type, Refusals refusals) {
        boolean values = !expect.values().isEmpty();
        boolean cidrs = !expect.cidrs().isEmpty();
        SpecBounds.exactlyOne(
                "values, cidrs, sameAs", "expect", refusals, values ? "" : null, cidrs ? "" : null, expect.sameAs());
        refusals.require(expect.match() == null || values, "expect.match", "match goes with values");
        refusals.require(
                type == DnsType.A || type == DnsType.AAAA || !(cidrs || expect.sameAs() != null),
                "expect",
                DnsParams.COMPARE_ADDRESSES);
        SpecBounds.count(expect.values(), 0, MOST_EXPECTED, "expect.values", refusals);
        SpecBounds.count(expect.cidrs(), 0, MOST_EXPECTED, "expect.cidrs", refusals);
        for (int i = 0; i < expect.values().size(); i++) {
            String value = expect.values().get(i);
            boolean valid = value.length() <= LONGEST_VALUE && !value.isEmpty();
            refusals.require(
                    valid && DnsValues.canonical(type, value).isPresent(),
                    "expect.values[" + i + "]",
                    valid ? DnsValues.fault(type) : "must have 1 to 1024 characters");
        }
        for (int i = 0; i < expect.cidrs().size(); i++) {
            refusals.require(
                    isRange(expect.cidrs().get(i), type),
                    "expect.cidrs[" + i + "]",
                    type == DnsType.AAAA ? "not a range of IPv6 addresses" : "not a range of IPv4 addresses");
        }
        if (expect.sameAs() != null) {
            ConnectionRefusals.refuse(expect.sameAs(), "expect.sameAs", refusals);
        }
    }

    private static boolean isRange(String cidr, DnsType type) {
        return LiteralAddress.parseRange(cidr)
                .filter(range -> type == DnsType.AAAA ? range.isIPv6() : range.isIPv4())
                .isPresent();
    }

    private static boolean isResolver(String resolver) {
        return resolver.equals(DnsParams.SYSTEM)
                || resolver.equals(DnsParams.AUTHORITATIVE)
                || LiteralAddress.parse(resolver).isPresent()
                || HostPort.parse(resolver)
                        .filter(destination ->
                                LiteralAddress.parse(destination.host()).isPresent())
                        .isPresent();
    }
}
