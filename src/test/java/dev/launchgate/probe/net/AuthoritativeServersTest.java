package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import dev.launchgate.probe.net.ScriptedDnsServer.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** The name servers of example.com, one at 127.0.0.2 and one at 127.0.0.3, found by way of a resolver. */
@Tag("F44")
class AuthoritativeServersTest {
    private static final String SOA = "example.com 900 SOA ns1.example.com hostmaster.example.com 7 3600 600 86400 300";

    private final List<ScriptedDnsServer> servers = new ArrayList<>();
    /** What the resolver knows, by name and type; all else does not exist. */
    private final Map<String, List<String>> known = new HashMap<>();

    private ScriptedDnsServer resolver;
    private int authorityPort;

    @BeforeEach
    void start() {
        resolver = keep(ScriptedDnsServer.start((query, transport) -> resolve(query)));
        know("example.com NS", "example.com 60 NS NS2.example.com", "example.com 60 NS ns1.example.com");
        know("ns1.example.com A", "ns1.example.com 60 A 127.0.0.2");
        know("ns2.example.com A", "ns2.example.com 60 A 127.0.0.3");
    }

    @AfterEach
    void stop() throws IOException {
        for (ScriptedDnsServer server : servers) {
            server.close();
        }
    }

    @Test
    void everyServerIsAskedByItsNameWithoutRecursion() throws Exception {
        List<ScriptedDnsServer> both = authority(
                (query, transport) -> Answers.to(query)
                        .aa()
                        .records("www.example.com 300 A 192.0.2.1")
                        .bytes(),
                (query, transport) -> Answers.to(query)
                        .aa()
                        .records("www.example.com 120 A 192.0.2.9")
                        .bytes());
        assertThat(ask("www.example.com", DnsType.A))
                .containsExactly(
                        new ServerAnswer("ns1.example.com", DnsCode.Records, List.of("192.0.2.1"), 300L, null, ""),
                        new ServerAnswer("ns2.example.com", DnsCode.Records, List.of("192.0.2.9"), 120L, null, ""));
        assertThat(both)
                .allSatisfy(server -> assertThat(server.seen())
                        .singleElement()
                        .satisfies(seen -> assertThat(seen.query().getHeader().getFlag(Flags.RD))
                                .isFalse()));
    }

    @Test
    void negativeAnswersTellTheTtlOfTheZone() throws Exception {
        authority(
                (query, transport) -> Answers.to(query).aa().authority(SOA).bytes(),
                (query, transport) -> Answers.to(query)
                        .aa()
                        .rcode(Rcode.NXDOMAIN)
                        .authority(SOA.replace(" 900 ", " 30 "))
                        .bytes());
        assertThat(ask("www.example.com", DnsType.A))
                .containsExactly(
                        new ServerAnswer("ns1.example.com", DnsCode.NoRecords, List.of(), null, 300L, ""),
                        new ServerAnswer("ns2.example.com", DnsCode.NoName, List.of(), null, 30L, ""));
    }

    @Test
    void anAnswerWithoutAuthorityIsLameARefusalIsARefusal() throws Exception {
        authority(
                (query, transport) -> Answers.to(query)
                        .records("www.example.com 300 A 192.0.2.1")
                        .bytes(),
                (query, transport) -> Answers.to(query).rcode(Rcode.REFUSED).bytes());
        assertThat(ask("www.example.com", DnsType.A))
                .containsExactly(
                        new ServerAnswer("ns1.example.com", DnsCode.Lame, List.of(), null, null, ""),
                        new ServerAnswer("ns2.example.com", DnsCode.Refused, List.of(), null, null, "REFUSED"));
        authorityEnds();
        authority(
                (query, transport) -> Answers.to(query).rcode(Rcode.NXDOMAIN).bytes(),
                (query, transport) ->
                        Answers.to(query).authority("com 60 NS a.example.net").bytes());
        assertThat(ask("www.example.com", DnsType.A))
                .extracting(ServerAnswer::code)
                .containsOnly(DnsCode.Lame);
    }

