package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import dev.launchgate.probe.net.ScriptedDnsServer.Script;
import dev.launchgate.probe.net.ScriptedDnsServer.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What each honest, broken or lying server is said to have answered. */
@Tag("F44")
class DnsProbeTest {
    private static final String SOA = "example.com 900 SOA ns1.example.com hostmaster.example.com 7 3600 600 86400 300";

    private final List<ScriptedDnsServer> servers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (ScriptedDnsServer server : servers) {
            server.close();
        }
    }

    @Test
    void addressesAreCanonicalSortedAndOnce() {
        assertAnswered(
                DnsType.A,
                query -> Answers.to(query)
                        .records(
                                "www.example.com 60 A 203.0.113.10",
                                "WWW.example.COM 60 A 192.0.2.1",
                                "www.example.com 60 A 203.0.113.10",
                                "other.example.com 60 A 192.0.2.99"),
                "192.0.2.1",
                "203.0.113.10");
        assertAnswered(
                DnsType.AAAA,
                query -> Answers.to(query)
                        .records(
                                "www.example.com 60 AAAA 2001:DB8:0:0:0:0:0:1",
                                "www.example.com 60 AAAA ::ffff:192.0.2.1"),
                "2001:db8::1",
                "::ffff:c000:201");
    }

    /** Names lose case and final dot, numbers are decimal, the strings of a TXT record are one. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CNAME | Edge.Example.NET.                  | edge.example.net
            NS    | NS1.Example.COM.                   | ns1.example.com
            MX    | 010 Mail.Example.COM.              | 10 mail.example.com
            MX    | 0 .                                | 0 .
            SRV   | 0 5 5060 SIP.Example.COM.          | 0 5 5060 sip.example.com
            CAA   | 0 issue "CA.example; a=B"          | 0 issue "CA.example; a=B"
            CAA   | 128 iodef "mailto:sec@example.com" | 128 iodef "mailto:sec@example.com"
            TXT   | "v=spf1 -all"                      | v=spf1 -all
            TXT   | "v=DKIM1; " "p=AbC"                | v=DKIM1; p=AbC
            TXT   | "say \\"hi\\"" "\\\\"              | say "hi"\\
            TXT   | "\\007\\200"                       | \\007\\200
            TXT   | ""                                 | ~~
            """)
    void dataOfEachType(DnsType type, String data, String value) {
        assertAnswered(type, query -> Answers.to(query).records("www.example.com 60 " + type + " " + data), value);
    }

    @Test
    void valuesAreSorted() {
        assertAnswered(
                DnsType.MX,
                query -> Answers.to(query)
                        .records("www.example.com 60 MX 20 b.example.com.", "www.example.com 60 MX 10 a.example.com."),
                "10 a.example.com",
                "20 b.example.com");
    }

    @Test
    void aTtlFromACacheIsNotToldAndZeroIsNothingSpecial() {
        for (int ttl : List.of(0, 1, 86_400)) {
            assertThat(system(
                            DnsType.A,
                            query -> Answers.to(query).aa().records("www.example.com " + ttl + " A 192.0.2.1")))
                    .isEqualTo(new ServerAnswer("System", DnsCode.Records, List.of("192.0.2.1"), null, null, ""));
        }
    }

    @Test
    void nothingOfTheTypeIsNoRecordsWithTheTimeItMayBeKept() {
        assertThat(system(DnsType.A, query -> Answers.to(query).authority(SOA)))
                .isEqualTo(new ServerAnswer("System", DnsCode.NoRecords, List.of(), null, 300L, ""));
        assertThat(system(DnsType.A, Answers::to))
                .isEqualTo(new ServerAnswer("System", DnsCode.NoRecords, List.of(), null, null, ""));
        assertThat(system(DnsType.A, query -> Answers.to(query).records("www.example.com 60 TXT hello"))
                        .code())
                .isEqualTo(DnsCode.NoRecords);
    }

    @Test
    void nxdomainIsNoName() {
        assertThat(system(
                        DnsType.A,
                        query -> Answers.to(query).rcode(Rcode.NXDOMAIN).authority(SOA)))
                .isEqualTo(new ServerAnswer("System", DnsCode.NoName, List.of(), null, 300L, ""));
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query)
                                        .rcode(Rcode.NXDOMAIN)
                                        .records("www.example.com 60 A 192.0.2.1"))
                        .code())
                .as("records beside NXDOMAIN prove nothing")
                .isEqualTo(DnsCode.NoName);
    }

    /** RFC 2308: from the authority the lower of the two counts; the SOA of another zone says nothing. */
    @Test
    void theNegativeTtlIsThatOfTheZone() {
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query)
                                        .aa()
                                        .authority(SOA.replace(" 900 ", " 120 ").replace("example.com 120", "com 120")))
                        .negativeTtl())
                .isEqualTo(120);
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query).authority(SOA.replaceFirst("example.com", "example.net")))
                        .negativeTtl())
                .isNull();
    }

    @Test
    void servfailTellsTheNumberOfTheExtendedErrorNotItsText() {
        assertThat(system(DnsType.A, query -> Answers.to(query).rcode(Rcode.SERVFAIL)))
                .isEqualTo(new ServerAnswer("System", DnsCode.ServerFailed, List.of(), null, null, ""));
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query).rcode(Rcode.SERVFAIL).extendedError(6, "<b>canary</b>"))
                        .detail())
                .isEqualTo("extended error 6 (DNSSEC_BOGUS)");
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query).rcode(Rcode.SERVFAIL).extendedError(49152, ""))
                        .detail())
                .isEqualTo("extended error 49152 (EDE49152)");
    }

    @ParameterizedTest
    @CsvSource({"5, REFUSED", "4, NOTIMP", "1, FORMERR", "9, NOTAUTH", "6, YXDOMAIN", "11, DSOTYPENI"})
    void aServerThatWillNotAnswerIsQuotedByItsCode(int rcode, String detail) {
        assertThat(system(DnsType.A, query -> Answers.to(query).rcode(rcode)))
                .isEqualTo(new ServerAnswer("System", DnsCode.Refused, List.of(), null, null, detail));
        assertThat(system(DnsType.A, query -> Answers.to(query).rcode(rcode).records("www.example.com 60 A 192.0.2.1"))
                        .code())
                .isEqualTo(DnsCode.Refused);
    }

    @Test
    void refusalsMayLeaveTheQuestionOutAnswersMayNot() {
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query).rcode(Rcode.REFUSED).withoutQuestion())
                        .code())
                .isEqualTo(DnsCode.Refused);
        for (int rcode : List.of(Rcode.NOERROR, Rcode.NXDOMAIN)) {
            assertThat(system(DnsType.A, query -> Answers.to(query).rcode(rcode).withoutQuestion())
                            .code())
                    .isEqualTo(DnsCode.Malformed);
        }
    }

    /** RFC 6891: a server from before 1999 refuses the extension, not the question. */
    @ParameterizedTest
    @ValueSource(ints = {Rcode.FORMERR, Rcode.NOTIMP})
    void aServerWithoutExtensionsIsAskedAgainPlainly(int rcode) {
        Script old = (query, transport) -> query.getOPT() != null
                ? Answers.to(query).rcode(rcode).bytes()
                : transport == Transport.Udp
                        ? Answers.to(query).flag(Flags.TC).bytes()
                        : Answers.to(query)
                                .records("www.example.com 60 A 192.0.2.1")
                                .bytes();
        assertThat(system(DnsType.A, start(old)).values()).containsExactly("192.0.2.1");
    }

    @Test
    void aliasesOfAddressesAreFollowedInOneAnswerOrInMany() {
        String[] chain = {
            "www.example.com 60 CNAME a.example.net",
            "a.example.net 60 CNAME b.example.org",
            "b.example.org 60 A 192.0.2.1"
        };
        assertAnswered(DnsType.A, query -> Answers.to(query).records(chain), "192.0.2.1");
        assertAnswered(
                DnsType.A,
                query -> Answers.to(query)
                        .records(Arrays.stream(chain)
                                .filter(line -> (line.split(" ")[0] + ".")
                                        .equals(query.getQuestion().getName().toString()))
                                .toArray(String[]::new)),
                "192.0.2.1");
    }

    @Test
    void eightStepsAreFollowedNineAreALoop() {
        assertThat(system(DnsType.A, query -> Answers.to(query).records(chain(8)))
                        .values())
                .containsExactly("192.0.2.1");
        assertThat(system(DnsType.A, query -> Answers.to(query).records(chain(9))))
                .isEqualTo(new ServerAnswer("System", DnsCode.CnameLoop, List.of(), null, null, ""));
    }

    @Test
    void aNeverEndingChainEndsAfterEightQuestions() {
        ScriptedDnsServer server = start((query, transport) -> Answers.to(query)
                .records(query.getQuestion().getName() + " 0 CNAME x."
                        + query.getQuestion().getName())
                .bytes());
        assertThat(system(DnsType.A, server).code()).isEqualTo(DnsCode.CnameLoop);
        assertThat(server.seen()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aRingOfAliasesIsALoop(int length) {
        String[] ring = IntStream.range(0, length)
                .mapToObj(i -> "%s 60 CNAME %s".formatted(ringName(i), ringName((i + 1) % length)))
                .toArray(String[]::new);
        assertThat(system(DnsType.A, query -> Answers.to(query).records(ring)).code())
                .isEqualTo(DnsCode.CnameLoop);
    }

    /** Resolvers fail for a loop as for anything else; the aliases by themselves they tell. */
    @Test
    void aLoopIsFoundBehindServfail() {
        ScriptedDnsServer server =
                start((query, transport) -> switch (query.getQuestion().getType()) {
                    case Type.CNAME ->
                        Answers.to(query)
                                .records(
                                        query.getQuestion().getName().equals(Answers.name("www.example.com"))
                                                ? "www.example.com 60 CNAME r1.example.com"
                                                : "r1.example.com 60 CNAME www.example.com")
                                .bytes();
                    default -> Answers.servfail(query);
                });
        assertThat(system(DnsType.A, server).code()).isEqualTo(DnsCode.CnameLoop);
        assertThat(system(DnsType.TXT, server).code()).isEqualTo(DnsCode.ServerFailed);
        ScriptedDnsServer chain =
                start((query, transport) -> query.getQuestion().getType() == Type.CNAME
                                && query.getQuestion().getName().equals(Answers.name("www.example.com"))
                        ? Answers.to(query)
                                .records("www.example.com 60 CNAME r1.example.com")
                                .bytes()
                        : Answers.servfail(query));
        assertThat(system(DnsType.A, chain).code()).isEqualTo(DnsCode.ServerFailed);
        assertThat(chain.seen()).hasSize(3);
    }

    @Test
    void anAliasOfNothingDangles() {
        assertThat(system(
                        DnsType.A,
                        query -> Answers.to(query)
                                .rcode(Rcode.NXDOMAIN)
                                .records("www.example.com 60 CNAME gone.example.com")
                                .authority(SOA)))
                .isEqualTo(new ServerAnswer("System", DnsCode.CnameDangling, List.of(), null, 300L, ""));
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query)
                                        .records("www.example.com 60 CNAME gone.example.com")
                                        .rcode(
                                                query.getQuestion().getName().equals(Answers.name("www.example.com"))
                                                        ? Rcode.NOERROR
                                                        : Rcode.NXDOMAIN))
                        .code())
                .isEqualTo(DnsCode.CnameDangling);
        assertThat(system(
                                DnsType.AAAA,
                                query -> Answers.to(query)
                                        .records("www.example.com 60 CNAME v4only.example.com")
                                        .authority(SOA))
                        .code())
                .as("the target exists, without an address of this family")
                .isEqualTo(DnsCode.NoRecords);
    }

    @Test
    void aliasesOfOtherTypesAreNotFollowedButTold() {
        assertThat(system(
                        DnsType.TXT,
                        query -> Answers.to(query)
                                .records("www.example.com 60 CNAME a.example.net", "a.example.net 60 TXT hello")))
                .isEqualTo(
                        new ServerAnswer("System", DnsCode.NoRecords, List.of(), null, null, "the name is an alias"));
    }

    @Test
    void truncationIsFollowedByTcp() {
        ScriptedDnsServer server = start((query, transport) -> transport == Transport.Udp
                ? Answers.to(query)
                        .flag(Flags.TC)
                        .records("www.example.com 60 A 192.0.2.1")
                        .bytes()
                : Answers.to(query)
                        .records("www.example.com 60 A 192.0.2.1", "www.example.com 60 A 192.0.2.2")
                        .bytes());
        assertThat(system(DnsType.A, server).values()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(server.seen())
                .extracting(ScriptedDnsServer.Seen::transport)
                .containsExactly(Transport.Udp, Transport.Tcp);
    }

    @Test
    void truncationWithoutTcpIsTruncatedWhateverWasSentBefore() {
        Script truncating = (query, transport) -> transport == Transport.Udp
                ? Answers.to(query)
                        .flag(Flags.TC)
                        .records("www.example.com 60 A 192.0.2.1")
                        .bytes()
                : ScriptedDnsServer.SILENCE;
        ServerAnswer truncated = new ServerAnswer("System", DnsCode.Truncated, List.of(), null, null, "");
        assertThat(system(DnsType.A, start(truncating))).isEqualTo(truncated);
        assertThat(system(DnsType.A, start(truncating).withoutTcp())).isEqualTo(truncated);
        assertThat(system(DnsType.A, query -> Answers.to(query).flag(Flags.TC))).isEqualTo(truncated);
    }

    @Test
    void aLargeAnswerComesByTcpAndOneBeyondTheCapIsRefused() throws Exception {
        String line = "www.example.com 60 TXT \"" + "x".repeat(200) + "%04d\"";
        assertThat(system(DnsType.TXT, large(line, 70)).values()).hasSize(70);
        ScriptedDnsServer server = large(line, 250);
        assertThat(catchThrowableOfType(
                                ProbeException.class,
                                () -> probe(List.of(server.address()))
                                        .ask("team-a", query(DnsType.TXT, "System"), Deadlines.ample()))
                        .failure())
                .isEqualTo(new ProbeFailure(Cause.DataTooLarge, Phase.Exchange, ""));
    }

    @Test
    void onlyTheRightNumberIsHeard() {
        Script wrong = (query, transport) -> forged(query);
        assertThat(system(DnsType.A, start(wrong), 200))
                .isEqualTo(new ServerAnswer("System", DnsCode.Malformed, List.of(), null, null, ""));
        ScriptedDnsServer[] server = new ScriptedDnsServer[1];
        server[0] = start((query, transport) -> {
            server[0].send(forged(query), server[0].seen().getLast().sourcePort());
            return Answers.to(query).records("www.example.com 60 A 192.0.2.1").bytes();
        });
        assertThat(system(DnsType.A, server[0]).values()).containsExactly("192.0.2.1");
    }

    /** Somebody who guesses numbers by the thousand ends the question; he does not answer it. */
    @Test
    void afterManyWrongNumbersNobodyIsHeard() {
        ScriptedDnsServer[] server = new ScriptedDnsServer[1];
        server[0] = start((query, transport) -> {
            for (int i = 0; i < 16; i++) {
                server[0].send(forged(query), server[0].seen().getLast().sourcePort());
            }
            return Answers.to(query).records("www.example.com 60 A 192.0.2.1").bytes();
        });
        assertThat(system(DnsType.A, server[0]).code()).isEqualTo(DnsCode.Malformed);
    }

    private static byte[] forged(Message query) {
        return Answers.to(query)
                .id(query.getHeader().getID() ^ 1)
                .records("www.example.com 60 A 192.0.2.66")
                .bytes();
    }

    @ParameterizedTest
    @CsvSource({"wwx.example.com, A", "www.example.com, AAAA", "com, A", "www.example.com.example.net, A"})
    void anAnswerToAnotherQuestionIsMalformed(String name, String type) {
        assertThat(system(
                                DnsType.A,
                                query -> Answers.to(query)
                                        .question(name, Type.value(type))
                                        .records("www.example.com 60 A 192.0.2.66"))
                        .code())
                .isEqualTo(DnsCode.Malformed);
    }

    @Test
    void anEchoOfTheQuestionIsMalformed() {
        assertThat(system(DnsType.A, start((query, transport) -> query.toWire()))
                        .code())
                .isEqualTo(DnsCode.Malformed);
    }

    @Test
    void randomBytesAreMalformed() {
        RandomGenerator random = new Random(1);
        assertThat(system(DnsType.A, start((query, transport) -> {
                            byte[] bytes = new byte[512];
                            random.nextBytes(bytes);
                            bytes[0] = (byte) (query.getHeader().getID() >> 8);
                            bytes[1] = (byte) query.getHeader().getID();
                            return bytes;
                        }))
                        .code())
                .isEqualTo(DnsCode.Malformed);
        assertThat(system(DnsType.A, start((query, transport) -> new byte[] {1, 2, 3}), 200)
                        .code())
                .isEqualTo(DnsCode.Malformed);
    }

    @Test
    void silenceIsAskedTwiceFromTwoPortsWithTwoNumbers() {
        ScriptedDnsServer server = start((query, transport) -> ScriptedDnsServer.SILENCE);
        assertThat(system(DnsType.A, server, 400))
                .isEqualTo(new ServerAnswer("System", DnsCode.Silent, List.of(), null, null, ""));
        assertThat(server.seen()).hasSize(2);
        assertThat(server.seen().get(0).sourcePort())
                .isNotEqualTo(server.seen().get(1).sourcePort());
    }

    @Test
    void oneLostDatagramIsMadeUpFor() {
        ScriptedDnsServer[] server = new ScriptedDnsServer[1];
        server[0] = start((query, transport) -> server[0].seen().size() == 1
                ? ScriptedDnsServer.SILENCE
                : Answers.to(query).records("www.example.com 60 A 192.0.2.1").bytes());
        assertThat(system(DnsType.A, server[0], 2_000).values()).containsExactly("192.0.2.1");
    }

    @Test
    void numbersAndPortsCannotBeGuessed() {
        ScriptedDnsServer server = start((query, transport) -> Answers.to(query).bytes());
        for (int i = 0; i < 100; i++) {
            system(DnsType.A, server);
        }
        assertThat(server.seen().stream()
                        .map(seen -> seen.query().getHeader().getID())
                        .distinct())
                .hasSizeGreaterThan(90);
        assertThat(server.seen().stream()
                        .map(ScriptedDnsServer.Seen::sourcePort)
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    @Test
    void aClosedPortIsUnreachable() throws IOException {
        ScriptedDnsServer server = start((query, transport) -> ScriptedDnsServer.SILENCE);
        server.close();
        assertThat(system(DnsType.A, server))
                .isEqualTo(new ServerAnswer("System", DnsCode.Unreachable, List.of(), null, null, "refused"));
    }

    @Test
    void withoutResolversNothingIsReached() throws Exception {
        assertThat(single(probe(List.of()).ask("team-a", query(DnsType.A, "System"), Deadlines.ample())))
                .isEqualTo(new ServerAnswer(
                        "System", DnsCode.Unreachable, List.of(), null, null, "no DNS server is configured"));
    }

    @Test
    void resolversAreAskedInOrderUntilOneKnows() throws Exception {
        ScriptedDnsServer refusing = start(
                (query, transport) -> Answers.to(query).rcode(Rcode.REFUSED).bytes());
        ScriptedDnsServer silent = start((query, transport) -> ScriptedDnsServer.SILENCE);
        ScriptedDnsServer knowing = start(
                (query, transport) -> Answers.to(query).rcode(Rcode.NXDOMAIN).bytes());
        ScriptedDnsServer last = start((query, transport) -> Answers.to(query).bytes());
        assertThat(ask(300, silent, refusing, knowing, last).code()).isEqualTo(DnsCode.NoName);
        assertThat(last.seen()).isEmpty();
        assertThat(ask(300, silent, refusing).code()).isEqualTo(DnsCode.Refused);
        assertThat(ask(300, refusing, silent).code()).isEqualTo(DnsCode.Refused);
    }

    @Test
    void aServerThatTheChecklistNamesIsJudged() throws Exception {
        ScriptedDnsServer server = start((query, transport) ->
                Answers.to(query).aa().records("www.example.com 60 A 192.0.2.1").bytes());
        DnsQuery query = query(DnsType.A, server.hostPort());
        assertThat(single(probe(List.of()).ask("team-a", query, Deadlines.ample())))
                .isEqualTo(new ServerAnswer(server.hostPort(), DnsCode.Denied, List.of(), null, null, ""));
        assertThat(server.seen()).isEmpty();
        assertThat(single(probe(List.of(), "127.0.0.1").ask("team-a", query, Deadlines.ample())))
                .isEqualTo(new ServerAnswer(server.hostPort(), DnsCode.Records, List.of("192.0.2.1"), null, null, ""));
        assertThat(server.seen().getFirst().query().getHeader().getFlag(Flags.RD))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "::1",
                "[::1]:53",
                "169.254.169.254",
                "[fe80::1]:53",
                "127.1",
                "0x7f.1:53",
                "2130706433",
                "[::ffff:127.0.0.1]:53",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:",
                ":53",
                "[127.0.0.1]:53",
                "",
                "dns.example.com"
            })
    void aServerThatIsClosedOrNoAddressIsDenied(String server) throws Exception {
        assertThat(single(probe(List.of()).ask("team-a", query(DnsType.A, server), Deadlines.ample())))
                .isEqualTo(new ServerAnswer(server, DnsCode.Denied, List.of(), null, null, ""));
    }

    @Test
    void aServerOfWhichNothingIsKnownYetIsAskedLater() {
        EgressGuard guard = new EgressGuard(
                AddressPolicy.allowing(List.of()),
                (namespace, address, port) -> Ownership.NotReadYet,
                resolver(List.of()));
        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> new DnsProbe(guard, resolver(List.of()))
                        .ask("team-a", query(DnsType.A, "10.0.0.53"), Deadlines.ample()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "", ".a"})
    void aNameThatIsNoneIsMalformed(String name) {
        assertThat(catchThrowableOfType(
                                ProbeException.class,
                                () -> probe(List.of())
                                        .ask("team-a", new DnsQuery(name, DnsType.A, "System"), Deadlines.ample()))
                        .failure())
                .isEqualTo(new ProbeFailure(Cause.DataMalformed, Phase.Resolve, "not a name"));
    }

    private static String[] chain(int steps) {
        List<String> lines = new ArrayList<>(List.of("www.example.com 60 CNAME c1.example.com"));
        for (int i = 1; i < steps; i++) {
            lines.add("c%d.example.com 60 CNAME c%d.example.com".formatted(i, i + 1));
        }
        lines.add("c%d.example.com 60 A 192.0.2.1".formatted(steps));
        return lines.toArray(String[]::new);
    }

    private static String ringName(int i) {
        return i == 0 ? "www.example.com" : "r" + i + ".example.com";
    }

    private ScriptedDnsServer large(String line, int count) {
        return start((query, transport) -> transport == Transport.Udp
                ? Answers.to(query).flag(Flags.TC).bytes()
                : Answers.to(query)
                        .records(IntStream.range(0, count)
                                .mapToObj(line::formatted)
                                .toArray(String[]::new))
                        .bytes());
    }

    private void assertAnswered(DnsType type, java.util.function.Function<Message, Answers> script, String... values) {
        assertThat(system(type, script))
                .isEqualTo(new ServerAnswer("System", DnsCode.Records, List.of(values), null, null, ""));
    }

    private ServerAnswer system(DnsType type, java.util.function.Function<Message, Answers> script) {
        return system(type, start((query, transport) -> script.apply(query).bytes()));
    }

    private ServerAnswer system(DnsType type, ScriptedDnsServer server) {
        return system(type, server, 20_000);
    }

    private ServerAnswer system(DnsType type, ScriptedDnsServer server, long millis) {
        try {
            return single(
                    probe(List.of(server.address())).ask("team-a", query(type, "System"), Deadlines.millis(millis)));
        } catch (ProbeException | NotReadyException e) {
            throw new AssertionError(e);
        }
    }

    private ServerAnswer ask(long millis, ScriptedDnsServer... of) throws ProbeException, NotReadyException {
        return single(probe(Arrays.stream(of).map(ScriptedDnsServer::address).toList())
                .ask("team-a", query(DnsType.A, "System"), Deadlines.millis(millis * of.length)));
    }

    private ScriptedDnsServer start(Script script) {
        ScriptedDnsServer server = ScriptedDnsServer.start(script);
        servers.add(server);
        return server;
    }

    private static DnsQuery query(DnsType type, String server) {
        return new DnsQuery("www.example.com", type, server);
    }

    private static ServerAnswer single(DnsAnswer answer) {
        assertThat(answer.servers()).hasSize(1);
        return answer.servers().getFirst();
    }

    private static DnsProbe probe(List<InetSocketAddress> resolvers, String... allowed) {
        SystemResolver resolver = resolver(resolvers);
        EgressGuard guard = new EgressGuard(
                AddressPolicy.allowing(List.of(allowed)), (namespace, address, port) -> Ownership.Foreign, resolver);
        return new DnsProbe(guard, resolver);
    }

    private static SystemResolver resolver(List<InetSocketAddress> servers) {
        return new SystemResolver(new NameServers(servers, Optional.empty()));
    }
}
