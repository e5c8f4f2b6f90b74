package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "2001:DB8:0:0::7, 2001:db8::7",
        "2001:0db8:0000:0000:0000:0000:0000:0007, 2001:db8::7",
        "::ffff:192.0.2.1, ::ffff:c000:201",
    })
    void reads(String text, String canonical) {
        assertThat(LiteralAddress.parse(text).map(IPAddress::toCanonicalString)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "ab",
                "192.0.2",
                "192.0.2.1.",
                "192.0.2.256",
                "192.0.2.01",
                "0300.0.2.1",
                "0xc0.0.2.1",
                "3221225985",
                "192.0.513",
                "192.0.2.1/24",
                "192.0.2.*",
                "192.0.2.1-3",
                "192.0.2.1 ",
                " 192.0.2.1",
                "192.0.2.1\n",
                "192.0.2.\u0661",
                "192\u30020.2.1",
                "*",
                ":::",
                "1::2::3",
                ":1",
                "1:",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "fe80::1%eth0",
                "[::1]",
                "::ffff:0300.0.2.1",
                "::192.0.2",
                "1:2:3:4:5:6:7:8::"
            })
    void readsNothingElse(String text) {
        assertThat(LiteralAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0/24",
        "203.0.113.5/24, 203.0.113.0/24",
        "0.0.0.0/0, 0.0.0.0/0",
        "192.0.2.1/32, 192.0.2.1/32",
        "2001:db8::/32, 2001:db8::/32",
        "::/128, ::/128"
    })
    void readsRanges(String text, String canonical) {
        assertThat(LiteralAddress.parseRange(text).map(IPAddress::toCanonicalString))
                .contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.0",
                "203.0.113.0/",
                "203.0.113.0/33",
                "203.0.113.0/-1",
                "203.0.113.0/024",
                "203.0.113.0/255.255.255.0",
                "203.0.113/24",
                "/24",
                "2001:db8::/129",
                "2001:db8::/32/32"
            })
    void readsNoOtherRanges(String text) {
        assertThat(LiteralAddress.parseRange(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "0x7f.1",
                "0X7F000001",
                "0177.0.0.1",
                "2130706433",
                "a.1",
                "example.0x",
                "1.",
                "::1",
                "a:b"
            })
    void knowsWhatOthersTakeForAnAddress(String host) {
        assertThat(LiteralAddress.spelledBy(host)).isTrue();
        assertThat(HostNames.valid(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "1.example.com", "0x7f.example", "a1", "1a", "_sip._tcp.example.com."})
    void knowsWhatIsAName(String host) {
        assertThat(LiteralAddress.spelledBy(host)).isFalse();
        assertThat(HostNames.valid(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.113.10",
                "223.255.255.255",
                "2000::",
                "2001:db8::1",
                "2003::1",
                "3fff:ffff::1"
            })
    void showsPublicAddresses(String text) {
        assertThat(LiteralAddress.parse(text).map(AddressRanges::isPublic)).contains(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.0",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "224.0.0.0",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:203.0.113.10",
                "64:ff9b::a00:1",
                "1fff::1",
                "2001:0:a00:1::",
                "2002:a00:1::1",
                "4000::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1"
            })
    void hidesEverythingElse(String text) {
        assertThat(LiteralAddress.parse(text).map(AddressRanges::isPublic)).contains(false);
    }
}