    @Test
    void aServerThatIsSilentOrGoneDoesNotHoldUpTheOther() throws Exception {
        authority(
                (query, transport) -> ScriptedDnsServer.SILENCE,
                (query, transport) -> Answers.to(query)
                        .aa()
                        .records("www.example.com 300 A 192.0.2.1")
                        .bytes());
        know(
                "example.com NS",
                "example.com 60 NS ns1.example.com",
                "example.com 60 NS ns2.example.com",
                "example.com 60 NS ns3.example.com",
                "example.com 60 NS ns4.example.com",
                "example.com 60 NS ns5.example.com");
        know("ns3.example.com A", "ns3.example.com 60 A 127.0.0.4");
        know("ns5.example.com A", "fail");
        assertThat(ask("www.example.com", DnsType.A, 1_000))
                .containsExactly(
                        new ServerAnswer("ns1.example.com", DnsCode.Silent, List.of(), null, null, ""),
                        new ServerAnswer("ns2.example.com", DnsCode.Records, List.of("192.0.2.1"), 300L, null, ""),
                        new ServerAnswer("ns3.example.com", DnsCode.Unreachable, List.of(), null, null, "refused"),
                        new ServerAnswer(
                                "ns4.example.com",
                                DnsCode.Unreachable,
                                List.of(),
                                null,
                                null,
                                "its name does not exist"),
                        new ServerAnswer(
                                "ns5.example.com",
                                DnsCode.Unreachable,
                                List.of(),
                                null,
                                null,
                                "its name could not be looked up"));
    }

    @Test
    void aServerAtAClosedAddressIsDenied() throws Exception {
        List<ScriptedDnsServer> both = authority(
                (query, transport) -> Answers.to(query).aa().bytes(),
                (query, transport) -> Answers.to(query)
                        .aa()
                        .records("www.example.com 300 A 192.0.2.1")
                        .bytes());
        know("ns1.example.com A", "ns1.example.com 60 A 169.254.169.254", "ns1.example.com 60 A 127.0.0.2");
        assertThat(ask("www.example.com", DnsType.A))
                .containsExactly(
                        new ServerAnswer("ns1.example.com", DnsCode.Denied, List.of(), null, null, ""),
                        new ServerAnswer("ns2.example.com", DnsCode.Records, List.of("192.0.2.1"), 300L, null, ""));
        assertThat(both.getFirst().seen()).isEmpty();
    }

    @Test
    void aServerOfWhichNothingIsKnownYetIsAskedLater() {
        authority(
                (query, transport) -> Answers.to(query).aa().bytes(),
                (query, transport) -> Answers.to(query).bytes());
        know("ns1.example.com A", "ns1.example.com 60 A 10.0.0.53");
        assertThatExceptionOfType(NotReadyException.class).isThrownBy(() -> ask("www.example.com", DnsType.A));
    }

