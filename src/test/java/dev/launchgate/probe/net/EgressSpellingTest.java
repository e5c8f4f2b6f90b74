package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Ways to write an address that is closed: each is denied as it stands, as the host of a URL, and as a DNS answer. */
class EgressSpellingTest {
    /** Spelling, and the address that one program or another would take it for. */
    static final List<String> SPELLINGS = List.of(
            // plain
            "127.0.0.1 127.0.0.1",
            "127.1.2.3 127.1.2.3",
            "10.0.0.1 10.0.0.1",
            "192.168.0.1 192.168.0.1",
            "172.16.0.1 172.16.0.1",
            "100.64.0.1 100.64.0.1",
            "169.254.169.254 169.254.169.254",
            "0.0.0.0 0.0.0.0",
            "255.255.255.255 255.255.255.255",
            "224.0.0.1 224.0.0.1",
            "240.0.0.1 240.0.0.1",
            // trailing dot
            "127.0.0.1. 127.0.0.1",
            "127.0.0.1.. 127.0.0.1",
            "169.254.169.254. 169.254.169.254",
            // short
            "127.1 127.0.0.1",
            "127.0.1 127.0.0.1",
            "10.1 10.0.0.1",
            "0 0.0.0.0",
            "0. 0.0.0.0",
            "127 0.0.0.127",
            // one number
            "2130706433 127.0.0.1",
            "2852039166 169.254.169.254",
            "167772161 10.0.0.1",
            "02130706433 127.0.0.1",
            // octal
            "0177.0.0.1 127.0.0.1",
            "017700000001 127.0.0.1",
            "0177.1 127.0.0.1",
            "0251.0376.0251.0376 169.254.169.254",
            "00000177.0.0.1 127.0.0.1",
            "012.0.0.1 10.0.0.1",
            "127.0.0.01 127.0.0.1",
            "0127.0.0.1 127.0.0.1",
            // hexadecimal
            "0x7f.0.0.1 127.0.0.1",
            "0x7f000001 127.0.0.1",
            "0X7F.0X0.0X0.0X1 127.0.0.1",
            "0x7f.1 127.0.0.1",
            "0xa9fea9fe 169.254.169.254",
            "0xa9.0xfe.0xa9.0xfe 169.254.169.254",
            "0x0000007f.0.0.0x1 127.0.0.1",
            "127.0.0.0x1 127.0.0.1",
            "0x 0.0.0.0",
            // overflow, signs, space, ranges, separators
            "127.0.0.257 127.0.0.1",
            "4294967297 0.0.0.1",
            "+127.0.0.1 127.0.0.1",
            "127.0.0.1/8 127.0.0.1",
            "127.0.0.1-2 127.0.0.1",
            "127.0.0.* 127.0.0.1",
            "127.0.0.1:80 127.0.0.1",
            "127..0.0.1 127.0.0.1",
            "127,0.0.1 127.0.0.1",
            "127.0.0.1\t 127.0.0.1",
            "127.0.0.1\u0000 127.0.0.1",
            "\u200b127.0.0.1 127.0.0.1",
            // percent-encoding
            "%31%32%37.0.0.1 127.0.0.1",
            "127%2e0%2e0%2e1 127.0.0.1",
            "127.0.0.1%2e 127.0.0.1",
            "%6cocalhost 127.0.0.1",
            "127.0.0.1%00 127.0.0.1",
            "%2531%2532%2537.0.0.1 127.0.0.1",
            // full-width, circled and other digits, ideographic full stop
            "\uff11\uff12\uff17.0.0.1 127.0.0.1",
            "127\u30020\u30020\u30021 127.0.0.1",
            "\u2460\u2461\u2466.0.0.1 127.0.0.1",
            "169\uff0e254\uff0e169\uff0e254 169.254.169.254",
            "\u0661\u0662\u0667.0.0.1 127.0.0.1",
            // names
            "localhost 127.0.0.1",
            "localhost. 127.0.0.1",
            "LOCALHOST 127.0.0.1",
            "\uff4cocalhost 127.0.0.1",
            "127.0.0.1.example.com 127.0.0.1",
            "metadata.google.internal 169.254.169.254",
            "kubernetes.default.svc 10.96.0.1",
            "b\u00fccher.example 127.0.0.1",
            // IPv6
            ":: ::",
            "::1 ::1",
            "0:0:0:0:0:0:0:1 ::1",
            "0000:0000:0000:0000:0000:0000:0000:0001 ::1",
            "::0:1 ::1",
            "::1%lo ::1",
            "::1%251 ::1",
            "fe80::1 fe80::1",
            "fe80::1%eth0 fe80::1",
            "fe80::1%25eth0 fe80::1",
            "FE80::1 fe80::1",
            "fd00::1 fd00::1",
            "fd00:ec2::254 fd00:ec2::254",
            "FD00:0EC2:0:0:0:0:0:0254 fd00:ec2::254",
            "fec0::1 fec0::1",
            "ff02::1 ff02::1",
            "::1/128 ::1",
            "::1. ::1",
            "2001:db8::1 2001:db8::1",
            // IPv4 inside IPv6
            "::ffff:127.0.0.1 127.0.0.1",
            "::ffff:7f00:1 127.0.0.1",
            "0:0:0:0:0:ffff:7f00:1 127.0.0.1",
            "::FFFF:169.254.169.254 169.254.169.254",
            "::ffff:0x7f.0.0.1 127.0.0.1",
            "::ffff:0177.0.0.1 127.0.0.1",
            "::ffff:127.1 127.0.0.1",
            "::ffff:10.0.0.1 10.0.0.1",
            "::ffff:127.0.0.1%1 127.0.0.1",
            "::127.0.0.1 ::127.0.0.1",
            "::7f00:1 ::127.0.0.1",
            "::a9fe:a9fe ::169.254.169.254",
            "::ffff:0:127.0.0.1 ::ffff:0:127.0.0.1",
            "64:ff9b::127.0.0.1 64:ff9b::127.0.0.1",
            "64:ff9b::a9fe:a9fe 64:ff9b::169.254.169.254",
            "64:ff9b::10.0.0.1 64:ff9b::10.0.0.1",
            "0064:ff9b:0:0:0:0:7f00:0001 64:ff9b::127.0.0.1",
            "64:ff9b:1::a9fe:a9fe 64:ff9b:1::169.254.169.254",
            "64:ff9b:1:a9fe:a9:fe00:: 64:ff9b:1:a9fe:a9:fe00::",
            "2002:7f00:1:: 2002:7f00:1::",
            "2002:a9fe:a9fe::1 2002:a9fe:a9fe::1",
            "2001:0:4136:e378:8000:63bf:80ff:fffe 2001:0:4136:e378:8000:63bf:80ff:fffe",
            "2001:0:a9fe:a9fe::1 2001:0:a9fe:a9fe::1");

