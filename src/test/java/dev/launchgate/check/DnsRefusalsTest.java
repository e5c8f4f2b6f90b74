package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsRefusalsTest {
    private static final DnsCheck CHECK = new DnsCheck();
    private static final String NAME = "must be an absolute name of at least two labels; no wildcard, no address";
    private static final String RESOLVER =
            "must be System, Authoritative, or an address, optionally with a port from 1 to 65535";
    private static final String UNION = "expect: exactly one of values, cidrs, sameAs must be set";
    private static final String ADDRESSES = "expect: cidrs and sameAs compare addresses: use type A or AAAA";
    private static final String TTL = "maxTtl: maxTtl is read at the authority: add Authoritative to resolvers";
    private static final String MAX_TTL = "maxTtl: must be a duration from 0s to 7d";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names: [ml.example.com, ML-api.Example.com., _sip._tcp.example.com]",
                "{names: [a.b], type: A, expect: {values: [203.0.113.10], match: Exact}}",
                "{names: [a.b], expect: {cidrs: [203.0.113.0/24]}}",
                "{names: [a.b], type: AAAA, expect: {cidrs: ['2001:db8::/32']}}",
                "{names: [a.b], type: AAAA, expect: {sameAs: {ingress: {name: public}}}}",
                "{names: [a.b], type: TXT, expect: {values: ['\"a\" \"b\"'], match: Contains}}",
                "{names: [a.b], resolvers: [System, Authoritative, 192.0.2.53, '192.0.2.53:5353', '2001:db8::53',"
                        + " '[2001:db8::53]:53'], agreement: Majority, maxTtl: 5m}",
                "{names: [a.b], resolvers: [Authoritative], maxTtl: 0s}",
                "{names: [a.b], resolvers: [Authoritative], maxTtl: 7d}"
            })
    void accepts(String spec) {
        assertThat(Spec.refusals(CHECK, spec)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "com.",
                "*.example.com",
                "a..example.com",
                ".example.com",
                "-a.example.com",
                "a b.example.com",
                "203.0.113.10",
                "0x7f.1",
                "2001:db8::1",
                "m\u00fcnchen.example",
                "a.example.com/",
                "\u202ea.example.com"
            })
    void refusesNames(String name) {
        assertThat(Spec.refusals(CHECK, "names: [ml.example.com, \"" + name + "\"]"))
                .containsExactly("names[1]: " + NAME);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(Spec.refusals(CHECK, "names: [" + longest + "]")).isEmpty();
        assertThat(Spec.refusals(CHECK, "names: [" + longest + "a]")).containsExactly("names[0]: " + NAME);
        assertThat(Spec.refusals(CHECK, "names: [" + label + "a.example.com]")).containsExactly("names[0]: " + NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "system",
                "authoritative",
                "ns1.example.com",
                "ns1.example.com:53",
                "192.0.2.53:0",
                "192.0.2.53:65536",
                "192.0.2.53:",
                "192.0.2",
                "0300.0.2.53",
                "[192.0.2.53]:53",
                "[2001:db8::53]",
                "[2001:db8::53]:0",
                "fe80::53%eth0",
                "192.0.2.0/24"
            })
    void refusesResolvers(String resolver) {
        assertThat(Spec.refusals(CHECK, "{names: [a.b], resolvers: [System, '" + resolver + "']}"))
                .containsExactly("resolvers[1]: " + RESOLVER);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                row("no names", "names: []", "names: 1 to 10 elements, saw 0"),
                row("nothing", "{}", "names: 1 to 10 elements, saw 0"),
                row("too many names", "names: " + Collections.nCopies(11, "a.b"), "names: 1 to 10 elements, saw 11"),
                row(
                        "too many resolvers",
                        "{names: [a.b], resolvers: " + Collections.nCopies(9, "System") + "}",
                        "resolvers: 1 to 8 elements, saw 9"),
                row("nothing expected", "{names: [a.b], expect: {}}", UNION),
                row("two expected", with("values: [203.0.113.10], cidrs: [203.0.113.0/24]"), UNION),
                row("two others", with("cidrs: [203.0.113.0/24], sameAs: {service: {name: a}}"), UNION),
                row(
                        "match without values",
                        with("cidrs: [203.0.113.0/24], match: Within"),
                        "expect.match: match goes with values"),
                row(
                        "ranges of names",
                        "{names: [a.b], type: CNAME, expect: {sameAs: {service: {name: a}}}}",
                        ADDRESSES),
                row("addresses of mail", "{names: [a.b], type: MX, expect: {cidrs: [203.0.113.0/24]}}", ADDRESSES),
                row("IPv4", with("values: ['2001:db8::7']"), "expect.values[0]: not an IPv4 address"),
                row(
                        "IPv6",
                        "{names: [a.b], type: AAAA, expect: {values: ['2001:db8::7', 203.0.113.10]}}",
                        "expect.values[1]: not an IPv6 address"),
                row("name", typed("CNAME", "a b"), "expect.values[0]: not a name"),
                row("name server", typed("NS", "*.a"), "expect.values[0]: not a name"),
                row(
                        "mail",
                        typed("MX", "mail.example.com"),
                        "expect.values[0]: not a preference and a name, such as 10 mail.example.com"),
                row(
                        "service",
                        typed("SRV", "a.example.com"),
                        "expect.values[0]: not a priority, weight, port and name, such as 0 5 443 a.example.com"),
                row(
                        "authority",
                        typed("CAA", "ca.example.net"),
                        "expect.values[0]: not flags, tag and value, such as 0 issue \"ca.example.net\""),
                row(
                        "text",
                        typed("TXT", "\"open"),
                        "expect.values[0]: not a text: a quotation mark at its start needs one at its end"),
                row("empty value", typed("TXT", ""), "expect.values[0]: must have 1 to 1024 characters"),
                row("long value", typed("TXT", "x".repeat(1025)), "expect.values[0]: must have 1 to 1024 characters"),
                row(
                        "too many values",
                        with("values: " + Collections.nCopies(21, "203.0.113.10")),
                        "expect.values: 0 to 20 elements, saw 21"),
                row(
                        "too many ranges",
                        with("cidrs: " + Collections.nCopies(21, "203.0.113.0/24")),
                        "expect.cidrs: 0 to 20 elements, saw 21"),
                row(
                        "range of the other family",
                        with("cidrs: [203.0.113.0/24, '2001:db8::/32']"),
                        "expect.cidrs[1]: not a range of IPv4 addresses"),
                row(
                        "range of the other family, IPv6",
                        "{names: [a.b], type: AAAA, expect: {cidrs: [203.0.113.0/24]}}",
                        "expect.cidrs[0]: not a range of IPv6 addresses"),
                row("no range", with("cidrs: [203.0.113.0]"), "expect.cidrs[0]: not a range of IPv4 addresses"),
                row(
                        "range too long",
                        with("cidrs: [203.0.113.0/33]"),
                        "expect.cidrs[0]: not a range of IPv4 addresses"),
                row(
                        "no object",
                        with("sameAs: {}"),
                        "expect.sameAs: exactly one of service, ingress, gateway must be set"),
                row(
                        "two objects",
                        with("sameAs: {service: {name: a}, gateway: {name: b}}"),
                        "expect.sameAs: exactly one of service, ingress, gateway must be set"),
                row(
                        "name of an object",
                        with("sameAs: {gateway: {name: A_b}}"),
                        "expect.sameAs.gateway.name: must be the name of an object"),
                row("TTL that nobody tells", "{names: [a.b], maxTtl: 5m}", TTL),
                row("TTL too long", ttl("8d"), MAX_TTL),
                row("TTL a little too long", ttl("7d1ms"), MAX_TTL),
                row("TTL without unit", ttl("'300'"), MAX_TTL),
                row("TTL negative", ttl("-5m"), MAX_TTL),
                row("TTL of no known unit", ttl("1w"), MAX_TTL),
                row("TTL too long a text", ttl("00001d00001h00001m"), MAX_TTL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, String spec, List<String> expected) {
        assertThat(Spec.refusals(CHECK, spec)).isEqualTo(expected);
    }

    private static String with(String expect) {
        return "{names: [a.b], expect: {" + expect + "}}";
    }

    private static String typed(String type, String value) {
        return "{names: [a.b], type: " + type + ", expect: {values: ['" + value + "']}}";
    }

    private static String ttl(String maxTtl) {
        return "{names: [a.b], resolvers: [Authoritative], maxTtl: " + maxTtl + "}";
    }

    private static Arguments row(String name, String spec, String... expected) {
        return arguments(name, spec, List.of(expected));
    }
}