    @Test
    void theSecondAddressOfAServerIsTriedWhenTheFirstIsDead() throws Exception {
        authority(
                (query, transport) -> Answers.to(query)
                        .aa()
                        .records("www.example.com 300 A 192.0.2.1")
                        .bytes(),
                (query, transport) -> Answers.to(query).aa().bytes());
        know("ns1.example.com A", "ns1.example.com 60 A 127.0.0.9", "ns1.example.com 60 A 127.0.0.2");
        assertThat(ask("www.example.com", DnsType.A).getFirst().values()).containsExactly("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com", "example.com", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.example.com"})
    void theZoneIsFoundFromAnyDepth(String name) throws Exception {
        authority(
                (query, transport) -> Answers.to(query).aa().bytes(),
                (query, transport) -> Answers.to(query).aa().bytes());
        assertThat(ask(name, DnsType.A)).extracting(ServerAnswer::code).containsOnly(DnsCode.NoRecords);
        assertThat(resolver.seen().stream()
                        .filter(seen -> seen.query().getQuestion().getType() == Type.NS))
                .hasSizeLessThanOrEqualTo(2);
    }

    /** A resolver that leaves the zone out of its negative answers is asked label by label, up to a bound. */
    @Test
    void withoutHelpTheWalkGoesLabelByLabelAndEnds() throws Exception {
        know("zone of", "none");
        authority(
                (query, transport) -> Answers.to(query).aa().bytes(),
                (query, transport) -> Answers.to(query).aa().bytes());
        assertThat(ask("a.b.www.example.com", DnsType.A)).hasSize(2);
        String deep = "x.".repeat(30) + "example.com";
        assertThat(ask(deep, DnsType.A))
                .containsExactly(new ServerAnswer(
                        "Authoritative",
                        DnsCode.Malformed,
                        List.of(),
                        null,
                        null,
                        "no name servers of the zone were found"));
    }

    @Test
    void aChildZoneAnswersForItself() throws Exception {
        know("zone of", "none");
        know("sub.example.com NS", "sub.example.com 60 NS ns2.example.com");
        authority(
                (query, transport) -> Answers.to(query).bytes(),
                (query, transport) -> Answers.to(query)
                        .aa()
                        .records("www.sub.example.com 300 A 192.0.2.7")
                        .bytes());
        assertThat(ask("www.sub.example.com", DnsType.A))
                .containsExactly(
                        new ServerAnswer("ns2.example.com", DnsCode.Records, List.of("192.0.2.7"), 300L, null, ""));
    }

    /** The negative answer behind an alias names the zone of the target, which may lie above the zone of the alias. */
    @Test
    void anAliasIsSoughtInItsOwnZoneNotInThatOfItsTarget() throws Exception {
        know("www.sub.example.com NS", "www.sub.example.com 60 CNAME www.example.com");
        know("sub.example.com NS", "sub.example.com 60 NS ns2.example.com");
        authority(
                (query, transport) -> Answers.to(query).bytes(),
                (query, transport) ->
                        Answers.to(query).aa().rcode(Rcode.NXDOMAIN).bytes());
        assertThat(ask("www.sub.example.com", DnsType.A))
                .containsExactly(new ServerAnswer("ns2.example.com", DnsCode.NoName, List.of(), null, null, ""));
    }

    @Test
    void aLoopBehindTheNameDoesNotHideItsZone() throws Exception {
        know("www.example.com NS", "fail");
        know("www.example.com CNAME", "www.example.com 60 CNAME www.example.com");
        Script zone = (query, transport) -> Answers.to(query)
                .aa()
                .records("www.example.com 60 CNAME www.example.com")
                .bytes();
        authority(zone, zone);
        assertThat(ask("www.example.com", DnsType.A))
                .extracting(ServerAnswer::code)
                .containsOnly(DnsCode.CnameLoop);
    }

    @Test
    void anAliasInsideTheZoneIsAskedOfTheSameServer() throws Exception {
        Script zone = (query, transport) -> Answers.to(query)
                .aa()
                .records(
                        query.getQuestion().getName().equals(Answers.name("www.example.com"))
                                ? "www.example.com 600 CNAME web.example.com"
                                : "web.example.com 60 A 192.0.2.1")
                .bytes();
        authority(zone, zone);
        assertThat(ask("www.example.com", DnsType.A))
                .extracting(ServerAnswer::values, ServerAnswer::ttl)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(List.of("192.0.2.1"), 600L));
    }

    /** The target's address is another zone's to tell; what this server claims about it is not believed. */
    @Test
    void anAliasThatLeavesTheZoneIsResolved() throws Exception {
        Script zone = (query, transport) -> Answers.to(query)
                .aa()
                .records("www.example.com 600 CNAME cdn.example.net", "cdn.example.net 9000 A 192.0.2.66")
                .bytes();
        authority(zone, zone);
        know("cdn.example.net A", "cdn.example.net 17 A 192.0.2.1");
        assertThat(ask("www.example.com", DnsType.A))
                .extracting(ServerAnswer::values, ServerAnswer::ttl)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(List.of("192.0.2.1"), 600L));
        know("cdn.example.net A");
        assertThat(ask("www.example.com", DnsType.A))
                .extracting(ServerAnswer::code)
                .containsOnly(DnsCode.CnameDangling);
    }

    @Test
    void anAliasIntoAChildZoneIsResolved() throws Exception {
        Script zone = (query, transport) -> query.getQuestion().getName().equals(Answers.name("www.example.com"))
                ? Answers.to(query)
                        .aa()
                        .records("www.example.com 600 CNAME web.sub.example.com")
                        .bytes()
                : Answers.to(query)
                        .authority("sub.example.com 60 NS ns.sub.example.com")
                        .bytes();
        authority(zone, zone);
        know("web.sub.example.com A", "web.sub.example.com 17 A 192.0.2.1");
        assertThat(ask("www.example.com", DnsType.A))
                .extracting(ServerAnswer::values)
                .containsOnly(List.of("192.0.2.1"));
    }

