package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsRefusalsTest {
    private static final TlsCheck CHECK = new TlsCheck();
    private static final String HOST = "host: must be a name, not an address: set connectTo.address";
    private static final String NAME = "must be a host name, or a wildcard such as *.example.com";
    private static final String COVER = "names: must cover host: add it to names";
    private static final String REMAINING = "minRemaining: must be a duration from 0s to 365d";

    @Test
    void acceptsEveryField() {
        String spec = """
                host: ml.example.com
                port: 443
                connectTo: {ingress: {name: public}}
                names: [ml.example.com, ml-api.example.com]
                minRemaining: 14d
                minVersion: Tls12
                ca: {configMap: {name: corp-ca, key: ca.pem}}
                certificate: {name: ml-tls}
                """;

        assertThat(Spec.refusals(CHECK, spec)).isEmpty();
        assertThat(Spec.refusals(CHECK, "host: ML.example.com.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.1",
                "2001:db8::1",
                "[2001:db8::1]",
                "127.1",
                "0x7f.1",
                "a b",
                "*.example.com",
                "a..b",
                "h\u00f6st"
            })
    void refusesHostsThatAreNoName(String host) {
        assertThat(Spec.refusals(CHECK, "host: '" + host + "'")).contains(HOST);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                row("port 0", "port: 0", "port: must be from 1 to 65535"),
                row("port beyond", "port: 65536", "port: must be from 1 to 65535"),
                row("port below", "port: -1", "port: must be from 1 to 65535"),
                row("host is not covered", "names: [other.example.com]", COVER),
                row("host is below the wildcard's label", "names: ['*.com.example']", COVER),
                row("wildcard too deep", "names: ['*.ml.example.com']", COVER),
                row("name", "names: [ml.example.com, 'a b']", "names[1]: " + NAME),
                row("address as name", "names: [ml.example.com, 192.0.2.1]", "names[1]: " + NAME),
                row("bare wildcard", "names: [ml.example.com, '*']", "names[1]: " + NAME),
                row("wildcard over everything", "names: [ml.example.com, '*.com']", "names[1]: " + NAME),
                row("wildcard in the middle", "names: [ml.example.com, 'a.*.com']", "names[1]: " + NAME),
                row("part of a label", "names: [ml.example.com, 'a*.example.com']", "names[1]: " + NAME),
                row(
                        "too many names",
                        "names: [ml.example.com, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]",
                        "names: 1 to 20 elements, saw 21"),
                row("remaining without unit", "minRemaining: '14'", REMAINING),
                row("remaining beyond", "minRemaining: 366d", REMAINING),
                row("remaining a little beyond", "minRemaining: 365d1ms", REMAINING),
                row("remaining negative", "minRemaining: -1d", REMAINING),
                row("remaining overflowing", "minRemaining: 99999999999d", REMAINING),
                row("certificate", "certificate: {name: 'A b'}", "certificate.name: must be the name of an object"),
                row(
                        "authority",
                        "ca: {configMap: {name: c, key: 'a b'}}",
                        "ca.configMap.key: must be a key: letters, digits, dots, dashes, underscores"),
                row(
                        "place to connect",
                        "connectTo: {}",
                        "connectTo: exactly one of address, service, ingress, gateway must be set"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, String member, List<String> expected) {
        assertThat(Spec.refusals(CHECK, "host: ml.example.com\n" + member)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "365d", "8760h", "1h30m"})
    void acceptsRemaining(String remaining) {
        assertThat(Spec.refusals(CHECK, "{host: a, minRemaining: " + remaining + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ml.example.com, ml.example.com, true",
        "ML.Example.com., ml.example.COM, true",
        "*.example.com, ml.example.com, true",
        "*.EXAMPLE.com, ML.example.com., true",
        "*.example.com, *.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, a.ml.example.com, false",
        "*.example.com, .example.com, false",
        "*.example.com, *.ml.example.com, false",
        "*.*.example.com, *.a.example.com, false",
        "*.com, example.com, false",
        "*, example, false",
        "m*.example.com, ml.example.com, false",
        "ml.*.com, ml.example.com, false",
        "ml.example.com, *.example.com, false",
        "xml.example.com, ml.example.com, false",
        "ml.example.com, ml.example.com.evil.net, false"
    })
    void coversExactlyOrByAWildcardForOneLabel(String certificate, String name, boolean covered) {
        assertThat(CertificateNames.cover(List.of("unrelated.example.net", certificate), name))
                .isEqualTo(covered);
    }

    private static Arguments row(String name, String member, String... expected) {
        return arguments(name, member, List.of(expected));
    }
}