    private final RecordingOutlet outlet = new RecordingOutlet();
    private volatile InetAddress answer = AddressLiteral.parse("127.0.0.1").orElseThrow();
    private ScriptedDnsServer dns;

    @BeforeEach
    void start() {
        dns = ScriptedDnsServer.start((query, transport) -> answer(query));
    }

    @AfterEach
    void stop() throws IOException {
        dns.close();
    }

    @Test
    void thereAreAtLeastSixtyAndNoneTwice() {
        assertThat(SPELLINGS).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "row {index}")
    @FieldSource("SPELLINGS")
    void deniedAsItStands(String row) {
        answer = denoted(row);
        assertDenied(spelling(row));
        assertDenied("[" + spelling(row) + "]");
    }

    @ParameterizedTest(name = "row {index}")
    @FieldSource("SPELLINGS")
    void deniedAsTheHostOfAUrl(String row) {
        answer = denoted(row);
        String spelling = spelling(row);
        host("https://" + spelling + "/path").ifPresent(this::assertDenied);
        host("https://[" + spelling + "]:8443/path").ifPresent(this::assertDenied);
        host("https://" + spelling + ":443/path").ifPresent(this::assertDenied);
    }

    @ParameterizedTest(name = "row {index}")
    @FieldSource("SPELLINGS")
    void deniedAsADnsAnswer(String row) {
        answer = denoted(row);
        assertDenied("www.example.com");
    }