    @Test
    void ofManyAddressesOfAServerFourAreTried() throws Exception {
        List<ScriptedDnsServer> both = authority(
                (query, transport) -> Answers.to(query).aa().bytes(),
                (query, transport) -> Answers.to(query).aa().bytes());
        know(
                "ns1.example.com A",
                IntStream.range(0, 4)
                        .mapToObj(i -> "ns1.example.com 60 A 127.0.0." + (100 + i))
                        .toArray(String[]::new));
        assertThat(ask("www.example.com", DnsType.A).getFirst().code()).isEqualTo(DnsCode.Unreachable);
        know(
                "ns1.example.com A",
                IntStream.range(0, 5)
                        .mapToObj(i -> "ns1.example.com 60 A 127.0.0." + (i == 4 ? 2 : 100 + i))
                        .toArray(String[]::new));
        assertThat(ask("www.example.com", DnsType.A).getFirst().code()).isEqualTo(DnsCode.Unreachable);
        assertThat(both.getFirst().seen()).isEmpty();
    }

    @Test
    void aZoneOfManyServersIsAskedAtSixteen() throws Exception {
        know(
                "example.com NS",
                IntStream.range(0, 40)
                        .mapToObj("example.com 60 NS n%02d.example.net"::formatted)
                        .toArray(String[]::new));
        assertThat(ask("www.example.com", DnsType.A))
                .hasSize(16)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo(DnsCode.Unreachable));
    }

    @Test
    void whenTheResolversFailTheZoneIsNotKnown() throws Exception {
        know("www.example.com NS", "fail");
        assertThat(ask("www.example.com", DnsType.A))
                .containsExactly(new ServerAnswer("Authoritative", DnsCode.ServerFailed, List.of(), null, null, ""));
        know("www.example.com NS", "silent");
        assertThat(ask("www.example.com", DnsType.A, 200))
                .containsExactly(new ServerAnswer("Authoritative", DnsCode.Silent, List.of(), null, null, ""));
    }

    private List<ServerAnswer> ask(String name, DnsType type) throws ProbeException, NotReadyException {
        return ask(name, type, 20_000);
    }

    private List<ServerAnswer> ask(String name, DnsType type, long millis) throws ProbeException, NotReadyException {
        SystemResolver system = new SystemResolver(new NameServers(List.of(resolver.address()), Optional.empty()));
        EgressGuard guard = new EgressGuard(
                AddressPolicy.allowing(List.of("127.0.0.0/8")),
                (namespace, address, port) -> Ownership.NotReadYet,
                system);
        return new DnsProbe(guard, system, new DirectOutlet(), authorityPort)
                .ask("team-a", new DnsQuery(name, type, "Authoritative"), Deadlines.millis(millis))
                .servers();
    }

    /** Two servers on one port of two addresses. */
    private List<ScriptedDnsServer> authority(Script first, Script second) {
        for (int attempt = 0; ; attempt++) {
            ScriptedDnsServer one = keep(ScriptedDnsServer.start("127.0.0.2", 0, first));
            try {
                ScriptedDnsServer two = keep(ScriptedDnsServer.start("127.0.0.3", one.port(), second));
                authorityPort = one.port();
                return List.of(one, two);
            } catch (IllegalStateException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private void authorityEnds() throws IOException {
        for (ScriptedDnsServer server : servers.subList(1, servers.size())) {
            server.close();
        }
    }

    private ScriptedDnsServer keep(ScriptedDnsServer server) {
        servers.add(server);
        return server;
    }

    private void know(String nameAndType, String... records) {
        known.put(nameAndType, List.of(records));
    }

    private byte[] resolve(Message query) {
        String name = RecordText.host(query.getQuestion().getName()).toLowerCase(Locale.ROOT);
        List<String> records =
                known.getOrDefault(name + " " + Type.string(query.getQuestion().getType()), List.of());
        if (records.equals(List.of("silent"))) {
            return ScriptedDnsServer.SILENCE;
        }
        if (records.equals(List.of("fail"))) {
            return Answers.servfail(query);
        }
        if (!records.isEmpty()) {
            return Answers.to(query)
                    .records(records.toArray(String[]::new))
                    .authority(SOA)
                    .bytes();
        }
        Answers nothing = Answers.to(query).rcode(Rcode.NXDOMAIN);
        return known.containsKey("zone of") || !name.endsWith("example.com")
                ? nothing.bytes()
                : nothing.authority(SOA).bytes();
    }
}
