package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.HttpParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRefusalsTest {
    private static final HttpCheck CHECK = new HttpCheck();
    private static final String RESERVED =
            "Host, Authorization, Cookie, Proxy-*, Content-Length, Accept-Encoding and hop-by-hop headers may not be set";
    private static final String NAME = "must be the name of an object";

    @Test
    void acceptsEveryField() {
        String spec = """
                url: https://ml.example.com:8443/healthz?deep=1
                method: GET
                connectTo: {gateway: {name: edge}}
                headers: {Accept: application/json, X-Empty: ''}
                auth: {bearer: {secret: {name: probe-token, key: token}}}
                ca: {configMap: {name: corp-ca, key: ca.pem}}
                expect: {status: ["200", 2xx], bodyMatches: '"status":\\s*"ok"'}
                """;

        assertThat(Spec.refusals(CHECK, spec)).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                row("no url", "{}", "url: must have 1 to 2048 characters"),
                row("HEAD with body", with("method: HEAD, expect: {bodyMatches: ok}"), "expect: HEAD has no body"),
                row(
                        "credentials in the clear",
                        "{url: 'http://ml.example.com', auth: {basic: {secret: {name: s}}}}",
                        "auth: credentials need https"),
                row("no credentials", with("auth: {}"), "auth: exactly one of bearer, basic must be set"),
                row(
                        "two credentials",
                        with("auth: {bearer: {secret: {name: s, key: k}}, basic: {secret: {name: s}}}"),
                        "auth: exactly one of bearer, basic must be set"),
                row(
                        "secret name",
                        with("auth: {bearer: {secret: {name: ../s, key: k}}}"),
                        "auth.bearer.secret.name: " + NAME),
                row(
                        "secret key",
                        with("auth: {bearer: {secret: {name: s, key: 'a/b'}}}"),
                        "auth.bearer.secret.key: must be a key: letters, digits, dots, dashes, underscores"),
                row("basic secret", with("auth: {basic: {secret: {}}}"), "auth.basic.secret.name: " + NAME),
                row(
                        "authority",
                        with("ca: {}"),
                        "ca.configMap.name: " + NAME,
                        "ca.configMap.key: must be a key: letters, digits, dots, dashes, underscores"),
                row(
                        "nowhere to connect",
                        with("connectTo: {}"),
                        "connectTo: exactly one of address, service, ingress, gateway must be set"),
                row(
                        "two places to connect",
                        with("connectTo: {service: {name: a}, ingress: {name: b}}"),
                        "connectTo: exactly one of address, service, ingress, gateway must be set"),
                row("service name", with("connectTo: {service: {name: A}}"), "connectTo.service.name: " + NAME),
                row("ingress name", with("connectTo: {ingress: {name: a_b}}"), "connectTo.ingress.name: " + NAME),
                row("gateway name", with("connectTo: {gateway: {}}"), "connectTo.gateway.name: " + NAME),
                row(
                        "gateway name too long",
                        with("connectTo: {gateway: {name: " + "a".repeat(254) + "}}"),
                        "connectTo.gateway.name: " + NAME),
                row("status", with("expect: {status: ['200', 6xx]}"), "expect.status[1]: " + status()),
                row("status of two digits", with("expect: {status: ['20']}"), "expect.status[0]: " + status()),
                row("status of four digits", with("expect: {status: ['2000']}"), "expect.status[0]: " + status()),
                row("class in capitals", with("expect: {status: [2XX]}"), "expect.status[0]: " + status()),
                row(
                        "too many status",
                        with("expect: {status: [1xx, 1xx, 1xx, 1xx, 1xx, 1xx, 1xx, 1xx, 1xx, 1xx, 1xx]}"),
                        "expect.status: 1 to 10 elements, saw 11"),
                row(
                        "expression",
                        with("expect: {bodyMatches: 'a(b'}"),
                        "expect.bodyMatches: not an RE2 expression: missing closing ) (position 3)"),
                row(
                        "empty expression",
                        with("expect: {bodyMatches: ''}"),
                        "expect.bodyMatches: must have 1 to 256 characters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, String spec, List<String> expected) {
        assertThat(Spec.refusals(CHECK, spec)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "HOST",
                "authorization",
                "Cookie",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Content-Length",
                "Expect",
                "Accept-Encoding",
                "Proxy-Authorization",
                "proxy-connection"
            })
    void refusesReservedHeaders(String header) {
        assertThat(Spec.refusals(CHECK, with("headers: {" + header + ": x}")))
                .containsExactly("headers[" + header + "]: " + RESERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "a\nb", "a\u0000b", "a(b", "\u00e4", "a\u010a", "\"a\"", "a/b"})
    void refusesHeaderNamesThatAreNoTokens(String header) {
        assertThat(refusals(Map.of(header, "x")))
                .containsExactly("headers: header names are tokens of at most 64 characters");
    }

    @Test
    void refusesHeaderNamesThatAreTooLong() {
        assertThat(refusals(Map.of("a".repeat(64), "x"))).isEmpty();
        assertThat(refusals(Map.of("a".repeat(65), "x")))
                .containsExactly("headers: header names are tokens of at most 64 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nHost: other",
                "a\nb",
                "a\rb",
                "a\tb",
                "\u0000",
                "\u007f",
                "\u0085",
                "\u009b",
                // the low bytes of these are CR and LF
                "\u010d\u010a",
                "\u202e",
                "\u00e4"
            })
    void refusesHeaderValuesBeyondPrintableAscii(String value) {
        assertThat(refusals(Map.of("X-A", value))).containsExactly("headers[X-A]: " + value());
    }

    @Test
    void refusesHeaderValuesThatAreTooLong() {
        assertThat(refusals(Map.of("X-A", "x".repeat(256)))).isEmpty();
        assertThat(refusals(Map.of("X-A", "x".repeat(257)))).containsExactly("headers[X-A]: " + value());
    }

    @Test
    void refusesTooManyHeaders() {
        Map<String, String> headers = IntStream.range(0, 11)
                .boxed()
                .collect(Collectors.toMap(i -> "X-" + i, i -> "", (a, b) -> a, LinkedHashMap::new));

        assertThat(refusals(headers)).containsExactly("headers: 0 to 10 elements, saw 11");
    }

    /** A map has no order of its own, and a message that changes with the process would be written again by each. */
    @Test
    void refusesHeadersInTheOrderOfTheirNames() {
        assertThat(refusals(Map.of("Te", "", "Host", "", "Cookie", "", "Expect", "", "Upgrade", "")))
                .containsExactly(
                        "headers[Cookie]: " + RESERVED,
                        "headers[Expect]: " + RESERVED,
                        "headers[Host]: " + RESERVED,
                        "headers[Te]: " + RESERVED,
                        "headers[Upgrade]: " + RESERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lb.example.net", "lb", "192.0.2.9", "127.0.0.1", "2001:db8::7", "scoring.ml.svc"})
    void acceptsPlacesToConnect(String address) {
        assertThat(Spec.refusals(CHECK, with("connectTo: {address: '" + address + "'}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.9:443",
                "lb.example.net:443",
                "[2001:db8::7]",
                "fe80::1%eth0",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "2130706433",
                "a..b",
                "a b",
                "a@b",
                "https://lb.example.net",
                "l\u00f6.example.net"
            })
    void refusesPlacesThatAreNoHost(String address) {
        assertThat(Spec.refusals(CHECK, with("connectTo: {address: '" + address + "'}")))
                .containsExactly(
                        "connectTo.address: must be a host name, four decimal numbers, or IPv6 without brackets"
                                + " and zone; no port");
    }

    private static String status() {
        return "must be a code or a class such as 2xx";
    }

    private static String value() {
        return "header values are at most 256 characters of printable ASCII without control characters";
    }

    private static List<String> refusals(Map<String, String> headers) {
        Refusals refusals = new Refusals("it");
        CHECK.refuse(new HttpParams("https://ml.example.com", null, null, headers, null, null, null), refusals);
        return refusals.all().stream()
                .map(refusal -> refusal.toString().substring("it.".length()))
                .toList();
    }

    private static String with(String members) {
        return "{url: 'https://ml.example.com', " + members + "}";
    }

    private static Arguments row(String name, String spec, String... expected) {
        return arguments(name, spec, List.of(expected));
    }
}
