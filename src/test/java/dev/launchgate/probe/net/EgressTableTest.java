package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every range that the policy knows: its first and last address, and the nearest one outside on both sides. */
class EgressTableTest {
    private static final AddressPolicy STRICT = AddressPolicy.allowing(List.of());
    private static final AddressPolicy EVERYTHING = AddressPolicy.allowing(List.of("0.0.0.0/0", "::/0"));

    /** {@code range's reach, one before, its reach, first, last, one after, its reach}; {@code -} where there is none. */
    @ParameterizedTest(name = "{3} to {4}")
    @CsvSource(textBlock = """
            Never, -,               -,     0.0.0.0,         0.255.255.255,   1.0.0.0,         Open
            Own,   9.255.255.255,   Open,  10.0.0.0,        10.255.255.255,  11.0.0.0,        Open
            Own,   100.63.255.255,  Open,  100.64.0.0,      100.127.255.255, 100.128.0.0,     Open
            Never, 100.100.100.199, Own,   100.100.100.200, 100.100.100.200, 100.100.100.201, Own
            Named, 126.255.255.255, Open,  127.0.0.0,       127.255.255.255, 128.0.0.0,       Open
            Never, 168.63.129.15,   Open,  168.63.129.16,   168.63.129.16,   168.63.129.17,   Open
            Never, 169.253.255.255, Open,  169.254.0.0,     169.254.255.255, 169.255.0.0,     Open
            Own,   172.15.255.255,  Open,  172.16.0.0,      172.31.255.255,  172.32.0.0,      Open
            Own,   191.255.255.255, Open,  192.0.0.0,       192.0.0.255,     192.0.1.0,       Open
            Never, 192.0.0.191,     Own,   192.0.0.192,     192.0.0.192,     192.0.0.193,     Own
            Own,   192.0.1.255,     Open,  192.0.2.0,       192.0.2.255,     192.0.3.0,       Open
            Own,   192.88.98.255,   Open,  192.88.99.0,     192.88.99.255,   192.88.100.0,    Open
            Own,   192.167.255.255, Open,  192.168.0.0,     192.168.255.255, 192.169.0.0,     Open
            Own,   198.17.255.255,  Open,  198.18.0.0,      198.19.255.255,  198.20.0.0,      Open
            Own,   198.51.99.255,   Open,  198.51.100.0,    198.51.100.255,  198.51.101.0,    Open
            Own,   203.0.112.255,   Open,  203.0.113.0,     203.0.113.255,   203.0.114.0,     Open
            Never, 223.255.255.255, Open,  224.0.0.0,       239.255.255.255, 240.0.0.0,       Own
            Own,   239.255.255.255, Never, 240.0.0.0,       255.255.255.254, 255.255.255.255, Never
            Never, 255.255.255.254, Own,   255.255.255.255, 255.255.255.255, -,               -
            """)
    void ipv4(
            String reach,
            String before,
            String beforeReach,
            String first,
            String last,
            String after,
            String afterReach) {
        range(reach, before, beforeReach, first, last, after, afterReach);
    }

    @ParameterizedTest(name = "{3} to {4}")
    @CsvSource(textBlock = """
            Never, -,                        -,     ::,                    ::,                                       ::1,                Named
            Named, ::,                       Never, ::1,                   ::1,                                      ::2,                Never
            Own,   1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Own, 2001:0:808:808:0:0:f7f7:f7f7, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::, Open
            Own,   64:ff9b:0:ffff:ffff:ffff:ffff:ffff,      Own, 64:ff9b:1::, 64:ff9b:1::1.0.0.0,                   64:ff9b:2::,        Own
            Open,  64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff,   Own, 64:ff9b::1.0.0.0, 64:ff9b::223.255.255.255,        64:ff9b::1:0:0,     Own
            Own,   2001:db7:ffff:ffff:ffff:ffff:ffff:ffff,  Open, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::,        Open
            Own,   2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Open, 2002:b00::, 2002:b00:ffff:ffff:ffff:ffff:ffff:ffff, 2003::,            Open
            Own,   3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Open, 3fff::,  3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff,   3fff:1000::,        Open
            Own,   3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Open, 4000::,  fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,  fc00::,             Own
            Own,   fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Own,  fc00::,  fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,  fe00::,             Own
            Never, fd00:42::41,              Own,   fd00:42::42,           fd00:42::42,                              fd00:42::43,        Own
            Never, fd00:100::100:1ff,        Own,   fd00:100::100:200,     fd00:100::100:200,                        fd00:100::100:201,  Own
            Never, fd00:a9fe:a9fe::,         Own,   fd00:a9fe:a9fe::1,     fd00:a9fe:a9fe::1,                        fd00:a9fe:a9fe::2,  Own
            Never, fd00:c1::a9fe:a9fd,       Own,   fd00:c1::a9fe:a9fe,    fd00:c1::a9fe:a9fe,                       fd00:c1::a9fe:a9ff, Own
            Never, fd00:ec1:ffff:ffff:ffff:ffff:ffff:ffff, Own, fd00:ec2::, fd00:ec2:ffff:ffff:ffff:ffff:ffff:ffff,  fd00:ec3::,         Own
            Never, fd20:ce::253,             Own,   fd20:ce::254,          fd20:ce::254,                             fd20:ce::255,       Own
            Never, fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Own, fe80::,   febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff,  fec0::,             Own
            Never, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, Own, ff00::,   ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,  -,                  -
            """)
    void ipv6(
            String reach,
            String before,
            String beforeReach,
            String first,
            String last,
            String after,
            String afterReach) {
        range(reach, before, beforeReach, first, last, after, afterReach);
    }