    /** Whoever opens everything still gets no connection by a spelling that only some programs take for an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "127.0.0.01",
                "0x08080808",
                "8.8.2056",
                "010.8.8.8",
                "8.8.8.0x8",
                "%38.8.8.8",
                "::1%lo",
                "[::1%251]",
                "::ffff:0x8.8.8.8",
                "[127.0.0.1]",
                "127.0.0.1..",
                "",
                ".",
                "..",
                "[",
                "[]",
                "a..b",
                "-a.example",
                "a-.example",
                "a b.example",
                "a/b.example",
                "a@b.example",
                "a\\b.example",
                "\u200b.example"
            })
    void anUnclearSpellingIsDeniedThoughEverythingIsAllowed(String spelling) {
        assertThat(denial(guard(AddressPolicy.allowing(List.of("0.0.0.0/0", "::/0"))), spelling))
                .isEqualTo(new ProbeFailure(Cause.EgressDenied, Phase.Connect, ""));
        assertThat(outlet.wanted()).isEmpty();
    }

    /** What people may write: it is made canonical before it is judged, and the canonical address is connected to. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "8.8.8.8, 8.8.8.8",
        "8.8.8.8., 8.8.8.8",
        "::ffff:8.8.8.8, 8.8.8.8",
        "[::ffff:808:808], 8.8.8.8",
        "2001:4860:4860:0:0:0:0:8888, 2001:4860:4860::8888",
        "[2001:4860:4860::8888], 2001:4860:4860::8888",
        "64:FF9B::8.8.8.8, 64:ff9b::808:808",
        "www.example.com, 9.9.9.9",
        "WWW.EXAMPLE.COM., 9.9.9.9",
        "b\u00fccher.example, 9.9.9.9"
    })
    void aPublicDestinationIsConnectedToByItsCanonicalAddress(String spelling, String canonical) {
        answer = AddressLiteral.parse("9.9.9.9").orElseThrow();
        assertThatThrownBy(() ->
                        guard(AddressPolicy.allowing(List.of())).connect("team-a", spelling, 443, Deadlines.ample()))
                .hasMessage("ConnectionRefused");
        assertThat(outlet.wanted()).extracting(AddressLiteral::canonical).containsExactly(canonical);
    }

    @Test
    void anInternationalNameIsAskedForByItsALabels() {
        assertDenied("b\u00fccher.example");
        assertThat(dns.seen())
                .extracting(seen -> seen.query().getQuestion().getName().toString())
                .containsOnly("xn--bcher-kva.example.");
    }

    private void assertDenied(String host) {
        assertThat(denial(guard(AddressPolicy.allowing(List.of())), host))
                .as(host)
                .isEqualTo(new ProbeFailure(Cause.EgressDenied, Phase.Connect, ""));
        assertThat(outlet.wanted()).isEmpty();
    }

    private static ProbeFailure denial(EgressGuard guard, String host) {
        return catchThrowableOfType(ProbeException.class, () -> guard.connect("team-a", host, 443, Deadlines.ample()))
                .failure();
    }

    private EgressGuard guard(AddressPolicy policy) {
        NameServers servers = new NameServers(List.of(dns.address()), Optional.empty());
        return new EgressGuard(
                policy, (namespace, address, port) -> Ownership.Foreign, new SystemResolver(servers), outlet);
    }

    /** Records of the family of the address that was denoted, whatever the name. */
    private byte[] answer(Message query) {
        int type = answer.getAddress().length == 4 ? Type.A : Type.AAAA;
        Message message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
        if (query.getQuestion().getType() == type) {
            var name = query.getQuestion().getName();
            message.addRecord(
                    type == Type.A
                            ? new ARecord(name, DClass.IN, 0, answer)
                            : new AAAARecord(name, DClass.IN, 0, answer),
                    Section.ANSWER);
        }
        return message.toWire();
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String spelling(String row) {
        return row.substring(0, row.lastIndexOf(' '));
    }

    private static InetAddress denoted(String row) {
        return AddressLiteral.parse(row.substring(row.lastIndexOf(' ') + 1)).orElseThrow();
    }
}