    private static void range(
            String reach,
            String before,
            String beforeReach,
            String first,
            String last,
            String after,
            String afterReach) {
        assertThat(STRICT.reach(address(first))).as(first).hasToString(reach);
        assertThat(STRICT.reach(address(last))).as(last).hasToString(reach);
        outside(before, beforeReach);
        outside(after, afterReach);
        Reach allowed = reach.equals("Never") ? Reach.Never : Reach.Open;
        AddressPolicy named = AddressPolicy.allowing(List.of(first, last));
        for (AddressPolicy policy : List.of(EVERYTHING, named)) {
            assertThat(policy.reach(address(first))).as("%s allowed", first).isEqualTo(allowed);
            assertThat(policy.reach(address(last))).as("%s allowed", last).isEqualTo(allowed);
        }
        outside(named, before, beforeReach);
        outside(named, after, afterReach);
    }

    private static void outside(String address, String reach) {
        outside(STRICT, address, reach);
    }

    private static void outside(AddressPolicy policy, String address, String reach) {
        if (!address.equals("-")) {
            assertThat(policy.reach(address(address))).as(address).hasToString(reach);
        }
    }

    /** An address that carries another is as closed as the worse of the two. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            ::ffff:8.8.8.8,                    Open
            ::ffff:10.0.0.1,                   Own
            ::ffff:127.0.0.1,                  Named
            ::ffff:169.254.169.254,            Never
            ::8.8.8.8,                         Own
            ::127.0.0.1,                       Named
            ::169.254.169.254,                 Never
            ::ffff:0:8.8.8.8,                  Own
            ::ffff:0:127.0.0.1,                Named
            64:ff9b::8.8.8.8,                  Open
            64:ff9b::10.0.0.1,                 Own
            64:ff9b::127.0.0.1,                Named
            64:ff9b::169.254.169.254,          Never
            64:ff9b::255.255.255.255,          Never
            64:ff9b:1::8.8.8.8,                Own
            64:ff9b:1::127.0.0.1,              Named
            64:ff9b:1::169.254.169.254,        Never
            64:ff9b:1:6464:64:c800::,          Never
            64:ff9b:1:64:64:64c8::,            Never
            64:ff9b:1:0:64:6464:c800:0,        Never
            2002:808:808::1,                   Own
            2002:7f00:1::1,                    Named
            2002:a9fe:a9fe::1,                 Never
            2001:0:808:808:0:0:f7f7:f7f7,      Own
            2001:0:808:808:0:0:80ff:fffe,      Named
            2001:0:808:808:0:0:5601:5601,      Never
            2001:0:a9fe:a9fe:0:0:f7f7:f7f7,    Never
            2001:4860:4860::8888,              Open
            """)
    void carried(String address, Reach reach) {
        assertThat(STRICT.reach(address(address))).isEqualTo(reach);
    }

    @Test
    void allowingTheOuterAddressDoesNotOpenTheInner() {
        AddressPolicy policy = AddressPolicy.allowing(List.of("64:ff9b::/96", "2002::/16"));
        assertThat(policy.reach(address("64:ff9b::10.0.0.1"))).isEqualTo(Reach.Own);
        assertThat(policy.reach(address("2002:7f00:1::1"))).isEqualTo(Reach.Named);
        assertThat(AddressPolicy.allowing(List.of("10.0.0.0/8")).reach(address("64:ff9b::10.0.0.1")))
                .isEqualTo(Reach.Open);
    }

    @Test
    void publicNumbersOfTheClusterAreClosedUnlessAllowed() {
        AddressPolicy policy =
                AddressPolicy.allowing(List.of("30.1.2.3")).closing(List.of("30.0.0.0/8", "2600:1f14::/32"));
        assertThat(policy.reach(address("30.1.2.2"))).isEqualTo(Reach.Own);
        assertThat(policy.reach(address("30.1.2.3"))).isEqualTo(Reach.Open);
        assertThat(policy.reach(address("2600:1f14::1"))).isEqualTo(Reach.Own);
        assertThat(policy.reach(address("64:ff9b::30.1.2.2"))).isEqualTo(Reach.Own);
        assertThat(policy.reach(address("31.0.0.0"))).isEqualTo(Reach.Open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/255.0.0.0",
                "10.*.*.*",
                "10.0.0.0-10.0.0.9",
                "10/8",
                "/8",
                "0x0a.0.0.0/8",
                "010.0.0.0/8",
                "localhost",
                "fe80::1%eth0",
                "[::1]",
                "::/129",
                "10.0.0.1/8",
                "fd00::1/8",
                "::ffff:10.0.0.0/104",
                "10.0.0.0/8,11.0.0.0/8",
                "1.2.3.4.5"
            })
    void anEntryThatIsNoBlockIsRefusedByItsText(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressPolicy.allowing(List.of("192.168.0.0/16", entry)))
                .withMessageStartingWith(entry + ": expected ");
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow(() -> new AssertionError(literal));
    }
}
